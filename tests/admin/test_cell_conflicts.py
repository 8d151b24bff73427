"""Two editors at one cell, or at the claim of one case: the second sees base, theirs and yours, and picks."""

import json
from typing import Any

import pytest
from django.test import Client

from claims.actions import editing, history_seen, positions
from claims.models import Claim, Draft, Hedge, Stance, User
from tests.admin.conflicting import lines
from tests.admin.forms import fields_in, fields_of
from tests.admin.workspaces import url
from tests.factories import CitationFactory, HedgeFactory


@pytest.fixture
def stance(case: Claim) -> Stance:
    return case.stances.get()


def shown(desk: Client, case: Claim, stance: Stance, form: str = "cell-form") -> dict[str, Any]:
    """What the forms of the open cell hold."""
    page = desk.get(url("desk", case), {"cell": f"{stance.point_id}:{stance.response_id}"}).content.decode()
    start = page.index(f'<form id="{form}"')
    return fields_in(page[start : page.index("</form>", start) + 7])


def decide(desk: Client, case: Claim, page: Any, **choices: str) -> Any:
    assert page.context["action"] == url("cell", case)
    return desk.post(page.context["action"], {**fields_of(page), **choices})


class TestStance:
    def test_both_took_another_and_one_is_picked(self, desk: Client, case: Claim, stance: Stance, saves: Any) -> None:
        mine = {**shown(desk, case, stance), "stance": "confirms"}
        saves(stance, stance="qualifies", words="nur")
        page = desk.post(url("cell", case), mine)
        assert lines(page)["stance"][1:] == ("gives a different account", "confirms", "")
        assert lines(page)["words"] == ("(empty)", "nur", "(empty)", "theirs")
        answer = decide(desk, case, page, **{"_choice:stance": "yours"})
        assert answer.status_code == 302
        assert f"cell={stance.point_id}%3A{stance.response_id}" in answer.headers["Location"]
        stance.refresh_from_db()
        assert (stance.stance, stance.words) == ("confirms", "nur")

    def test_cell_that_was_empty(self, desk: Client, case: Claim, stance: Stance, publisher: User) -> None:
        point = case.points.get(order=2)
        empty = Stance(point_id=point.pk, response_id=stance.response_id)
        mine = {**shown(desk, case, empty), "stance": "denies"}
        cell = positions.cell(case, point.pk, stance.response_id)
        positions.settle(by=publisher, cell=cell, stance="confirms", directness="general", words="")
        page = desk.post(url("cell", case), mine)
        assert lines(page)["stance"] == ("(empty)", "confirms", "denies", "")
        assert lines(page)["directness"][3] == "theirs"
        decide(desk, case, page, **{"_choice:stance": "theirs"})
        assert case.stances.get(point=point).stance == "confirms"

    def test_one_that_somebody_took_away_comes_back(
        self, desk: Client, case: Claim, stance: Stance, publisher: User
    ) -> None:
        mine = {**shown(desk, case, stance), "stance": "qualifies"}
        editing.remove(by=publisher, record=stance)
        page = desk.post(url("cell", case), mine)
        assert lines(page)["stance"] == ("denies", "(empty)", "gives a different account", "")
        assert "Deleted by" in page.content.decode()
        decide(desk, case, page, **{"_choice:stance": "yours"})
        assert Stance.objects.standing().get(claim=case).stance == "qualifies"

    def test_another_stance_of_the_same_version_is_told_apart(
        self, desk: Client, case: Claim, stance: Stance, publisher: User
    ) -> None:
        mine = {**shown(desk, case, stance), "stance": "confirms"}
        editing.remove(by=publisher, record=stance)
        cell = positions.cell(case, stance.point_id, stance.response_id)
        positions.settle(by=publisher, cell=cell, stance="qualifies", directness="express", words="")
        assert lines(desk.post(url("cell", case), mine))["stance"][0] == "denies"

    def test_third_save_brings_the_page_again(self, desk: Client, case: Claim, stance: Stance, saves: Any) -> None:
        mine = {**shown(desk, case, stance), "stance": "confirms"}
        saves(stance, stance="qualifies")
        page = desk.post(url("cell", case), mine)
        saves(stance, stance="declines")
        again = decide(desk, case, page, **{"_choice:stance": "yours"})
        assert lines(again)["stance"][1:3] == ("no comment", "confirms")

    def test_both_did_the_same(self, desk: Client, case: Claim, stance: Stance, saves: Any) -> None:
        mine = {**shown(desk, case, stance), "stance": "confirms"}
        saves(stance, stance="confirms")
        assert desk.post(url("cell", case), mine).status_code == 302


class TestBesideIt:
    def test_deciding_words_of_both_are_marked(self, desk: Client, case: Claim, stance: Stance, saves: Any) -> None:
        saves(stance, words="Das ist nicht wahr")
        mine = {**shown(desk, case, stance), "words": "Das ist gar nicht wahr"}
        saves(stance, words="Das ist nicht wahr, sagte er")
        page = desk.post(url("cell", case), mine)
        assert lines(page)["words"][3] == ""
        assert "Both together" in page.content.decode()
        decide(desk, case, page, **{"_choice:words": "both"})
        stance.refresh_from_db()
        assert stance.words == "Das ist gar nicht wahr, sagte er"

    def test_hedge_that_was_changed_stays_or_goes(self, desk: Client, case: Claim, stance: Stance, saves: Any) -> None:
        hedge = HedgeFactory(stance=stance, words="before")
        mine = {**shown(desk, case, stance), "hedge": f"{hedge.pk}:{history_seen.newest([hedge])[str(hedge.pk)]}"}
        saves(hedge, words="theirs")
        page = desk.post(url("cell", case), mine)
        base, theirs, yours, chosen = lines(page)["hedge"]
        assert ("before" in base, "theirs" in theirs, yours, chosen) == (True, True, "Removed", "")
        decide(desk, case, page, **{"_choice:hedge": "theirs"})
        assert Hedge.objects.get().words == "theirs"
        decide(desk, case, page, **{"_choice:hedge": "yours"})
        assert not Hedge.objects.exists()

    def test_evidence_of_a_changed_stance_is_given_after_a_look(
        self, desk: Client, case: Claim, stance: Stance, saves: Any
    ) -> None:
        citation = CitationFactory(claim=case)
        mine = {**shown(desk, case, stance, "evidence"), "own": str(citation.pk)}
        saves(stance, stance="confirms")
        page = desk.post(url("evidence", case), mine)
        assert lines(page)["stance"][3] == "theirs"
        assert lines(page)["evidence"][3] == "yours"
        decide(desk, case, page)
        stance.refresh_from_db()
        assert (stance.stance, list(stance.citations.all())) == ("confirms", [citation])


class TestClaim:
    def opened(self, desk: Client, case: Claim, **typed: str) -> dict[str, Any]:
        page = desk.post(url("make", case, "claim"), {"open": "1"}).content.decode()
        start = page.index('<form id="desk-form"')
        return {**fields_in(page[start : page.index("</form>", start) + 7]), **typed}

    def test_each_field_is_picked(self, desk: Client, case: Claim, saves: Any) -> None:
        mine = self.opened(desk, case, name="Mine", scope_note="Of mine.")
        saves(case, title="Theirs", statement="Of theirs.")
        page = desk.post(url("make", case, "claim"), mine)
        chosen = {name: line[1:] for name, line in lines(page).items()}
        assert chosen["name"] == ("Theirs", "Mine", "")
        assert (chosen["statement"][2], chosen["scope_note"][2]) == ("theirs", "yours")
        answer = desk.post(url("make", case, "claim"), {**fields_of(page), "_choice:name": "yours"})
        assert answer.status_code == 302
        case.refresh_from_db()
        assert (case.title, case.statement, case.scope_note) == ("Mine", "Of theirs.", "Of mine.")

    def test_words_are_kept_as_a_draft_that_knows_what_it_was_made_from(
        self, desk: Client, case: Claim, saves: Any
    ) -> None:
        mine = self.opened(desk, case, name="Mine")
        saves(case, title="Theirs")
        page = desk.post(url("make", case, "claim"), mine)
        desk.post(url("make", case, "claim"), {**fields_of(page), "_keep_draft": "1"})
        assert Draft.objects.get().fields["name"] == ["Mine"]
        again = self.opened(desk, case)
        assert again["name"] == "Mine"
        assert lines(desk.post(url("make", case, "claim"), again))["name"][:3] == (mine_base(mine), "Theirs", "Mine")

    def test_two_who_begin_the_same_case(self, desk: Client, started: Claim, saves: Any) -> None:
        mine = self.opened(desk, started, name="Mine", statement="Of mine.")
        saves(started, title="Theirs", statement="Of theirs.")
        page = desk.post(url("make", started, "claim"), mine)
        assert lines(page)["name"] == ("(empty)", "Theirs", "Mine", "")

    def test_nothing_changed_voids_nothing(self, desk: Client, case: Claim) -> None:
        version = case.version
        assert desk.post(url("make", case, "claim"), self.opened(desk, case)).status_code == 302
        case.refresh_from_db()
        assert case.version == version


def mine_base(mine: dict[str, Any]) -> str:
    return str(json.loads(mine["opened_state"])["name"])
