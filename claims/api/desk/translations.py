"""What a translation is of: the desk takes the hash of the original itself, as it stands when the translation is saved."""

from typing import Any

from claims.dossier.canonical import hash_of_original
from claims.models.record import Translation

_ORIGINALS = {
    "claim": {"title": "title", "statement": "statement", "scope_note": "scope_note"},
    "involvement": {"reason": "unasked_reason"},
    "topic": {"name": "name"},
    "source": {"title": "title"},
    "point": {"text": "text"},
    "response": {"remark": "remark"},
    "passage": {"text": "text"},
    "stance": {"words": "words"},
    "hedge": {"words": "words"},
    "request": {"text": "questions"},
    "event": {"text": "text"},
}


def take_original(record: Any) -> None:
    """Set ``of`` of a translation; of the fields that the translation covers."""
    if not isinstance(record, Translation):
        return
    for owner, columns in _ORIGINALS.items():
        if hasattr(record, f"{owner}_id"):
            original = getattr(record, owner)
            covered = {
                name: getattr(original, column) or None for name, column in columns.items() if getattr(record, name)
            }
            record.of = hash_of_original(covered)
            return
