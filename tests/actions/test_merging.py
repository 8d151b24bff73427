"""Two records that turned out to be one: what moves, what is dropped, what stays, and the way back."""

import pytest
from django.db import IntegrityError, transaction

from claims.actions import creating, editing, lookups, merging
from claims.dossier.build import build
from claims.errors import InvalidRecord, NotPermitted
from claims.models import Change, Edit, Party, PartyAlias, Publication, Response, User
from tests.actions.desk import publish
from tests.actions.merges import look, merge
from tests.factories import (
    CitationFactory,
    ClaimFactory,
    ClaimPartyFactory,
    PartyAliasFactory,
    PartyFactory,
    PointFactory,
    RelationFactory,
    RequestFactory,
    ResponseFactory,
    SnapshotFactory,
    SourceFactory,
    StanceFactory,
    TopicFactory,
    make_case,
    subject_of,
)

pytestmark = pytest.mark.django_db


class TestParties:
    def test_answered_request_and_response_move_together(self, kept: Party, merged: Party, editor: User) -> None:
        claim = ClaimPartyFactory(party=merged).claim
        response = ResponseFactory(claim=claim, party=merged)
        StanceFactory(response=response)
        asked = RequestFactory(claim=claim, to=merged, outcome="answered", response=response)
        merge(editor, kept, merged)
        response.refresh_from_db()
        asked.refresh_from_db()
        assert (subject_of(claim), response.party, asked.to) == (kept, kept, kept)

    def test_claimant_keeps_standing_by(self, kept: Party, merged: Party, editor: User) -> None:
        claim = ClaimFactory(claimant=merged)
        StanceFactory(response=ResponseFactory(claim=claim, party=merged), stance="stands_by")
        merge(editor, kept, merged)
        claim.refresh_from_db()
        assert claim.claimant == kept

    def test_published_response_is_the_kept_partys(self, kept: Party, merged: Party, publisher: User) -> None:
        claim = make_case()
        Party.objects.filter(pk=subject_of(claim).pk).update(name="Twin")
        twin = subject_of(claim)
        publish(claim)
        merge(publisher, kept, twin)
        assert Response.objects.get(claim=claim).party == kept
        assert [party.id for party in build(claim.pk).parties if party.name == "Facebook"] == [str(kept.pk)]

    def test_published_response_still_moves_to_no_stranger(self, kept: Party, publisher: User) -> None:
        claim = make_case()
        publish(claim)
        with pytest.raises(IntegrityError, match="unaltered"), transaction.atomic():
            Response.objects.filter(claim=claim).update(party=kept)

    def test_both_parties_of_one_claim_become_one(self, kept: Party, merged: Party, editor: User) -> None:
        claim = ClaimPartyFactory(party=kept, role="named").claim
        ClaimPartyFactory(claim=claim, party=merged, role="subject", unasked_reason="No address.")
        merge(editor, kept, merged)
        one = claim.involvements.get()
        assert (one.party, one.role, one.unasked_reason) == (kept, "subject", "No address.")

    def test_subject_of_a_point_moves_once(self, kept: Party, merged: Party, editor: User) -> None:
        both, other = PointFactory(), PointFactory()
        both.subjects.add(kept, merged)
        other.subjects.add(merged)
        merge(editor, kept, merged)
        assert [list(point.subjects.all()) for point in (both, other)] == [[kept], [kept]]

    def test_names_become_aliases(self, kept: Party, merged: Party, editor: User) -> None:
        PartyAliasFactory(party=merged, name="The Facebook")
        merge(editor, kept, merged)
        assert {alias.name for alias in kept.aliases.all()} == {"Facebook Inc.", "FB", "The Facebook"}

    def test_alias_of_a_third_party_stays_there(self, kept: Party, merged: Party, editor: User) -> None:
        third = PartyAliasFactory(name="FB").party
        merge(editor, kept, merged)
        assert PartyAlias.objects.get(name="FB").party == third

    def test_kept_party_does_not_belong_to_itself(self, kept: Party, merged: Party, editor: User) -> None:
        Party.objects.filter(pk=kept.pk).update(affiliation=merged)
        merge(editor, kept, merged)
        kept.refresh_from_db()
        assert kept.affiliation is None

    def test_earlier_merges_lead_to_the_one_that_is_kept_now(self, kept: Party, merged: Party, editor: User) -> None:
        first = PartyFactory()
        merge(editor, merged, first)
        merge(editor, kept, merged)
        first.refresh_from_db()
        assert first.merged_into == kept

    def test_withdrawn_case_stays_as_it_is(self, kept: Party, merged: Party, editor: User) -> None:
        claim = ClaimFactory(claimant=merged, stage="withdrawn")
        assert "1" in look(editor, kept, merged).stays[0]
        merge(editor, kept, merged)
        claim.refresh_from_db()
        assert claim.claimant == merged

    def test_versions_grow_and_edits_are_noted(self, kept: Party, merged: Party, editor: User) -> None:
        claim = ClaimFactory(claimant=merged)
        merge(editor, kept, merged)
        claim.refresh_from_db()
        assert claim.version == 2
        assert Edit.objects.get(claim=claim).by == editor

    def test_it_is_one_act_of_the_history(self, kept: Party, merged: Party, editor: User) -> None:
        ClaimFactory(claimant=merged)
        before = Change.objects.count()
        done = merge(editor, kept, merged)
        assert Change.objects.filter(act=done.act).count() == Change.objects.count() - before > 0

    def test_published_cases_are_listed_as_pending(self, kept: Party, merged: Party, publisher: User) -> None:
        claim = make_case(claimant=merged)
        publish(claim)
        ClaimFactory(claimant=merged)
        assert look(publisher, kept, merged).pending == [claim]
        assert merging.pending_cases(merge(publisher, kept, merged)) == [claim]
        assert Publication.objects.get(claim=claim).card["claimant"]["name"] == "Facebook Inc."

    def test_private_name_does_not_become_a_public_alias(self, kept: Party, editor: User) -> None:
        clerk = PartyFactory(kind="person", is_private=True, public_label="a clerk")
        with pytest.raises(InvalidRecord, match="public alias"):
            merge(editor, kept, clerk)


class TestTopics:
    def test_claims_move_once_and_back(self, editor: User) -> None:
        kept, merged = TopicFactory(name="Aviation"), TopicFactory(name="Aviaton")
        both, other = ClaimFactory(), ClaimFactory()
        both.topics.add(kept, merged)
        other.topics.add(merged)
        done = merge(editor, kept, merged)
        assert [list(claim.topics.all()) for claim in (both, other)] == [[kept], [kept]]
        assert Edit.objects.filter(by=editor).count() == 2
        merging.undo(by=editor, merge_id=done.pk)
        assert [set(claim.topics.all()) for claim in (both, other)] == [{kept, merged}, {merged}]

    def test_the_other_name_finds_the_kept_one(self, editor: User) -> None:
        kept, merged = TopicFactory(name="Aviation"), TopicFactory(name="Flying")
        merge(editor, kept, merged)
        assert lookups.topics("flyin") == [kept]
        assert creating.topic_named(by=editor, name="Flying", language="en") == kept


class TestSources:
    def test_citation_moves_with_its_copy(self, editor: User) -> None:
        kept, merged = SourceFactory(), SourceFactory(url="https://example.org/a")
        copy = SnapshotFactory(source=merged)
        citation = CitationFactory(source=merged, snapshot=copy, start=0, end=3)
        merge(editor, kept, merged)
        citation.refresh_from_db()
        kept.refresh_from_db()
        assert (citation.source, citation.snapshot.source, kept.url) == (kept, kept, "https://example.org/a")

    def test_copies_of_the_same_bytes_are_one(self, editor: User) -> None:
        kept, merged = SourceFactory(), SourceFactory()
        own = SnapshotFactory(source=kept)
        citation = CitationFactory(
            source=merged, snapshot=SnapshotFactory(source=merged, sha256=own.sha256), start=0, end=3
        )
        merge(editor, kept, merged)
        citation.refresh_from_db()
        assert citation.snapshot == own
        assert not merged.snapshots.exists()

    def test_withdrawn_case_keeps_its_copy(self, editor: User) -> None:
        kept, merged = SourceFactory(), SourceFactory()
        copy = SnapshotFactory(source=merged)
        closed = CitationFactory(claim=ClaimFactory(stage="withdrawn"), source=merged, snapshot=copy, start=0, end=3)
        moved = CitationFactory(source=merged, snapshot=copy, start=0, end=3)
        merge(editor, kept, merged)
        moved.refresh_from_db()
        closed.refresh_from_db()
        assert (moved.snapshot.source, closed.snapshot.source) == (kept, merged)

    def test_source_does_not_relay_itself(self, editor: User) -> None:
        kept, merged, third = SourceFactory(), SourceFactory(), SourceFactory()
        kept.relays.add(merged)
        third.relays.add(merged)
        merge(editor, kept, merged)
        assert (list(kept.relays.all()), list(third.relays.all())) == ([], [kept])


class TestClaims:
    def test_page_leads_to_the_kept_claim(self, publisher: User) -> None:
        kept, merged = make_case(), make_case()
        publish(kept)
        publish(merged)
        merge(publisher, kept, merged)
        publication = Publication.objects.get(claim=merged)
        assert publication.merged_into_slug == kept.slug
        assert list(Publication.objects.public()) == [kept.publication]

    def test_relations_lead_to_the_kept_claim_and_none_to_itself(self, editor: User) -> None:
        kept, merged = ClaimFactory(), ClaimFactory()
        other = RelationFactory(target=merged)
        RelationFactory(claim=kept, target=merged)
        merge(editor, kept, merged)
        other.refresh_from_db()
        assert other.target == kept
        assert not kept.relations.exists()

    def test_kept_case_stays_as_it_is(self, editor: User) -> None:
        kept, merged = make_case(), make_case()
        before = build(kept.pk)
        merge(editor, kept, merged)
        assert build(kept.pk) == before
        assert merged.points.count() == 1

    def test_case_of_the_merged_claim_can_be_changed_no_more(self, editor: User) -> None:
        kept, merged = make_case(), make_case()
        merge(editor, kept, merged)
        with pytest.raises(NotPermitted):
            editing.save(by=editor, record=merged.points.get())

    def test_published_claim_is_not_merged_into_a_draft(self, publisher: User) -> None:
        merged = make_case()
        publish(merged)
        with pytest.raises(InvalidRecord, match="publish the claim that is kept first"):
            merge(publisher, ClaimFactory(), merged)

    def test_published_claims_need_a_publisher(self, editor: User) -> None:
        kept, merged = make_case(), make_case()
        publish(kept)
        publish(merged)
        with pytest.raises(NotPermitted):
            merge(editor, kept, merged)
