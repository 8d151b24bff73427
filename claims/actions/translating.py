"""Which original a translation is of: the hash of the fields it translates, as the dossier has them."""

from collections.abc import Mapping
from typing import Any

from claims.dossier.canonical import hash_of_original
from claims.models import (
    ClaimPartyTranslation,
    ClaimTranslation,
    EventTranslation,
    HedgeTranslation,
    PassageTranslation,
    PointTranslation,
    RequestTranslation,
    ResponseTranslation,
    SourceTranslation,
    StanceTranslation,
    TopicTranslation,
)
from claims.models.record import Translation

# Translation → the original it hangs on, and {member of the dossier: field of the original}.
ORIGINALS: dict[type[Translation], tuple[str, dict[str, str]]] = {
    ClaimTranslation: ("claim", {"title": "title", "statement": "statement", "scope_note": "scope_note"}),
    ClaimPartyTranslation: ("involvement", {"reason": "unasked_reason"}),
    PointTranslation: ("point", {"text": "text"}),
    ResponseTranslation: ("response", {"remark": "remark"}),
    PassageTranslation: ("passage", {"text": "text"}),
    StanceTranslation: ("stance", {"words": "words"}),
    HedgeTranslation: ("hedge", {"words": "words"}),
    EventTranslation: ("event", {"text": "text"}),
    RequestTranslation: ("request", {"text": "questions"}),
    TopicTranslation: ("topic", {"name": "name"}),
    SourceTranslation: ("source", {"title": "title"}),
}


def original_hash(translation: Translation) -> str:
    """The hash of the original as it is now; what a fresh translation keeps as ``of``."""
    owner, members = ORIGINALS[type(translation)]
    original = getattr(translation, owner)
    return hash_of_fields(type(translation), {field: getattr(original, field) for field in members.values()})


def hash_of_fields(translation: type[Translation], fields: Mapping[str, Any]) -> str:
    """The hash of an original from its fields by name, as they are or as they once were."""
    _owner, members = ORIGINALS[translation]
    return hash_of_original({member: fields[field] or None for member, field in members.items()})


def is_stale(translation: Translation) -> bool:
    """Whether the original was changed since it was translated."""
    return translation.of != original_hash(translation)
