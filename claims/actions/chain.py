"""Appending to the record: one chain of revisions over the whole site, its position taken last, under one lock."""

import secrets
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from claims.dossier.content import chain_hash, content_hash, instant_text
from claims.dossier.schema import RevisionStamp
from claims.models import Revision, RevisionDocument
from claims.vocabulary import RevisionKind

LOCK = "claims.chain"


def append(
    *,
    by: Any,
    claim_id: UUID,
    number: int,
    kind: RevisionKind,
    note: str,
    content: bytes,
    is_reviewed: bool,
    override_reason: str = "",
) -> Revision:
    """Append one revision with its document. Raises IntegrityError or OperationalError where another came between."""
    salt = secrets.token_bytes(32)
    commitment = content_hash(salt, content)
    take_turn()
    last = Revision.objects.order_by("-position").values("position", "hash").first() or {"position": 0, "hash": ""}
    published_at = datetime.now(UTC)
    revision = Revision.objects.create(
        claim_id=claim_id,
        position=last["position"] + 1,
        number=number,
        kind=kind,
        note=note,
        published_at=published_at,
        actor=by,
        is_reviewed=is_reviewed,
        override_reason=override_reason,
        content_hash=commitment,
        previous_hash=last["hash"],
        hash=chain_hash(
            position=last["position"] + 1,
            claim=str(claim_id),
            number=number,
            kind=kind,
            note=note,
            published_at=published_at,
            content_hash=commitment,
            previous_hash=last["hash"],
        ),
    )
    RevisionDocument.objects.create(revision=revision, salt=salt, content=content)
    return revision


def take_turn() -> None:
    """Wait for the end of the record, and keep it to the end of the transaction.

    Before anything is done to publications: who holds one of them and waits here would wait for whoever holds the end and
    waits for that publication.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [LOCK])


def stamp(revision: Revision) -> RevisionStamp:
    """``revision`` of the dossier, as published."""
    return RevisionStamp(
        number=revision.number,
        position=revision.position,
        kind=RevisionKind(revision.kind),
        note=revision.note,
        published_at=instant_text(revision.published_at),
        content_hash=revision.content_hash,
        hash=revision.hash,
        previous_hash=revision.previous_hash or None,
    )
