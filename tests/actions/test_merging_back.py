"""Merges that are refused, looked at beforehand, and undone."""

from typing import Any

import pytest

from claims.actions import editing, merging
from claims.actions.references import REFERENCES, STAYS, model_of
from claims.dossier.build import build
from claims.errors import FactcheckError, InvalidRecord, NotPermitted, RecordChanged
from claims.fields.ids import new_id
from claims.models import Change, Party, Publication, User
from tests.actions.desk import publish
from tests.actions.merges import look, merge
from tests.factories import (
    CitationFactory,
    ClaimFactory,
    ClaimPartyFactory,
    PartyFactory,
    SnapshotFactory,
    SourceFactory,
    make_case,
    subject_of,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make", [PartyFactory, SourceFactory, ClaimFactory])
class TestRefusals:
    def test_itself(self, make: Any, editor: User) -> None:
        record = make()
        with pytest.raises(InvalidRecord, match="into itself"):
            merge(editor, record, record)

    def test_circle(self, make: Any, editor: User) -> None:
        one, other = make(), make()
        merge(editor, one, other)
        with pytest.raises(InvalidRecord, match="merged"):
            merge(editor, other, one)

    def test_merged_twice(self, make: Any, editor: User) -> None:
        one, other = make(), make()
        merge(editor, one, other)
        with pytest.raises(InvalidRecord, match="merged already"):
            merge(editor, make(), other)

    def test_unknown_id(self, make: Any, editor: User) -> None:
        with pytest.raises(InvalidRecord, match="no such record"):
            merge(editor, make(), make.build(pk=new_id()))

    def test_changed_since_the_preview(self, make: Any, editor: User) -> None:
        with pytest.raises(RecordChanged):
            merge(editor, make(), make(), versions=(1, 2))

    @pytest.mark.parametrize("role", ["contributor", "stranger"])
    def test_without_the_right(self, make: Any, role: str, request: pytest.FixtureRequest) -> None:
        with pytest.raises(NotPermitted):
            merge(request.getfixturevalue(role), make(), make())

    def test_refused_merge_stores_nothing(self, make: Any, editor: User) -> None:
        record = make()
        with pytest.raises(FactcheckError):
            merge(editor, record, record)
        record.refresh_from_db()
        assert (record.version, record.merged_into) == (1, None)


class TestUndo:
    def test_everything_is_as_it_was(self, kept: Party, merged: Party, publisher: User) -> None:
        claim = make_case(claimant=PartyFactory(), stage="draft")
        subject = subject_of(claim)
        ClaimPartyFactory(claim=claim, party=kept, role="named")
        publish(claim)
        before = build(claim.pk)
        done = merge(publisher, kept, subject)
        merging.undo(by=publisher, merge_id=done.pk)
        assert build(claim.pk) == before
        assert not kept.aliases.exists()

    def test_it_is_marked_and_the_record_can_be_merged_again(self, kept: Party, merged: Party, editor: User) -> None:
        done = merging.undo(by=editor, merge_id=merge(editor, kept, merged).pk)
        assert (done.undone_by, done.undone_at is not None) == (editor, True)
        assert merge(editor, kept, merged).pk != done.pk

    def test_page_of_the_claim_is_back(self, publisher: User) -> None:
        kept, merged = make_case(), make_case()
        publish(kept)
        publish(merged)
        merging.undo(by=publisher, merge_id=merge(publisher, kept, merged).pk)
        merged.refresh_from_db()
        assert (merged.stage, merged.merged_into) == ("published", None)
        assert Publication.objects.get(claim=merged).merged_into_slug == ""

    def test_sources_have_their_copies_again(self, editor: User) -> None:
        kept, merged = SourceFactory(), SourceFactory()
        copy = SnapshotFactory(source=merged)
        CitationFactory(source=merged, snapshot=copy, start=0, end=3)
        merging.undo(by=editor, merge_id=merge(editor, kept, merged).pk)
        copy.refresh_from_db()
        assert (copy.source, merged.citations.count()) == (merged, 1)

    def test_what_somebody_changed_since_is_not_lost(self, kept: Party, merged: Party, editor: User) -> None:
        claim = ClaimFactory(claimant=merged)
        done = merge(editor, kept, merged)
        claim.refresh_from_db()
        claim.claimant = PartyFactory()
        editing.save(by=editor, record=claim)
        with pytest.raises(RecordChanged, match="Newspaper"):
            merging.undo(by=editor, merge_id=done.pk)

    def test_twice(self, kept: Party, merged: Party, editor: User) -> None:
        done = merging.undo(by=editor, merge_id=merge(editor, kept, merged).pk)
        with pytest.raises(InvalidRecord, match="undone already"):
            merging.undo(by=editor, merge_id=done.pk)

    def test_unknown_merge(self, editor: User) -> None:
        with pytest.raises(InvalidRecord):
            merging.undo(by=editor, merge_id=new_id())

    def test_without_the_right(self, kept: Party, merged: Party, editor: User, contributor: User) -> None:
        done = merge(editor, kept, merged)
        with pytest.raises(NotPermitted):
            merging.undo(by=contributor, merge_id=done.pk)


@pytest.mark.parametrize("kind", ["party", "source", "topic"])
def test_every_reference_moves_or_has_a_reason_to_stay(kind: str) -> None:
    model = model_of(kind)
    known = {(each.model, each.field) for each in REFERENCES[kind]}
    links: Any = model._meta.related_objects
    related = {
        (link.through, link.field.m2m_reverse_field_name())
        if link.many_to_many
        else (link.related_model, link.field.name)
        for link in links
    }
    assert {(other.__name__, name) for other, name in related - known if other.__name__ not in STAYS} == set()


def test_preview_stores_nothing(kept: Party, merged: Party, editor: User) -> None:
    ClaimFactory(claimant=merged)
    before = Change.objects.count()
    assert [(moved.label, moved.count) for moved in look(editor, kept, merged).moves] == [
        ("claims made", 1),
        ("names that become other names", 2),
    ]
    assert Change.objects.count() == before


def test_preview_says_why_it_is_refused(kept: Party, contributor: User) -> None:
    assert "merge" in look(contributor, kept, kept).refusal


def test_merges_are_listed_on_both_records(kept: Party, merged: Party, editor: User) -> None:
    done = merge(editor, kept, merged, reason="The same company.")
    assert merging.merges_of("party", kept.pk) == merging.merges_of("party", merged.pk) == [done]
