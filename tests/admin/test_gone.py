"""A record that somebody deleted while another person typed into its form: nothing of the words is lost."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from claims.actions import editing
from claims.models import Change, Claim, Hedge, Party, PartyAlias, Passage, Point, Stance, User
from tests.admin.conflicting import opened
from tests.admin.forms import change_url, fields_of
from tests.factories import HedgeFactory, PartyFactory, PassageFactory, ResponseFactory, StanceFactory

AtDesk = Callable[[User], Client]


@pytest.fixture
def removes(publisher: User) -> Callable[[Any], None]:
    """Somebody else deletes it."""

    def remove(record: Any) -> None:
        editing.remove(by=publisher, record=type(record)._base_manager.get(pk=record.pk))

    return remove


class TestPage:
    def test_all_that_was_typed_is_shown_with_who_deleted_it(self, desk: Client, removes: Any) -> None:
        party = PartyFactory(name="Before")
        mine = opened(desk, party, name="My new name", short_name="Mine")
        removes(party)
        page = desk.post(change_url(party), mine)
        text = page.content.decode()
        assert page.status_code == 409
        assert "party “Before” was deleted by publisher" in text
        assert "My new name" in text
        assert "organisation" in text.lower(), "choices by their word"
        assert not Party.objects.filter(pk=party.pk).exists()

    def test_rows_are_shown_too(self, desk: Client, removes: Any) -> None:
        alias = PartyAlias.objects.create(party=PartyFactory(), name="Alias")
        mine = opened(desk, alias.party, **{"aliases-0-name": "My alias"})
        removes(alias.party)
        assert "My alias" in desk.post(change_url(alias.party), mine).content.decode()

    def test_wrong_values_are_shown_as_they_were_typed(self, desk: Client, removes: Any) -> None:
        party = PartyFactory()
        mine = opened(desk, party, kind="no such kind", affiliation="no id")
        removes(party)
        text = desk.post(change_url(party), mine).content.decode()
        assert "no such kind" in text
        assert "no id" in text

    def test_part_of_a_case_that_is_gone_too(self, desk: Client, removes: Any, case: Claim) -> None:
        point = case.points.get(order=2)
        mine = opened(desk, point, text="My point.")
        removes(case)
        page = desk.post(change_url(point), mine)
        assert page.status_code == 409
        assert "My point." in page.content.decode()

    def test_contributor_may_copy_what_was_typed(self, contributor: User, at_desk: AtDesk, removes: Any) -> None:
        claim = Claim(slug="own", language="en", title="Own", statement="Own.")
        editing.save(by=contributor, record=claim)
        desk = at_desk(contributor)
        mine = opened(desk, claim, title="Mine")
        Claim.objects.filter(pk=claim.pk).update(created_by=None)
        removes(claim)
        page = desk.post(change_url(claim), mine)
        assert page.status_code == 409
        assert "You may not bring it back" in page.content.decode()
        assert desk.post(change_url(claim), {**mine, "_bring_back": "1"}).status_code == 409
        assert not Claim.objects.exists()

    @pytest.mark.parametrize("key", [uuid4(), "no-id"], ids=["unknown", "no id"])
    def test_record_that_never_was_leads_back(self, desk: Client, key: Any) -> None:
        assert desk.post(f"/admin/claims/party/{key}/change/", {"name": "x"}).status_code == 302

    def test_stranger_sees_nothing(self, stranger: User, at_desk: AtDesk, desk: Client, removes: Any) -> None:
        party = PartyFactory()
        mine = opened(desk, party)
        removes(party)
        assert at_desk(stranger).post(change_url(party), mine).status_code == 302

    def test_page_in_german(self, desk: Client, removes: Any) -> None:
        party = PartyFactory()
        mine = opened(desk, party)
        removes(party)
        assert desk.post(f"/de{change_url(party)}", mine).status_code == 409


class TestBringingBack:
    def back(self, desk: Client, record: Any, mine: dict[str, Any]) -> Any:
        page = desk.post(change_url(record), mine)
        assert page.status_code == 409
        return desk.post(change_url(record), fields_of(page))

    def test_it_comes_back_with_the_changes_as_one_act(self, desk: Client, editor: User, removes: Any) -> None:
        party = PartyFactory(name="Before")
        mine = opened(desk, party, name="Mine")
        removes(party)
        before = Change.objects.latest("id").pk
        assert self.back(desk, party, mine).status_code == 302
        assert Party.objects.get(pk=party.pk).name == "Mine"
        made = Change.objects.filter(id__gt=before)
        assert {(change.actor, change.cause) for change in made} == {(editor, "bring back")}
        assert made.values("act").distinct().order_by().count() == 1

    def test_case_comes_back_with_all_its_parts(self, desk: Client, removes: Any, case: Claim) -> None:
        counts = Point.objects.count(), Stance.objects.count(), Passage.objects.count(), case.citations.count()
        mine = opened(desk, case, title="Mine", **{"points-0-text": "My point."})
        removes(case)
        assert self.back(desk, case, mine).status_code == 302
        case.refresh_from_db()
        now = Point.objects.count(), Stance.objects.count(), Passage.objects.count(), case.citations.count()
        assert (case.title, case.points.get(order=1).text, now) == ("Mine", "My point.", counts)

    def test_response_comes_back_with_its_stances_and_hedges(self, desk: Client, removes: Any, case: Claim) -> None:
        response = ResponseFactory(claim=case, order=5)
        point = case.points.get(order=2)
        hedge = HedgeFactory(stance=StanceFactory(claim=case, response=response, point=point))
        mine = opened(desk, response, remark="Mine.")
        removes(response)
        assert self.back(desk, response, mine).status_code == 302
        response.refresh_from_db()
        assert (response.remark, Hedge.objects.filter(pk=hedge.pk).exists()) == ("Mine.", True)

    def test_row_without_a_history_of_its_own(self, desk: Client, removes: Any, case: Claim) -> None:
        passage = PassageFactory(response=ResponseFactory(claim=case, order=5), text="Before.")
        mine = opened(desk, passage, text="Mine.")
        removes(passage)
        assert self.back(desk, passage, mine).status_code == 302
        assert Passage.objects.get(pk=passage.pk).text == "Mine."

    def test_what_they_changed_before_they_deleted_it_is_a_conflict(
        self, desk: Client, saves: Any, removes: Any
    ) -> None:
        party = PartyFactory(name="Before")
        mine = opened(desk, party, name="Mine")
        saves(party, name="Theirs")
        removes(party)
        refused = self.back(desk, party, mine)
        assert refused.status_code == 409
        line = refused.context["conflict"].parts[0].lines[0]
        assert (line.base, line.theirs, line.yours) == ("Before", "Theirs", "Mine")

    def test_taken_address_is_said(self, desk: Client, removes: Any) -> None:
        party = PartyFactory(slug="taken")
        mine = opened(desk, party, name="Mine")
        removes(party)
        PartyFactory(slug="taken")
        refused = self.back(desk, party, mine)
        assert refused.status_code == 409
        assert 'class="errornote"' in refused.content.decode()
        assert not Party.objects.filter(pk=party.pk).exists()

    def test_part_of_a_case_that_is_gone_is_refused(self, desk: Client, removes: Any, case: Claim) -> None:
        point = case.points.get(order=3)
        mine = opened(desk, point, text="My point.")
        removes(point)
        removes(case)
        refused = self.back(desk, point, mine)
        assert "Bring that back first." in refused.content.decode()

    def test_somebody_else_brought_it_back_already(self, desk: Client, removes: Any) -> None:
        party = PartyFactory(name="Before")
        mine = opened(desk, party, name="Mine")
        removes(party)
        asked = fields_of(desk.post(change_url(party), mine))
        desk.post(change_url(party), asked)
        assert desk.post(change_url(party), asked).status_code in (302, 409)
        assert Party.objects.get(pk=party.pk).name == "Mine"


class TestRows:
    def test_kept_row_comes_back_as_the_same_row(self, desk: Client, removes: Any, case: Claim) -> None:
        point = case.points.get(order=3)
        mine = opened(desk, case, **{"points-2-text": "Mine."})
        removes(point)
        page = desk.post(change_url(case), mine)
        assert "Deleted by publisher" in page.content.decode()
        assert desk.post(change_url(case), {**fields_of(page), "_choice:points-2": "yours"}).status_code == 302
        assert Point.objects.get(pk=point.pk).text == "Mine."

    def test_kept_row_of_a_shared_record(self, desk: Client, removes: Any) -> None:
        alias = PartyAlias.objects.create(party=PartyFactory(), name="Alias")
        mine = opened(desk, alias.party, **{"aliases-0-name": "Mine"})
        removes(alias)
        page = fields_of(desk.post(change_url(alias.party), mine))
        assert desk.post(change_url(alias.party), {**page, "_choice:aliases-0": "yours"}).status_code == 302
        assert PartyAlias.objects.get(pk=alias.pk).name == "Mine"

    def test_row_whose_place_is_taken_becomes_a_new_one(
        self, desk: Client, publisher: User, removes: Any, case: Claim
    ) -> None:
        alias = PartyAlias.objects.create(party=PartyFactory(), name="Alias")
        mine = opened(desk, alias.party, **{"aliases-0-name": "Mine"})
        removes(alias)
        editing.save(by=publisher, record=PartyAlias(party=alias.party, name="Alias"))
        page = fields_of(desk.post(change_url(alias.party), mine))
        assert desk.post(change_url(alias.party), {**page, "_choice:aliases-0": "yours"}).status_code == 302
        assert set(alias.party.aliases.values_list("name", flat=True)) == {"Alias", "Mine"}


class TestWorkspace:
    def url(self, claim: Claim, kind: str) -> str:
        return f"/admin/claims/claim/{claim.pk}/desk/make/{kind}/"

    def test_words_typed_for_a_case_that_is_gone_are_shown(self, desk: Client, removes: Any, started: Claim) -> None:
        removes(started)
        page = desk.post(self.url(started, "point"), {"text": "My point."})
        assert page.status_code == 409
        assert "My point." in page.content.decode()

    def test_case_comes_back_with_them(self, desk: Client, removes: Any, started: Claim) -> None:
        removes(started)
        page = fields_of(desk.post(self.url(started, "point"), {"text": "My point."}))
        assert desk.post(self.url(started, "point"), page).status_code == 302
        assert [point.text for point in Claim.objects.get(pk=started.pk).points.all()] == ["My point."]

    def test_case_that_never_was_is_unknown(self, desk: Client) -> None:
        assert desk.post(self.url(Claim(), "point"), {"text": "x"}).status_code == 404

    def test_answer_that_is_gone_is_not_replaced_by_another(self, desk: Client, removes: Any, case: Claim) -> None:
        gone = ResponseFactory(claim=case, order=5)
        removes(gone)
        sent = {"name": "My title", "statement": "My words.", "response": str(gone.pk)}
        page = desk.post(self.url(case, "own-claim"), sent)
        assert page.status_code == 409
        assert "was removed meanwhile" in page.content.decode()
        assert "My words." in page.content.decode()
        assert f'name="onward" value="{case.responses.get().pk}"' in page.content.decode()
