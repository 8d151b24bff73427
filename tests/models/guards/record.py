"""The record: one unbroken chain of whole cases that can only be added to."""

from functools import partial
from typing import Any

from django.db import OperationalError

from claims.models import Announcement, Claim, Revision
from tests.factories import (
    A_HASH,
    ChangeFactory,
    CitationFactory,
    ClaimFactory,
    ClaimPartyFactory,
    PassageFactory,
    PointFactory,
    PublicationFactory,
    RedactionFactory,
    ResponseFactory,
    RevisionFactory,
    StanceFactory,
    make_case,
)
from tests.models.guards import Guard, change, delete
from tests.models.refusals import check_deferred_rules, execute

APPEND_ONLY = "claims_record_is_append_only"
CHAIN = "claims_revision_continues_the_chain"
LATEST = "claims_publication_shows_latest_revision"
WHOLE = "claims_published_case_is_whole"
MAKES: dict[str, Any] = {
    "claims_revision": RevisionFactory,
    "claims_redaction": RedactionFactory,
    "claims_revisiondocument": lambda: RevisionFactory().document,
    "claims_change": ChangeFactory,
    "claims_announcement": lambda: Announcement.objects.get(revision=RevisionFactory()),
}
"""What can only be added to, by table."""


def truncate(table: str, row: Any) -> None:
    check_deferred_rules()  # PostgreSQL truncates no table with pending triggers
    execute(f"TRUNCATE {table} CASCADE")


def follow(row: Revision, **columns: Any) -> None:
    RevisionFactory(claim=row.claim, **columns)


def without(**changes: Any) -> Claim:
    """A case that lacks what it had: `part=True` removes that part of it."""
    claim = make_case()
    for part in changes:
        change(getattr(claim, part).get(), is_removed=True)
    return claim


def case_with_answer(citations: int, stances: int, cited_stances: int) -> Claim:
    """The answer of another party, with so many citations of its passage, and so many stances with and without one."""
    claim = make_case([None])
    response = ResponseFactory(claim=claim, party=ClaimPartyFactory(claim=claim).party)
    passage = PassageFactory(response=response)
    passage.citations.set(CitationFactory.create_batch(citations, claim=claim))
    for number in range(stances):
        stance = StanceFactory(response=response)
        if number < cited_stances:
            stance.citations.add(claim.citations.first())
    return claim


def publish(claim: Claim) -> None:
    RevisionFactory(claim=claim)


def revision_alone(first: Revision) -> None:
    """A second row without document."""
    columns = {
        "number": 2,
        "position": 2,
        "kind": "update",
        "note": "Why.",
        "previous_hash": first.hash,
        "hash": "0" * 64,
    }
    kept = {name: getattr(first, name) for name in ("claim", "actor", "published_at", "is_reviewed", "content_hash")}
    Revision.objects.create(**columns, **kept)


def other_document(row: Revision) -> None:
    """A second revision whose document is not the one it commits to."""
    RevisionFactory(claim=row.claim, content_hash=A_HASH)


GUARDS = [
    Guard("claims_revision", "claims_1_chain", CHAIN, "position left out", RevisionFactory,
          partial(follow, position=3), error=OperationalError),
    Guard("claims_revision", "claims_1_chain", CHAIN, "hash of another predecessor", RevisionFactory,
          partial(follow, previous_hash="0" * 64), error=OperationalError),
    Guard("claims_revision", "claims_1_chain", CHAIN, "number left out", RevisionFactory, partial(follow, number=3)),
    Guard("claims_revision", "claims_1_chain", "claims_withdrawal_is_last", "after a withdrawal",
          lambda: [first := RevisionFactory(), RevisionFactory(claim=first.claim, kind="withdrawal")][1], follow),
    Guard("claims_revision", "claims_2_whole", WHOLE, "no point", lambda: without(stances=True, points=True), publish),
    Guard("claims_revision", "claims_2_whole", WHOLE, "no citation", ClaimFactory, publish),
    Guard("claims_revision", "claims_2_whole", WHOLE, "citation removed", lambda: without(citations=True), publish),
    Guard("claims_revision", "claims_2_whole", WHOLE, "point, but no citation", lambda: PointFactory().claim, publish),
    Guard("claims_revision", "claims_2_whole", WHOLE, "answer without citation or stance",
          lambda: case_with_answer(0, 0, 0), publish),
    Guard("claims_revision", "claims_2_whole", WHOLE, "one of two stances without citation",
          lambda: case_with_answer(0, 2, 1), publish),
    Guard("claims_revision", "claims_document_follows", "claims_revision_has_its_document", "without document",
          RevisionFactory, revision_alone),
    Guard("claims_revisiondocument", "claims_as_committed", "claims_document_is_as_committed", "other than committed to",
          RevisionFactory, other_document),
    Guard("claims_publication", "claims_current", LATEST, "revision of another claim",
          lambda: [PublicationFactory(), RevisionFactory()],
          lambda rows: change(rows[0], revision_id=rows[1].pk)),
    Guard("claims_publication", "claims_current", LATEST, "revision that is not the latest",
          lambda: [first := RevisionFactory(), RevisionFactory(claim=first.claim)][0],
          lambda row: PublicationFactory(revision=row)),
    *(
        Guard(table, "claims_no_delete", APPEND_ONLY, "deleted", make, delete)
        for table, make in MAKES.items()
    ),
    *(
        Guard(table, "claims_no_truncate", APPEND_ONLY, "truncated", make, partial(truncate, table), is_alone=False)
        for table, make in MAKES.items()
    ),
    Guard("claims_revision", "claims_no_update", APPEND_ONLY, "changed", RevisionFactory, partial(change, note="!")),
    Guard("claims_revision", "claims_no_update", APPEND_ONLY, "“changed” into what it is", RevisionFactory,
          partial(change, note="")),
    Guard("claims_redaction", "claims_no_update", APPEND_ONLY, "changed", RedactionFactory, partial(change, reason="!")),
    Guard("claims_announcement", "claims_no_update", APPEND_ONLY, "changed", MAKES["claims_announcement"],
          partial(change, kind="typo")),
    Guard("claims_change", "claims_no_update", APPEND_ONLY, "changed", ChangeFactory, partial(change, cause="!")),
    Guard("claims_revisiondocument", "claims_only_blanked", APPEND_ONLY, "blanked without redaction",
          MAKES["claims_revisiondocument"], partial(change, salt=None, content=None)),
    Guard("claims_revisiondocument", "claims_only_blanked", APPEND_ONLY, "filled again in part",
          lambda: RedactionFactory().revision.document, partial(change, salt=b"x")),
    Guard("claims_revisiondocument", "claims_only_blanked", APPEND_ONLY, "rewritten, with a redaction",
          lambda: RedactionFactory().revision.document, partial(change, content=b"[]")),
]  # fmt: skip
