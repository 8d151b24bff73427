"""The content of a dossier, what is hashed of it, and the links of the chain."""

import hashlib
from datetime import UTC, datetime
from typing import Any

from claims.dossier.canonical import canonical_bytes
from claims.dossier.schema import Dossier


def content_bytes(dossier: Dossier) -> bytes:
    """Canonical bytes of the dossier without ``revision``, ``url`` and any standing."""
    document = dossier.as_json()
    for name in ("revision", "url", "standing"):
        document.pop(name, None)
    for point in document["points"]:
        point.pop("standing", None)
    return canonical_bytes(document)


def content_fingerprint(content: bytes) -> str:
    """SHA-256 without salt, to compare contents at the desk. It is not published: short contents could be guessed."""
    return hashlib.sha256(content).hexdigest()


def content_hash(salt: bytes, content: bytes) -> str:
    """SHA-256(salt ‖ content): the commitment a revision publishes."""
    return hashlib.sha256(salt + content).hexdigest()


def instant_text(instant: datetime) -> str:
    """RFC 3339 in UTC with microseconds, the one form that is hashed and published."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def chain_hash(
    *,
    position: int,
    claim: str,
    number: int,
    kind: str,
    note: str,
    published_at: datetime,
    content_hash: str,
    previous_hash: str,
) -> str:
    """SHA-256 of the canonical bytes of these members; the first of the chain has no ``previous_hash``."""
    link: dict[str, Any] = {
        "position": position,
        "claim": claim,
        "number": number,
        "kind": kind,
        "note": note,
        "published_at": instant_text(published_at),
        "content_hash": content_hash,
    }
    if previous_hash:
        link["previous_hash"] = previous_hash
    return hashlib.sha256(canonical_bytes(link)).hexdigest()
