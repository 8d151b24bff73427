"""Publishing: the case as it stands becomes one revision, or nothing happens."""

import hashlib
from typing import Any

import pytest
import rfc8785
from django.db import transaction

from claims.actions import chain, publications, publishing
from claims.dossier.build import build
from claims.dossier.content import content_bytes, instant_text
from claims.errors import ContentUnchanged, InvalidRecord, NotPermitted, NotPublishable
from claims.models import Claim, Party, Publication, Revision, RevisionDocument, User
from claims.vocabulary import Stage
from tests.actions import desk
from tests.factories import CitationFactory, PartyFactory, PointFactory, ResponseFactory, StanceFactory, make_case

pytestmark = pytest.mark.django_db
CHANGE = {"kind": "update", "note": "What changed."}


def link_of(revision: Revision) -> dict[str, Any]:
    """What the hash is taken of."""
    link = {
        "position": revision.position,
        "claim": str(revision.claim_id),
        "number": revision.number,
        "kind": revision.kind,
        "note": revision.note,
        "published_at": instant_text(revision.published_at),
        "content_hash": revision.content_hash,
    }
    return link | ({"previous_hash": revision.previous_hash} if revision.previous_hash else {})


class TestRecord:
    def test_content_is_the_dossier_without_revision_url_and_standing(self) -> None:
        claim = make_case(["denies", None])
        document = desk.content(desk.publish(claim))
        assert document == build(claim.pk).as_json()
        assert not {"revision", "url", "standing"} & document.keys()
        assert all("standing" not in point for point in document["points"])

    def test_content_is_stored_as_rfc_8785_bytes(self) -> None:
        revision = desk.publish(make_case())
        assert bytes(revision.document.content or b"") == rfc8785.dumps(desk.content(revision))

    def test_content_hash_is_sha256_of_salt_and_content(self) -> None:
        document = desk.publish(make_case()).document
        salt, content = bytes(document.salt or b""), bytes(document.content or b"")
        assert len(salt) == 32
        assert document.revision.content_hash == hashlib.sha256(salt + content).hexdigest()

    def test_same_content_has_another_salt_each_time(self) -> None:
        first, second = desk.publish(make_case()), desk.publish(make_case())
        assert first.document.salt != second.document.salt

    def test_hash_is_that_of_the_members(self) -> None:
        desk.publish(make_case())
        revision = desk.publish(make_case())
        assert revision.hash == hashlib.sha256(rfc8785.dumps(link_of(revision))).hexdigest()

    def test_first_of_the_chain_has_no_previous_hash(self) -> None:
        revision = desk.publish(make_case())
        assert (revision.position, revision.previous_hash) == (1, "")
        assert revision.hash == hashlib.sha256(rfc8785.dumps(link_of(revision))).hexdigest()

    def test_positions_run_over_all_claims_and_numbers_within_one(self, editor: User) -> None:
        one, other = make_case(), make_case()
        desk.publish(one)
        desk.publish(other)
        desk.change(one, by=editor, title="Courier: another title")
        desk.publish(one)
        rows = list(Revision.objects.values_list("position", "number", "claim_id"))
        assert rows == [(1, 1, one.pk), (2, 1, other.pk), (3, 2, one.pk)]

    def test_each_revision_holds_the_hash_of_the_one_before(self) -> None:
        hashes = [desk.publish(make_case()).hash for _ in range(3)]
        assert list(Revision.objects.values_list("previous_hash", flat=True)) == ["", *hashes[:2]]

    def test_stamp_names_number_position_and_hashes(self) -> None:
        revision = desk.publish(make_case())
        stamp = chain.stamp(revision)
        assert (stamp.number, stamp.position, stamp.kind, stamp.hash) == (1, 1, "first", revision.hash)
        assert stamp.previous_hash is None


class TestKindAndNote:
    def test_unchanged_case_is_refused_kindly(self) -> None:
        claim = make_case()
        desk.publish(claim)
        with pytest.raises(ContentUnchanged, match="the case equals revision 1 as readers see it"):
            desk.publish(claim)
        assert Revision.objects.count() == 1

    def test_change_that_readers_do_not_see_is_unchanged(self) -> None:
        claim = make_case()
        desk.publish(claim)
        CitationFactory(claim=claim)  # cited for nothing
        with pytest.raises(ContentUnchanged):
            desk.publish(claim)

    @pytest.mark.parametrize("kind", [None, "", "first", "withdrawal", "rumour"])
    def test_change_needs_a_kind(self, kind: str | None, editor: User) -> None:
        claim = make_case()
        desk.publish(claim)
        desk.change(claim, by=editor, title="Courier: another title")
        with pytest.raises(InvalidRecord, match="Say what kind of change this is: update, correction") as refused:
            desk.publish(claim, kind=kind)
        assert refused.value.fields.keys() == {"kind"}

    @pytest.mark.parametrize("note", ["", "  \n"])
    def test_change_needs_a_note(self, note: str, editor: User) -> None:
        claim = make_case()
        desk.publish(claim)
        desk.change(claim, by=editor, title="Courier: another title")
        with pytest.raises(InvalidRecord, match="Say in a note what changed and why"):
            desk.publish(claim, note=note)

    @pytest.mark.parametrize("kind", publishing.CHANGES)
    def test_change_is_recorded_with_kind_and_note(self, kind: str, editor: User) -> None:
        claim = make_case()
        desk.publish(claim)
        desk.change(claim, by=editor, title="Courier: another title")
        revision = desk.publish(claim, kind=kind, note=" Why. ")
        assert (revision.number, revision.kind, revision.note) == (2, kind, "Why.")

    def test_first_publication_has_no_other_kind(self) -> None:
        with pytest.raises(InvalidRecord, match="starts with the kind “first”"):
            desk.publish(make_case(), kind="correction", note="Why.")

    @pytest.mark.parametrize("field", ["note", "override_reason"])
    @pytest.mark.parametrize(
        ("text", "message"), [("x" * 2001, "At most 2,000"), ("a\0b", "U.0000"), ("\ud800", "U.D800")]
    )
    def test_text_that_cannot_be_stored_is_refused(self, field: str, text: str, message: str) -> None:
        with pytest.raises(InvalidRecord, match=message) as refused:
            desk.publish(make_case(), **{field: text})
        assert refused.value.fields.keys() == {field}


class TestWhole:
    @pytest.mark.parametrize(
        ("lacks", "message"),
        [("points", "Add at least one point"), ("citations", "Add a citation that shows where the claim was made")],
    )
    def test_case_without_point_or_citation_is_refused(self, lacks: str, message: str) -> None:
        claim = make_case([None], claimant=None)
        getattr(claim, lacks).update(is_removed=True)
        with pytest.raises(NotPublishable, match=message):
            desk.publish(claim)

    def test_response_without_citation_is_refused_by_its_place(self) -> None:
        claim = make_case()
        claim.responses.get().passages.get().citations.clear()
        with pytest.raises(NotPublishable, match="or to each of its stances") as refused:
            desk.publish(claim)
        assert list(refused.value.fields) == ["responses[1]"]

    def test_subject_that_nobody_asked_needs_the_reason(self) -> None:
        claim = make_case([None])
        with pytest.raises(NotPublishable, match="has neither answered nor been asked"):
            desk.publish(claim)
        claim.involvements.update(unasked_reason="It no longer exists.")
        assert desk.publish(claim).number == 1

    def test_refusal_of_the_database_is_a_sentence(self) -> None:
        """A stance on a removed point stands in no dossier; the database asks for its citation all the same."""
        claim = make_case(["denies", "denies"])
        first, second = claim.stances.order_by("point__order")
        first.citations.set(claim.citations.all())
        claim.responses.get().passages.get().citations.clear()
        claim.points.filter(pk=second.point_id).update(is_removed=True)
        with pytest.raises(NotPublishable, match=r"Response 1 has no citation. It cannot be published."):
            desk.publish(claim)


class TestAllOrNothing:
    def test_failure_after_the_revision_leaves_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        claim = make_case()
        monkeypatch.setattr(publications, "project", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            desk.publish(claim)
        assert not Revision.objects.exists()
        assert not RevisionDocument.objects.exists()
        assert not Claim.objects.get(pk=claim.pk).is_published

    def test_inside_a_transaction_it_is_refused(self) -> None:
        """Its snapshot would not be that of the case. (A test's own transaction does not count.)"""
        with pytest.raises(RuntimeError), transaction.atomic():
            desk.publish(make_case())

    @pytest.mark.parametrize("role", ["contributor", "editor", "stranger"])
    def test_others_than_publishers_may_not(self, role: str, request: pytest.FixtureRequest) -> None:
        with pytest.raises(NotPermitted, match=r"You may not publish. Submit the case"):
            desk.publish(make_case(), by=request.getfixturevalue(role))

    def test_publishing_marks_what_readers_see(self) -> None:
        claim = make_case()
        draft = make_case()
        desk.publish(claim)
        claim.refresh_from_db()
        assert (claim.stage, claim.is_published) == (Stage.PUBLISHED, True)
        for name in ("points", "responses", "stances", "citations"):
            assert all(getattr(claim, name).values_list("is_published", flat=True))
            assert not any(getattr(draft, name).values_list("is_published", flat=True))

    def test_publishing_marks_parties_and_sources_behind_others(self) -> None:
        claim = make_case()
        company = PartyFactory()
        Party.objects.filter(claims_made=claim).update(affiliation=company)
        desk.publish(claim)
        company.refresh_from_db()
        assert company.is_published

    def test_pending_tells_working_rows_from_what_readers_see(self, editor: User) -> None:
        claim = make_case()
        assert publishing.pending(claim.pk)
        desk.publish(claim)
        assert not publishing.pending(claim.pk)
        desk.change(claim, by=editor, title="Courier: another title")
        assert publishing.pending(claim.pk)

    def test_new_response_takes_the_publication_further(self) -> None:
        claim = make_case()
        desk.publish(claim)
        response = ResponseFactory(claim=claim)
        StanceFactory(response=response, point=PointFactory(claim=claim)).citations.add(claim.citations.get())
        revision = desk.publish(claim, **CHANGE)
        assert Publication.objects.get(claim=claim).revision == revision
        assert bytes(revision.document.content or b"") == content_bytes(build(claim.pk))
