"""Earlier states come again, and acts are undone, as new changes, whole or not at all."""

from typing import Any
from uuid import UUID

import pytest

from claims.actions import editing, history, provenance, restoring
from claims.errors import InvalidRecord, NotPermitted, RecordChanged
from claims.models import Change, Claim, Edit, Merge, Party, PartyAlias, Point, Response, User
from tests.actions import desk
from tests.factories import CitationFactory, PartyAliasFactory, PartyFactory, PointFactory, make_case

pytestmark = pytest.mark.django_db


def act_of(record: Any) -> UUID:
    found = history.changes_of(record).values_list("act", flat=True).first()
    assert found is not None
    return found


def first_change(record: Any) -> int:
    """The one by which it came."""
    return Change.objects.get(table=record._meta.db_table, row=str(record.pk), operation="insert").pk


def last_change(record: Any) -> int:
    """The newest one of the record itself; of a claim, without its parts."""
    return Change.objects.filter(history.of_record(type(record), record.pk))[0].pk


def restore(record: Any, change: int, *, by: User) -> None:
    fresh = type(record)._base_manager.filter(pk=record.pk).first()
    version = fresh.version if fresh else None
    restoring.restore(by=by, record_model=type(record), record_id=record.pk, change_id=change, version=version)


class TestRestore:
    def test_columns_and_links_come_again_as_a_new_version(self, editor: User) -> None:
        point = PointFactory(text="First.")
        citation = CitationFactory(claim=point.claim)
        editing.save(by=editor, record=point, links={"citations": [citation]})
        wanted = history.changes_of(point)[0].pk
        point.text = "Second."
        editing.save(by=editor, record=point, links={"citations": []})
        restore(point, wanted, by=editor)
        point.refresh_from_db()
        assert (point.text, list(point.citations.all()), point.version) == ("First.", [citation], 4)

    def test_it_is_a_change_of_who_asked(self, editor: User, publisher: User) -> None:
        claim = make_case(title="First")
        wanted = last_change(claim)
        desk.change(claim, by=editor, title="Second")
        restore(claim, wanted, by=publisher)
        change = history.changes_of(claim).filter(table="claims_claim").first()
        assert change is not None
        assert (change.actor, change.cause) == (publisher, "restore")
        assert Edit.objects.filter(claim=claim).first().by == publisher  # type: ignore[union-attr]  # made just now

    def test_restoring_a_claim_leaves_its_points(self, editor: User) -> None:
        claim = make_case()
        wanted = last_change(claim)
        desk.change(claim, by=editor, title="Second")
        point = claim.points.get()
        point.text = "Another."
        editing.save(by=editor, record=point)
        restore(claim, wanted, by=editor)
        assert Claim.objects.get(pk=claim.pk).title == claim.title
        assert Point.objects.get(pk=point.pk).text == "Another."

    def test_deleted_record_comes_again_with_its_id(self, editor: User) -> None:
        point = PointFactory(text="One assertion.")
        change, key = first_change(point), point.pk
        editing.remove(by=editor, record=point)
        restore(Point(pk=key), change, by=editor)
        assert Point.objects.get(pk=key).text == "One assertion."

    def test_members_come_and_go_with_it(self, editor: User) -> None:
        party = PartyFactory()
        alias = PartyAliasFactory(party=party, name="WSJ")
        change = history.changes_of(party)[0].pk
        editing.remove(by=editor, record=PartyAlias.objects.get(pk=alias.pk))
        editing.save(by=editor, record=PartyAlias(party=party, name="Journal"))
        restore(party, change, by=editor)
        assert list(PartyAlias.objects.filter(party=party).values_list("pk", "name")) == [(alias.pk, "WSJ")]

    def test_version_that_is_not_the_stored_one_is_refused(self, editor: User) -> None:
        claim = make_case()
        change = first_change(claim)
        desk.change(claim, by=editor, title="Second")
        with pytest.raises(RecordChanged, match="Nothing was restored"):
            restoring.restore(by=editor, record_model=Claim, record_id=claim.pk, change_id=change, version=1)

    def test_last_state_has_nothing_to_restore(self, editor: User) -> None:
        party = PartyFactory()
        with pytest.raises(InvalidRecord, match="nothing to take back"):
            restore(party, first_change(party), by=editor)

    def test_change_of_another_record_is_refused(self, editor: User) -> None:
        with pytest.raises(InvalidRecord, match="does not belong"):
            restore(PartyFactory(), first_change(PartyFactory()), by=editor)

    def test_words_of_a_published_response_stay(self, editor: User) -> None:
        claim = make_case()
        response = claim.responses.get()
        change = history.changes_of(response)[0].pk
        response.spokesperson_name = "Ada"
        editing.save(by=editor, record=response)
        desk.publish(claim)
        with pytest.raises(InvalidRecord):
            restore(response, change, by=editor)
        assert Response.objects.get(pk=response.pk).spokesperson_name == "Ada"

    @pytest.mark.parametrize("role", ["stranger", "contributor"])
    def test_who_may_not_change_the_record_may_not_restore_it(
        self, role: str, editor: User, request: pytest.FixtureRequest
    ) -> None:
        claim = make_case(title="First")
        desk.change(claim, by=editor, title="Second")
        with pytest.raises(NotPermitted):
            restore(claim, first_change(claim), by=request.getfixturevalue(role))
        assert Claim.objects.get(pk=claim.pk).title == "Second"


class TestUndo:
    def test_whole_act_is_taken_back(self, editor: User) -> None:
        claim = make_case(["denies", None])
        kept, gone = claim.points.order_by("order")
        before = {point.pk: point.text for point in (kept, gone)}
        with provenance.act(by=editor, cause="form") as act:
            kept.text = "Another."
            editing.save(by=editor, record=kept)
            editing.remove(by=editor, record=Point.objects.get(pk=gone.pk))
            added = editing.save(by=editor, record=Point(claim=claim, order=9, text="New."))
        restoring.undo(by=editor, act=act)
        assert {point.pk: point.text for point in claim.points.all()} == before
        assert not Point.objects.filter(pk=added.pk).exists()

    def test_undone_act_is_redone_by_undoing_that(self, editor: User) -> None:
        claim = desk.change(make_case(title="First"), by=editor, title="Second")
        done = restoring.undo(by=editor, act=act_of(claim))
        assert Claim.objects.get(pk=claim.pk).title == "First"
        restoring.undo(by=editor, act=done)
        assert Claim.objects.get(pk=claim.pk).title == "Second"

    def test_act_is_not_undone_twice(self, editor: User) -> None:
        claim = desk.change(make_case(), by=editor, title="Second")
        act = act_of(claim)
        restoring.undo(by=editor, act=act)
        with pytest.raises(RecordChanged):
            restoring.undo(by=editor, act=act)

    def test_record_that_was_changed_since_is_named_and_nothing_undone(self, editor: User, publisher: User) -> None:
        claim = make_case()
        point = claim.points.get()
        with provenance.act(by=editor, cause="form") as act:
            desk.change(claim, by=editor, title="Second")
            point.text = "Another."
            editing.save(by=editor, record=point)
        desk.change(claim, by=publisher, title="Third")
        with pytest.raises(RecordChanged, match="claim “Third”"):
            restoring.undo(by=editor, act=act)
        assert Point.objects.get(pk=point.pk).text == "Another."

    def test_draft_deleted_as_a_whole_comes_again(self, editor: User) -> None:
        claim = make_case(["denies", None, "qualifies"])
        key, points = claim.pk, set(claim.points.values_list("pk", flat=True))
        with provenance.act(by=editor, cause="remove") as act:
            editing.remove(by=editor, record=claim)
        restoring.undo(by=editor, act=act)
        assert set(Point.objects.filter(claim=key).values_list("pk", flat=True)) == points
        assert Claim.objects.get(pk=key).responses.get().passages.get().citations.count() == 1

    def test_published_part_is_removed_not_deleted(self, editor: User) -> None:
        claim = make_case()
        point = editing.save(by=editor, record=Point(claim=claim, order=2, text="New."))
        act = act_of(point)
        desk.publish(claim)
        restoring.undo(by=editor, act=act)
        assert Point.objects.get(pk=point.pk).is_removed

    def test_publication_is_not_undone(self, publisher: User) -> None:
        claim = make_case()
        desk.publish(claim, by=publisher)
        act = Change.objects.filter(cause="publish").values_list("act", flat=True)[0]
        with pytest.raises(InvalidRecord, match="publish a correction"):
            restoring.undo(by=publisher, act=act)  # type: ignore[arg-type]  # an act of the application has an id

    def test_added_record_that_others_refer_to_by_now_stays(self, editor: User) -> None:
        claim = make_case()
        party = editing.save(by=editor, record=Party(slug="new", name="New", kind="organisation"))
        act = act_of(party)
        desk.change(claim, by=editor, claimant=party)
        with pytest.raises(InvalidRecord, match="refers to it"):
            restoring.undo(by=editor, act=act)

    def test_merge_is_undone_and_says_so(self, editor: User) -> None:
        kept, merged = PartyFactory(name="Kept"), PartyFactory(name="Merged")
        alias = PartyAliasFactory(party=merged)
        with provenance.act(by=editor, cause="merge") as act:
            PartyAlias.objects.filter(pk=alias.pk).update(party=kept)
            Party.objects.filter(pk=merged.pk).update(merged_into=kept)
            merge = Merge.objects.create(kind="party", kept_id=kept.pk, merged_id=merged.pk, act=act, by=editor)
        undone = restoring.undo(by=editor, act=act)
        merge.refresh_from_db()
        assert (Party.objects.get(pk=merged.pk).merged_into, merge.undone_by) == (None, editor)
        assert PartyAlias.objects.get(pk=alias.pk).party == merged
        with pytest.raises(InvalidRecord, match="Merge the records anew"):
            restoring.undo(by=editor, act=undone)

    @pytest.mark.parametrize("role", ["stranger", "contributor"])
    def test_who_may_not_change_the_records_may_not_undo(
        self, role: str, editor: User, request: pytest.FixtureRequest
    ) -> None:
        claim = desk.change(make_case(), by=editor, title="Second")
        with pytest.raises(NotPermitted):
            restoring.undo(by=request.getfixturevalue(role), act=act_of(claim))

    def test_contributor_undoes_in_own_drafts(self, contributor: User) -> None:
        claim = desk.change(make_case(title="First", created_by=contributor), by=contributor, title="Second")
        restoring.undo(by=contributor, act=act_of(claim))
        assert Claim.objects.get(pk=claim.pk).title == "First"

    def test_withdrawn_case_stays_as_it_is(self, editor: User, publisher: User) -> None:
        claim = desk.change(make_case(), by=editor, title="Second")
        act = act_of(claim)
        Claim.objects.filter(pk=claim.pk).update(stage="withdrawn")
        with pytest.raises(NotPermitted, match="withdrawn"):
            restoring.undo(by=publisher, act=act)
