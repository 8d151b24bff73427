"""Removing at the desk: what was seen travels with the confirmation; what somebody changed since stays."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from claims.actions import editing, history_seen
from claims.errors import RecordChanged
from claims.models import Claim, Hedge, Party, PartyAlias, Passage, Point, Response, Stance, User
from tests.admin.forms import chosen, confirm, fields_of
from tests.factories import HedgeFactory, PartyFactory, PassageFactory, PointFactory, ResponseFactory, StanceFactory

LIST = "/admin/claims/party/"


def delete_url(record: Any) -> str:
    return f"/admin/claims/{record._meta.model_name}/{record.pk}/delete/"


def is_there(record: Any) -> bool:
    return bool(type(record)._base_manager.filter(pk=record.pk).exists())


def last_of(record: Any) -> int:
    return history_seen.newest([record])[str(record.pk)]


class TestOne:
    def test_record_that_nobody_changed_goes(self, desk: Client) -> None:
        party = PartyFactory()
        assert "was deleted successfully" in confirm(desk, delete_url(party)).content.decode()
        assert not is_there(party)

    def test_record_that_somebody_changed_stays_and_the_change_is_shown(self, desk: Client, saves: Any) -> None:
        party = PartyFactory(name="Before")
        asked = fields_of(desk.get(delete_url(party)))
        saves(party, name="Theirs")
        refused = desk.post(delete_url(party), asked)
        assert refused.status_code == 409
        assert "<ins>Theirs</ins>" in refused.content.decode()
        assert is_there(party)

    def test_it_goes_when_it_is_confirmed_once_more(self, desk: Client, saves: Any) -> None:
        party = PartyFactory(name="Before")
        asked = fields_of(desk.get(delete_url(party)))
        saves(party, name="Theirs")
        again = fields_of(desk.post(delete_url(party), asked))
        assert desk.post(delete_url(party), again).status_code == 302
        assert not is_there(party)

    @pytest.mark.parametrize("seen", ["", "x", "-1", "٣", "9" * 40, None])
    def test_confirmation_that_tells_nothing_removes_nothing(self, desk: Client, seen: str | None) -> None:
        party = PartyFactory()
        sent = {"post": "yes"} | ({} if seen is None else {"seen": seen})
        assert desk.post(delete_url(party), sent).status_code == 409
        assert is_there(party)

    def test_draft_stays_where_somebody_added_a_point(self, desk: Client, publisher: User, case: Claim) -> None:
        asked = fields_of(desk.get(delete_url(case)))
        editing.save(by=publisher, record=Point(claim=case, order=9, text="Theirs."))
        refused = desk.post(delete_url(case), asked)
        assert refused.status_code == 409
        assert "Theirs." in refused.content.decode()
        assert is_there(case)

    def test_response_stays_where_somebody_set_a_stance(self, desk: Client, publisher: User, case: Claim) -> None:
        response = ResponseFactory(claim=case, order=5)
        asked = fields_of(desk.get(delete_url(response)))
        point = case.points.get(order=2)
        editing.save(by=publisher, record=Stance(claim=case, response=response, point=point, stance="denies"))
        assert desk.post(delete_url(response), asked).status_code == 409
        assert is_there(response)

    def test_row_without_a_version_stays_too(self, desk: Client, saves: Any, case: Claim) -> None:
        passage = PassageFactory(response=ResponseFactory(claim=case, order=5), text="Before.")
        asked = fields_of(desk.get(delete_url(passage)))
        saves(passage, text="Theirs.")
        assert desk.post(delete_url(passage), asked).status_code == 409
        assert Passage.objects.get(pk=passage.pk).text == "Theirs."

    def test_change_of_another_case_does_not_matter(self, desk: Client, saves: Any, case: Claim) -> None:
        party = PartyFactory()
        asked = fields_of(desk.get(delete_url(party)))
        saves(case, title="Theirs")
        assert desk.post(delete_url(party), asked).status_code == 302
        assert not is_there(party)

    def test_record_that_is_gone_leads_back(self, desk: Client, publisher: User) -> None:
        party = PartyFactory()
        asked = fields_of(desk.get(delete_url(party)))
        editing.remove(by=publisher, record=Party.objects.get(pk=party.pk))
        assert desk.post(delete_url(party), asked).status_code == 302

    def test_page_in_german(self, desk: Client, saves: Any) -> None:
        party = PartyFactory()
        asked = fields_of(desk.get(delete_url(party)))
        saves(party, name="Theirs")
        assert desk.post("/de" + delete_url(party), asked).status_code == 409


class TestSeveral:
    def test_changed_one_stays_and_the_report_says_so(self, desk: Client, saves: Any) -> None:
        free, changed = PartyFactory(), PartyFactory(name="Before")
        asked = fields_of(desk.post(LIST, chosen([free, changed], "delete_selected")))
        saves(changed, name="Theirs")
        report = desk.post(LIST, asked).content.decode()
        assert (is_there(free), is_there(changed)) == (False, True)
        assert "Deleted 1 record." in report
        assert "Somebody else changed this party" in report
        assert "<ins>Theirs</ins>" in report

    def test_one_with_a_new_member_stays(self, desk: Client, publisher: User) -> None:
        party = PartyFactory()
        asked = fields_of(desk.post(LIST, chosen([party], "delete_selected")))
        editing.save(by=publisher, record=PartyAlias(party=party, name="Theirs"))
        assert "1 was left out" in desk.post(LIST, asked).content.decode()
        assert is_there(party)

    def test_one_that_is_referred_to_stays_and_the_others_go(self, desk: Client, case: Claim) -> None:
        free, used = PartyFactory(), case.involvements.get().party
        report = confirm(desk, LIST, chosen([free, used], "delete_selected")).content.decode()
        assert (is_there(free), is_there(used)) == (False, True)
        assert "It is still referred to" in report

    def test_published_one_stays(self, desk: Client) -> None:
        party = PartyFactory()
        asked = fields_of(desk.post(LIST, chosen([party], "delete_selected")))
        Party.objects.filter(pk=party.pk).update(is_published=True)
        assert "Readers have seen it" in desk.post(LIST, asked).content.decode()
        assert is_there(party)

    def test_all_gone_leads_back_with_their_number(self, desk: Client) -> None:
        parties = PartyFactory.create_batch(2)
        assert "Deleted 2 records." in confirm(desk, LIST, chosen(parties, "delete_selected")).content.decode()

    def test_confirmation_that_saw_nothing_removes_nothing(self, desk: Client) -> None:
        party = PartyFactory()
        report = desk.post(LIST, {**chosen([party], "delete_selected"), "post": "yes"})
        assert "1 was left out" in report.content.decode()
        assert is_there(party)

    def test_too_many_are_refused(self, desk: Client) -> None:
        parties = PartyFactory.create_batch(101)
        answer = desk.post(LIST, chosen(parties, "delete_selected"), follow=True)
        assert "At most 100 records at once" in answer.content.decode()

    @pytest.mark.django_db
    @pytest.mark.parametrize("make", [PartyFactory, ResponseFactory, HedgeFactory, PointFactory])
    def test_what_was_seen_costs_the_same_for_one_and_ten(self, make: Any, django_assert_max_num_queries: Any) -> None:
        rows = make.create_batch(10)
        with django_assert_max_num_queries(3):
            found = history_seen.newest(rows)
        assert found == {str(row.pk): last_of(row) for row in rows}


class TestRows:
    def test_hedge_that_somebody_changed_is_not_taken_away(self, desk: Client, saves: Any, started: Claim) -> None:
        stance = StanceFactory(claim=started, response__claim=started, point__claim=started)
        hedge = HedgeFactory(stance=stance, words="before")
        cell = f"{stance.point_id}:{stance.response_id}"
        seen = last_of(hedge)
        saves(hedge, words="theirs")
        sent = {"cell": cell, "version": "", "hedge": f"{hedge.pk}:{seen}"}
        assert desk.post(f"/admin/claims/claim/{started.pk}/desk/cell/", sent).status_code == 409
        assert Hedge.objects.get(pk=hedge.pk).words == "theirs"

    def test_hedge_as_it_was_seen_is_taken_away(self, desk: Client, started: Claim) -> None:
        stance = StanceFactory(claim=started, response__claim=started, point__claim=started)
        hedge = HedgeFactory(stance=stance)
        cell = f"{stance.point_id}:{stance.response_id}"
        page = desk.get(f"/admin/claims/claim/{started.pk}/desk/?cell={cell}").content.decode()
        value = f"{hedge.pk}:{last_of(hedge)}"
        assert value in page
        desk.post(f"/admin/claims/claim/{started.pk}/desk/cell/", {"cell": cell, "hedge": value})
        assert not is_there(hedge)


class TestAction:
    def test_older_version_is_refused(self, editor: User, saves: Callable[..., None]) -> None:
        party = PartyFactory()
        saves(party, name="Theirs")
        with pytest.raises(RecordChanged):
            editing.remove(by=editor, record=party, version=1)
        assert is_there(party)

    def test_version_of_now_removes(self, editor: User) -> None:
        party = PartyFactory()
        editing.remove(by=editor, record=party, version=1)
        assert not is_there(party)

    def test_record_that_is_gone_is_refused(self, editor: User, case: Claim) -> None:
        response = ResponseFactory(claim=case, order=5)
        editing.remove(by=editor, record=Response.objects.get(pk=response.pk))
        with pytest.raises(RecordChanged, match="removed this response"):
            editing.remove(by=editor, record=response)
