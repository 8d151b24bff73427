"""The workspace: who may use it, what it takes to open, and that no act of it is lost, half done or done twice."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions import editing, evidence, loading, publishing
from claims.errors import NotPublishable
from claims.models import Citation, Claim, Passage, Point, User
from tests.actions.desk import read
from tests.admin.forms import queries
from tests.admin.workspaces import TEXT, answered, url, words
from tests.bench.large import large_case
from tests.factories import ResponseFactory, make_case

AtDesk = Callable[[User], Client]


class TestOpening:
    def test_stranger_and_anonymous_are_sent_away(
        self, client: Client, stranger: User, at_desk: AtDesk, case: Claim
    ) -> None:
        for visitor in (client, at_desk(stranger)):
            assert visitor.get(url("desk", case)).status_code == 302

    def test_contributor_reads_the_case_of_another(self, contributor: User, at_desk: AtDesk, case: Claim) -> None:
        page = at_desk(contributor).get(url("desk", case))
        assert page.status_code == 200
        assert not page.context["desk"].is_changeable
        assert b'id="quick"' not in page.content

    def test_contributor_does_not_change_it(self, contributor: User, at_desk: AtDesk, case: Claim) -> None:
        point, response = case.points.get(order=1), case.responses.get()
        answer = at_desk(contributor).post(url("cell", case), {"cell": f"{point.pk}:{response.pk}", "stance": ""})
        assert answer.status_code == 403
        assert case.stances.count() == 1

    def test_unknown_case_is_not_found(self, desk: Client) -> None:
        assert desk.get("/admin/claims/claim/01a20dc1-0000-7000-8000-000000000000/desk/").status_code == 404

    def test_page_is_never_kept(self, desk: Client, case: Claim) -> None:
        assert "no-store" in desk.get(url("desk", case)).headers["Cache-Control"]

    def test_it_speaks_german(self, desk: Client, case: Claim) -> None:
        page = desk.get("/de" + url("desk", case))
        assert page.headers["Content-Language"] == "de"
        assert "Points and answers" not in page.content.decode()

    def test_queries_do_not_grow_with_points(self, desk: Client) -> None:
        small, large = make_case(["denies"]), make_case(["denies"] * 10)
        few, _size = queries(desk, url("desk", small))
        many, _size = queries(desk, url("desk", large))
        assert many == few <= 40

    def test_withdrawn_case_cannot_be_changed(self, desk: Client, case: Claim) -> None:
        Claim.objects.filter(pk=case.pk).update(stage="withdrawn")
        assert desk.post(url("make", case, "point"), {"text": "Another."}).status_code == 403


class TestStarting:
    def test_text_proposes_its_language_and_time(self, desk: Client) -> None:
        page = desk.post(reverse("admin:claims_claim_new"), {"text": TEXT})
        assert page.context["form"].initial["language"] == "de"
        assert page.context["form"].initial["published_at"] == "2018-08-07 09:38 Europe/Berlin"
        assert not Claim.objects.exists()

    def test_confirmed_it_opens_the_workspace(self, desk: Client) -> None:
        answer = desk.post(reverse("admin:claims_claim_new"), {"text": TEXT, "language": "de", "confirmed": "1"})
        claim = Claim.objects.get()
        assert answer.headers["Location"] == url("desk", claim)
        assert claim.citations_of_claim.get().source.snapshots.get().text.strip() == TEXT.strip()

    def test_same_text_is_the_same_source(self, editor: User, started: Claim) -> None:
        again = evidence.start(by=editor, text=TEXT, language="de")
        assert again.citations.get().source == started.citations.get().source

    def test_text_of_a_source_captured_elsewhere_is_filled_in(self, editor: User, started: Claim) -> None:
        source = started.citations.get().source
        source.snapshots.update(text="")
        again = evidence.start(by=editor, text=TEXT.replace("\n", "\r\n"), language="de")
        assert again.citations.get().source == source
        assert source.snapshots.get().text == TEXT.strip()

    def test_source_without_text_takes_it(self, desk: Client, case: Claim) -> None:
        source = case.citations.order_by("pk")[0].source
        answer = desk.post(url("make", case, "text"), {"source": str(source.pk), "text": TEXT})
        assert answer.status_code == 302
        source.refresh_from_db()
        assert source.is_held
        assert source.snapshots.get(text__startswith="7. August").size

    def test_empty_text_is_refused_by_name(self, desk: Client) -> None:
        page = desk.post(reverse("admin:claims_claim_new"), {"text": " "})
        assert page.status_code == 422
        assert "text" in page.context["form"].errors

    def test_long_address_is_refused_by_name(self, desk: Client) -> None:
        address = "https://example.org/" + "a" * 2174
        page = desk.post(reverse("admin:claims_claim_new"), {"text": TEXT, "url": address})
        assert "url" in page.context["form"].errors

    def test_untitled_case_is_not_published(self, started: Claim, publisher: User) -> None:
        with pytest.raises(NotPublishable) as refused:
            publishing.publish(by=publisher, claim_id=started.pk)
        assert "title" in refused.value.fields


class TestQuotes:
    def test_selected_words_become_a_point_with_their_place(self, desk: Client, started: Claim) -> None:
        data = words(started, "Acme habe Daten gesucht", text="Acme habe Daten gesucht.")
        assert desk.post(url("make", started, "point"), data).status_code == 302
        citation = Point.objects.get(claim=started).citations.get()
        assert TEXT[citation.start : citation.end] == citation.exact == "Acme habe Daten gesucht"
        assert citation.locator == "Absatz 2"

    def test_words_twice_in_the_text_ask_which(self, desk: Client, started: Claim) -> None:
        page = desk.post(url("make", started, "point"), words(started, "Daten", open="1"))
        assert page.status_code == 422
        assert len(page.context["places"]) == 3

    def test_words_the_text_lacks_show_the_nearest(self, desk: Client, started: Claim) -> None:
        page = desk.post(
            url("make", started, "point"), words(started, "Acme habe viele Daten gesucht und verkauft", open="1")
        )
        assert page.status_code == 422
        assert any(part.kind == "extra" for part in page.context["nearest"].differences)
        assert not Point.objects.exists()

    def test_other_typography_is_the_same_quote(self, desk: Client, started: Claim) -> None:
        data = words(started, "Der Bericht der „Gazette“ sagt", text="A point.")
        assert desk.post(url("make", started, "point"), data).status_code == 302
        assert Citation.objects.get(cited_for_points__claim=started).exact == "Der Bericht der «Gazette» sagt"

    def test_one_quote_serves_twice(self, desk: Client, started: Claim) -> None:
        for text in ("One.", "Two."):
            desk.post(url("make", started, "point"), words(started, "Acme habe Daten gesucht", text=text))
        assert Citation.objects.filter(claim=started).exclude(exact="").count() == 1

    def test_marks_tell_direct_from_reported_speech(self, desk: Client, started: Claim) -> None:
        answered(desk, started)
        assert (
            desk.post(url("pick", started, "passage"), words(started, "Man arbeite mit Banken zusammen.")).status_code
            == 302
        )
        assert list(Passage.objects.values_list("form", flat=True)) == ["direct", "reported"]

    def test_translation_is_asked_once(self, desk: Client, started: Claim) -> None:
        data = words(started, "Wir fragen nicht aktiv nach Daten", party="Acme", kind="statement", translated_from="en")
        desk.post(url("make", started, "answer"), data)
        desk.post(url("pick", started, "passage"), words(started, "das ist nicht wahr"))
        assert set(Passage.objects.values_list("translated_from", flat=True)) == {"en"}

    def test_form_with_an_error_keeps_what_was_typed(self, desk: Client, started: Claim) -> None:
        data = words(started, "Acme habe Daten gesucht", text="An event.", at="someday")
        page = desk.post(url("make", started, "event"), data)
        assert page.status_code == 422
        assert page.context["opened"].form["text"].value() == "An event."
        assert "at" in page.context["opened"].form.errors


def test_source_that_is_relayed_is_known_the_second_time(desk: Client, started: Claim, editor: User) -> None:
    data = {"publisher": "The Gazette", "published_at": "6.8.2018"}
    other = evidence.start(by=editor, text=TEXT, language="de")
    for claim in (started, other):
        source = claim.citations.exclude(source__snapshots=None).get().source
        answer = desk.post(url("make", claim, "relayed"), {**data, "source": str(source.pk)})
        assert answer.status_code == 302
    assert source.relays.count() == 1
    assert started.citations.filter(role="origin").get().source == other.citations.filter(role="origin").get().source


def test_large_case_stays_small(desk: Client, editor: User) -> None:
    """50 points, 100 answers, each with a hedged stance on each point; 100 requests, events, assessments and citations."""
    case = large_case(others=100)
    for stance in (stance for response in case["responses"] for stance in response["stances"]):
        stance["hedges"] = [{"kind": "manner", "words": "actively, as it were"}]
    claim = Claim.objects.get(pk=loading.load(by=editor, dossier=read(case)).claim_id)
    cell = f"{claim.points.earliest('order').pk}:{claim.responses.earliest('order').pk}"
    for opened in ["", f"cell={cell}", f"card=citation:{claim.citations.earliest('pk').pk}"]:
        few, size = queries(desk, f"/de{url('desk', claim)}?{opened}")
        assert few < 60, opened
        assert size < 1_000_000, (opened, size)


class TestAnswerThatWasRemoved:
    @pytest.fixture
    def gone(self, started: Claim, desk: Client, publisher: User) -> dict[str, str]:
        """What the page of somebody sends who was at work at it."""
        answer = ResponseFactory(claim=started, order=5, party=answered(desk, started).party)
        editing.remove(by=publisher, record=answer)
        return {"response": str(answer.pk)}

    def test_words_go_to_the_answer_that_is_chosen_then(
        self, desk: Client, started: Claim, gone: dict[str, str]
    ) -> None:
        left = started.responses.get()
        sent = words(started, "Man arbeite mit Banken zusammen", **gone)
        page = desk.post(url("pick", started, "passage"), sent)
        assert page.status_code == 409
        assert ">Man arbeite mit Banken zusammen</textarea>" in page.content.decode()
        assert f'name="onward"\n              value="{left.pk}"' in page.content.decode()
        assert desk.post(url("pick", started, "passage"), sent | {"onward": str(left.pk)}).status_code == 302
        assert left.passages.count() == 2

    def test_what_is_no_part_of_it_is_stored(self, desk: Client, started: Claim, gone: dict[str, str]) -> None:
        assert desk.post(url("make", started, "point"), {"text": "Another.", **gone}).status_code == 302
