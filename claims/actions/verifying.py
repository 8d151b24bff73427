"""Verifying the record: every revision is recomputed from its parts, and the first that does not fit is named."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from claims.dossier.content import chain_hash, content_hash
from claims.models import Publication, Revision


@dataclass(frozen=True)
class Finding:
    """A revision that does not fit, and why."""

    position: int
    claim: str
    number: int
    reason: str

    def __str__(self) -> str:
        return f"Position {self.position} (claim {self.claim}, revision {self.number}): {self.reason}"


@dataclass(frozen=True)
class Verification:
    """``redacted``: how many of the revisions fit by their hashes alone, since their text was taken off the record."""

    revisions: int
    head: str
    finding: Finding | None
    redacted: int = 0


def verify_record(progress: Callable[[int], None] = lambda _done: None) -> Verification:
    """Read the whole chain once, in order, in constant memory. ``progress`` is called with the number done."""
    numbers: defaultdict[UUID, int] = defaultdict(int)
    position, head, redacted = 0, "", 0
    revisions = Revision.objects.select_related("document", "redaction").order_by("position")
    for revision in revisions.iterator(chunk_size=200):
        reason = _misfit(revision, position + 1, head, numbers[revision.claim_id] + 1)
        if reason:
            found = Finding(revision.position, str(revision.claim_id), revision.number, reason)
            return Verification(position, head, found, redacted)
        numbers[revision.claim_id] += 1
        position, head = revision.position, revision.hash
        redacted += hasattr(revision, "redaction")
        progress(position)
    return Verification(position, head, _stale_publication(numbers), redacted)


def _misfit(revision: Revision, position: int, previous: str, number: int) -> str | None:
    if revision.position != position:
        return f"position {position} is missing"
    if revision.previous_hash != previous:
        return "its previous hash is not the hash of the revision before it"
    if revision.number != number:
        return f"it has number {revision.number} where {number} follows"
    computed = chain_hash(
        position=revision.position,
        claim=str(revision.claim_id),
        number=revision.number,
        kind=revision.kind,
        note=revision.note,
        published_at=revision.published_at,
        content_hash=revision.content_hash,
        previous_hash=revision.previous_hash,
    )
    if revision.hash != computed:
        return "its hash is not that of its members; one of them was changed"
    return _document_misfit(revision)


def _document_misfit(revision: Revision) -> str | None:
    document = getattr(revision, "document", None)
    if document is None:
        return "its document is missing"
    if document.content is None or document.salt is None:
        return None if hasattr(revision, "redaction") else "its document is blank and no redaction is recorded"
    if hasattr(revision, "redaction"):
        return "its redaction is recorded, and its document is still there"
    if content_hash(bytes(document.salt), bytes(document.content)) != revision.content_hash:
        return "its document is not the one that was published: the content hash differs"
    return None


def _stale_publication(numbers: dict[UUID, int]) -> Finding | None:
    unshown = Revision.objects.filter(claim__publication__isnull=True).order_by("position").first()
    if unshown:
        return Finding(unshown.position, str(unshown.claim_id), unshown.number, "its claim has lost its public page")
    for publication in Publication.objects.select_related("revision").order_by("revision__position").iterator():
        current = publication.revision
        if current.claim_id != publication.claim_id or current.number != numbers[publication.claim_id]:
            reason = "the public page does not show the latest revision of its claim"
            return Finding(current.position, str(publication.claim_id), current.number, reason)
    return None
