"""Citations in the workspace: one quote for several parts of the case, and the evidence of a stance."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from claims.actions import evidence
from claims.admin.desk import targets
from claims.models import Citation, Claim, Point, Stance, User
from tests.admin.workspaces import TEXT, answered, card, card_fields, errors, opened_card, sent_card, url, words
from tests.factories import CitationFactory, ClaimFactory, EventFactory, PointFactory, SnapshotFactory, SourceFactory

AtDesk = Callable[[User], Client]


@pytest.fixture
def stance(desk: Client, started: Claim) -> Stance:
    """A denial of the only point, in an answer that has one citation."""
    response = answered(desk, started)
    desk.post(url("make", started, "point"), words(started, "Acme habe Daten gesucht", text="A point."))
    key = f"{Point.objects.get().pk}:{response.pk}"
    desk.post(url("cell", started), {"cell": key, "version": "0", "stance": "denies"})
    return Stance.objects.get()


def cell(stance: Stance, **more: Any) -> dict[str, Any]:
    return {"cell": f"{stance.point_id}:{stance.response_id}", "version": str(stance.version), **more}


class TestCitation:
    def test_role_voices_and_locator_are_changed(self, desk: Client, case: Claim) -> None:
        citation = case.citations.get()
        change = {"role": "supports", "voices": "a spokesman\nMeyer, lawyer", "locator": "paragraph 4"}
        sent_card(desk, case, "citation", citation.pk, **change)
        citation.refresh_from_db()
        assert (citation.role, citation.locator) == ("supports", "paragraph 4")
        assert citation.voices == ["a spokesman", "Meyer, lawyer"]

    def test_one_quote_serves_several_parts(self, desk: Client, case: Claim) -> None:
        citation, event, point = CitationFactory(claim=case), EventFactory(claim=case), case.points.get(order=2)
        passage = case.responses.get().passages.get()
        chosen = [f"event:{event.pk}", f"point:{point.pk}", f"passage:{passage.pk}", f"stance:{case.stances.get().pk}"]
        version = citation.version
        assert sent_card(desk, case, "citation", citation.pk, serves=chosen).status_code == 302
        citation.refresh_from_db()
        assert citation.version == version
        served: list[Any] = [event, point, passage, case.stances.get()]
        assert all(citation in each.citations.all() for each in served)

    def test_one_of_many_stances_is_named(self, desk: Client, case: Claim, monkeypatch: Any) -> None:
        monkeypatch.setattr(targets, "MOST_STANCES", 0)
        citation, stance = CitationFactory(claim=case), case.stances.get()
        page = sent_card(desk, case, "citation", citation.pk, also="P2 × A1")
        assert "No answer takes a stance there: P2 × A1." in str(errors(page)["also"])
        page = sent_card(desk, case, "citation", citation.pk, also=case.points.get(order=1).text[:6])
        assert "P1 × A1" in str(errors(page)["also"])
        assert sent_card(desk, case, "citation", citation.pk, also="p1a1").status_code == 302
        assert citation in stance.citations.all()

    def test_it_serves_one_part_no_more(self, desk: Client, case: Claim) -> None:
        citation = case.citations.get()
        sent_card(desk, case, "citation", citation.pk, serves=[f"claim:{case.pk}"])
        assert not case.responses.get().passages.get().citations.exists()
        assert case.citations_of_claim.get() == citation

    def test_what_somebody_else_added_meanwhile_stays(self, desk: Client, editor: User, case: Claim) -> None:
        citation, point = CitationFactory(claim=case), case.points.get(order=1)
        held = card_fields(opened_card(desk, case, "citation", citation.pk))
        evidence.link(editor, point, "citations", citation)
        other = case.points.get(order=2)
        desk.post(card(case, "citation", citation.pk), {**held, "serves": [f"point:{other.pk}"]})
        assert set(citation.cited_for_points.all()) == {point, other}

    def test_part_of_another_case_is_refused(self, desk: Client, case: Claim) -> None:
        stranger = PointFactory(claim=ClaimFactory())
        page = sent_card(desk, case, "citation", case.citations.get().pk, serves=[f"point:{stranger.pk}"])
        assert "serves" in errors(page)
        assert not stranger.citations.exists()

    @pytest.mark.parametrize(
        ("field", "wrong"),
        [("role", {"role": "proves"}), ("source", {"source": "x"}), ("locator", {"locator": "x" * 301}),
         ("voices", {"voices": "\x00"})],
        ids=["role", "source", "locator", "voices"],
    )  # fmt: skip
    def test_wrong_field_is_named(self, field: str, wrong: dict[str, Any], desk: Client, case: Claim) -> None:
        assert field in errors(sent_card(desk, case, "citation", case.citations.get().pk, **wrong))

    @pytest.mark.parametrize(
        ("text", "anchor"), [("Sagt: «Die Bank wurde gefragt.»", "exact"), ("Nichts.", "not_found"), ("", "not_held")]
    )
    def test_in_another_source_its_words_are_looked_for(
        self, text: str, anchor: str, desk: Client, case: Claim
    ) -> None:
        citation, other = case.citations.get(), SourceFactory(is_held=bool(text))
        if text:
            SnapshotFactory(source=other, text=text)
        CitationFactory(claim=case, source=other)
        assert sent_card(desk, case, "citation", citation.pk, source=str(other.pk)).status_code == 302
        citation.refresh_from_db()
        assert (citation.source, citation.anchor) == (other, anchor)
        assert citation.start == (7 if anchor == "exact" else None)

    def test_one_that_a_hedge_refers_to_is_not_removed(self, desk: Client, started: Claim, stance: Stance) -> None:
        desk.post(url("make", started, "hedge"), words(started, "aktiv", **cell(stance), kind="manner"))
        hedge = stance.hedges.get()
        page = sent_card(desk, started, "citation", hedge.citation_id, remove="1")
        assert "still referred to" in str(errors(page))
        assert Citation.objects.filter(cited_for_hedges=hedge).exists()


class TestStance:
    def test_it_shows_what_it_inherits(self, desk: Client, started: Claim, stance: Stance) -> None:
        shown = desk.get(url("desk", started), {"cell": cell(stance)["cell"]}).context["evidence"]
        assert not shown.is_own
        assert [row.words for row in shown.citations] == ["Wir fragen nicht aktiv nach Daten, das ist nicht wahr"]

    def test_selected_words_become_its_own(self, desk: Client, started: Claim, stance: Stance) -> None:
        data = words(started, "das ist nicht wahr", **cell(stance))
        assert desk.post(url("evidence", started), data).status_code == 302
        own = stance.citations.get()
        assert TEXT[own.start : own.end] == own.exact == "das ist nicht wahr"
        assert own.voices == ["Acme"]

    def test_citation_of_the_case_is_given_and_inherited_again(
        self, desk: Client, started: Claim, stance: Stance
    ) -> None:
        citation = Point.objects.get().citations.get()
        desk.post(url("evidence", started), cell(stance, own=str(citation.pk)))
        assert stance.citations.get() == citation
        stance.refresh_from_db()
        desk.post(url("evidence", started), cell(stance, inherit="1"))
        assert not stance.citations.exists()
        desk.post(url("take_back", started))
        assert stance.citations.get() == citation

    def test_one_of_two_is_taken_away(self, desk: Client, started: Claim, stance: Stance) -> None:
        citation = Point.objects.get().citations.get()
        stance.citations.add(citation, CitationFactory(claim=started))
        desk.post(url("evidence", started), cell(stance, without=str(citation.pk)))
        assert citation not in stance.citations.all()
        assert stance.citations.count() == 1

    def test_cell_that_somebody_changed_is_refused(self, desk: Client, started: Claim, stance: Stance) -> None:
        seen = cell(stance, own=str(Point.objects.get().citations.get().pk))
        desk.post(url("cell", started), {**cell(stance), "stance": "qualifies"})
        assert desk.post(url("evidence", started), seen).status_code == 409
        assert not stance.citations.exists()

    @pytest.mark.parametrize("own", ["x", "01a20dc1-0000-7000-8000-000000000000", ""])
    def test_unknown_citation_is_refused(self, own: str, desk: Client, started: Claim, stance: Stance) -> None:
        assert desk.post(url("evidence", started), cell(stance, own=own)).status_code == 422

    def test_citation_of_another_case_is_refused(self, desk: Client, started: Claim, stance: Stance) -> None:
        assert desk.post(url("evidence", started), cell(stance, own=str(CitationFactory().pk))).status_code == 422
        assert not stance.citations.exists()

    def test_no_words_and_no_stance_are_refused(self, desk: Client, started: Claim, stance: Stance) -> None:
        assert desk.post(url("evidence", started), cell(stance)).status_code == 422
        assert desk.post(url("evidence", started), {"cell": "x:y"}).status_code == 422
        assert desk.get(url("evidence", started)).headers["Location"] == url("desk", started)

    def test_contributor_is_refused(self, contributor: User, at_desk: AtDesk, started: Claim, stance: Stance) -> None:
        answer = at_desk(contributor).post(url("evidence", started), cell(stance, inherit="1"))
        assert answer.status_code == 403
