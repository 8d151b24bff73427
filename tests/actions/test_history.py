"""Every write leaves rows in the history, with who, why and through what; earlier states come from them."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions import editing, history, loading, provenance
from claims.actions.history_entries import Entry, entries
from claims.models import Change, Claim, Party, PartyAlias, Point, User
from claims.vocabulary import Through
from tests.actions import desk
from tests.actions.rich_case import rich_case
from tests.factories import CitationFactory, ClaimFactory, PartyFactory, PointFactory, make_case
from tests.models.refusals import execute

pytestmark = pytest.mark.django_db


def last_of(record: Any) -> Change:
    found = history.changes_of(record).first()
    assert found is not None
    return found


def shown(record: Any) -> list[Entry]:
    return entries(history.seen(history.changes_of(record)).select_related("actor"))


class TestWritePaths:
    def test_action_leaves_its_actor_and_cause(self, editor: User) -> None:
        claim = desk.change(make_case(), by=editor, title="Courier: another title")
        change = last_of(claim)
        assert (change.actor, change.cause, change.through) == (editor, "save", Through.COMMAND)
        assert (change.after or {})["title"] == "Courier: another title"

    def test_queryset_update_within_an_act(self, editor: User) -> None:
        party = PartyFactory()
        with provenance.act(by=editor, cause="tidy up") as act:
            Party.objects.filter(pk=party.pk).update(short_name="FB")
        change = last_of(party)
        assert (change.actor, change.cause, change.act, change.after) == (editor, "tidy up", act, {"short_name": "FB"})

    def test_bulk_create_within_an_act(self, editor: User) -> None:
        party = PartyFactory()
        with provenance.act(by=editor, cause="import"):
            PartyAlias.objects.bulk_create(PartyAlias(party=party, name=name) for name in ("WSJ", "Journal"))
        added = history.changes_of(party).filter(table="claims_partyalias")
        assert set(added.values_list("actor__username", "cause", "operation")) == {("editor", "import", "insert")}
        assert added.count() == 2

    def test_loading_is_an_import(self, editor: User) -> None:
        loading.load(by=editor, dossier=desk.read(rich_case()))
        found = Change.objects.exclude(claim_id=None).values_list("actor__username", "cause", "through").distinct()
        assert list(found.order_by()) == [("editor", "load", "import")]

    def test_raw_statement_names_the_database_user_and_nobody_else(self) -> None:
        party = PartyFactory()
        execute("UPDATE claims_party SET name = 'Face' WHERE id = %s", party.pk)
        change = last_of(party)
        assert (change.is_from_outside, change.actor, change.cause, change.act) == (True, None, "", None)
        assert change.database_user == connection.settings_dict["USER"] or change.database_user

    def test_what_follows_an_act_in_the_same_transaction_is_outside(self, editor: User) -> None:
        party = PartyFactory()
        with provenance.act(by=editor, cause="tidy up"):
            pass
        Party.objects.filter(pk=party.pk).update(short_name="FB")
        assert last_of(party).is_from_outside

    def test_act_of_another_inside_an_act_is_theirs_and_the_rest_is_not(self, editor: User, publisher: User) -> None:
        party = PartyFactory()
        rename = Party.objects.filter(pk=party.pk).update
        with provenance.act(by=editor, cause="outer") as act:
            with provenance.act(by=publisher, cause="inner"):
                rename(short_name="A")
            rename(short_name="B")
        outer, inner = history.changes_of(party)[:2]
        assert [(change.actor, change.act) for change in (inner, outer)] == [(publisher, act), (editor, act)]

    def test_refused_act_leaves_nothing(self, editor: User) -> None:
        party = PartyFactory()
        before = Change.objects.count()
        with pytest.raises(ZeroDivisionError), provenance.act(by=editor, cause="fails"):
            Party.objects.filter(pk=party.pk).update(short_name=str(1 // 0))
        Party.objects.filter(pk=party.pk).update(short_name="A")
        assert last_of(party).is_from_outside
        assert Change.objects.count() == before + 1

    def test_touching_a_row_without_changing_it_is_no_change(self) -> None:
        claim = ClaimFactory()
        before = Change.objects.count()
        Claim.objects.filter(pk=claim.pk).update(title=claim.title)
        assert Change.objects.count() == before

    def test_emptied_table_is_noted(self) -> None:
        execute("TRUNCATE claims_partyalias")
        assert Change.objects.get(operation="truncate").table == "claims_partyalias"


class TestStates:
    def test_earlier_version_is_taken_back_from_the_stored_row(self, editor: User) -> None:
        claim = make_case(title="First")
        desk.change(claim, by=editor, title="Second")
        desk.change(claim, by=editor, title="Third", scope_note="From one report.")
        titles = [(history.state_at(claim, version) or {}).get("title") for version in (1, 2, 3)]
        assert titles == ["First", "Second", "Third"]

    def test_values_are_those_of_the_model(self, editor: User) -> None:
        claim = make_case()
        desk.change(claim, by=editor, title="Second")
        state = history.state_at(claim, 1)
        assert state == Claim.objects.filter(pk=claim.pk).values().get() | {
            "title": claim.title,
            "version": 1,
            "updated_at": (state or {})["updated_at"],
        }

    def test_unknown_version_has_no_state(self) -> None:
        assert history.state_at(make_case(), 7) is None

    def test_deleted_record_has_its_states(self, editor: User) -> None:
        point = PointFactory(text="One assertion.")
        gone = Point.objects.get(pk=point.pk)
        editing.remove(by=editor, record=point)
        assert (history.state_at(gone, 1) or {})["text"] == "One assertion."

    def test_links_are_those_of_the_version(self, editor: User) -> None:
        point = PointFactory()
        first, second = CitationFactory.create_batch(2, claim=point.claim)
        editing.save(by=editor, record=point, links={"citations": [first]})
        editing.save(by=editor, record=point, links={"citations": [second]})
        editing.save(by=editor, record=point)
        found = [history.many_to_many_at(point, version)["citations"] for version in (1, 2, 3, 4)]
        assert found == [[], [str(first.pk)], [str(second.pk)], [str(second.pk)]]

    def test_deleted_record_has_its_links(self, editor: User) -> None:
        point = PointFactory()
        citation = CitationFactory(claim=point.claim)
        editing.save(by=editor, record=point, links={"citations": [citation]})
        gone = Point.objects.get(pk=point.pk)
        editing.remove(by=editor, record=point)
        assert history.many_to_many_at(gone, 2)["citations"] == [str(citation.pk)]

    def test_case_holds_its_parts_and_not_its_shared_records(self, editor: User) -> None:
        claim = make_case()
        tables = set(history.changes_of(claim).values_list("table", flat=True))
        assert {"claims_point", "claims_passage_citations", "claims_stance"} <= tables
        assert not tables & {"claims_party", "claims_source"}

    def test_response_holds_its_passages_and_what_they_cite(self) -> None:
        response = make_case().responses.get()
        tables = set(history.changes_of(response).values_list("table", flat=True))
        assert tables == {"claims_response", "claims_passage", "claims_passage_citations"}


class TestEntries:
    def test_texts_are_compared_word_by_word(self, editor: User) -> None:
        claim = desk.change(make_case(title="Courier: a bank paid"), by=editor, title="Courier: two banks paid")
        entry = shown(claim)[0]
        assert (entry.who, entry.cause, entry.record) == ("editor", "saved", "Claim “Courier: two banks paid”")
        marks = [(piece.text, piece.mark) for piece in entry.differences[0].pieces if piece.mark]
        assert marks == [("a bank", "gone"), ("two banks", "new")]

    def test_choices_and_records_are_named(self, editor: User) -> None:
        claim = make_case()
        stance = claim.stances.get()
        stance.stance = "qualifies"
        editing.save(by=editor, record=stance, links={"citations": claim.citations.all()})
        link, change = shown(stance)[:2]
        assert (link.differences[0].before, link.differences[0].after) == ("", str(claim.citations.get()))
        assert (change.differences[0].before, change.differences[0].after) == ("denies", "gives a different account")

    def test_change_from_outside_names_the_database_user(self) -> None:
        party = PartyFactory()
        execute("UPDATE claims_party SET name = 'Face' WHERE id = %s", party.pk)
        entry = shown(party)[0]
        assert entry.is_from_outside
        assert entry.who.startswith("outside the application, database user ")

    def test_account_that_is_gone_is_still_told_apart(self, editor: User) -> None:
        party = PartyFactory()
        with provenance.act(by=User(pk=987), cause="tidy up"):
            Party.objects.filter(pk=party.pk).update(short_name="FB")
        assert shown(party)[0].who == "account 987, which is gone"

    def test_deleted_member_keeps_its_name(self, editor: User) -> None:
        alias = PartyAlias.objects.create(party=PartyFactory(name="The Journal"), name="WSJ")
        party = alias.party
        editing.remove(by=editor, record=alias)
        entry = shown(party)[0]
        assert (entry.record, entry.part) == ("Party “The Journal”", "Alias “WSJ”")

    def test_number_of_queries_does_not_grow(self, editor: User) -> None:
        small, large = make_case(), make_case(["denies"] * 10)
        counts = []
        for claim in (small, large):
            with CaptureQueriesContext(
                connection,
            ) as captured:
                shown(claim)
            counts.append(len(captured))
        assert counts[0] == counts[1]
