"""What of a case is translated: each kind of text, where its rows are found, and what it is placed by."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from claims import models
from claims.actions.translating import ORIGINALS
from claims.dossier.closure import sources_reached
from claims.models.record import Translation


@dataclass(frozen=True)
class Kind:
    """One kind of text.

    ``claim``: the path from a row to its case; empty for sources, which a case reaches through its citations.
    ``removable``: the paths of what must not be removed. ``language`` and ``placed_by``: paths to the language of the text,
    and to what puts it in order and names its place. ``translated_from`` and ``is_published`` are columns some kinds have.
    """

    translation: type[Translation]
    part: str
    claim: str
    language: str
    placed_by: tuple[str, ...] = ()
    removable: tuple[str, ...] = ()
    translated_from: str = ""
    is_published: str = ""

    @property
    def owner(self) -> str:
        """The field of the translation that leads to the original."""
        return ORIGINALS[self.translation][0]

    @property
    def members(self) -> Mapping[str, str]:
        """Field of the translation → field of the original."""
        return ORIGINALS[self.translation][1]

    @property
    def original(self) -> Any:
        return self.translation._meta.get_field(self.owner).related_model

    def of_case(self, claim_id: UUID) -> QuerySet[Any]:
        """The originals of a case that hold a text and that its next revision holds. For sources two queries more."""
        rows = self.original.objects.filter(**dict.fromkeys(self.removable, False))
        if self.claim:
            rows = rows.filter(**{self.claim: claim_id})
        else:
            cited = models.Citation.objects.filter(claim=claim_id, is_removed=False).values_list("source", flat=True)
            rows = rows.filter(pk__in=sources_reached(set(cited)))
        first = next(iter(self.members.values()))
        found: QuerySet[Any] = rows.exclude(**{first: ""})
        return found


KINDS: dict[str, Kind] = {
    "claim": Kind(models.ClaimTranslation, "claim", "pk", "language"),
    "reason": Kind(models.ClaimPartyTranslation, "claim", "claim", "claim__language", ("order", "party__name")),
    "topic": Kind(models.TopicTranslation, "claim", "claims", "language", ("name",), is_published="is_published"),
    "point": Kind(models.PointTranslation, "points", "claim", "claim__language", ("order",), ("is_removed",)),
    "passage": Kind(
        models.PassageTranslation,
        "answers",
        "response__claim",
        "language",
        ("response__order", "order"),
        ("response__is_removed",),
        translated_from="translated_from",
    ),
    "words": Kind(
        models.StanceTranslation,
        "answers",
        "claim",
        "claim__language",
        ("response__order", "point__order"),
        ("is_removed", "response__is_removed", "point__is_removed"),
    ),
    "hedge": Kind(
        models.HedgeTranslation,
        "answers",
        "stance__claim",
        "stance__claim__language",
        ("stance__response__order", "stance__point__order", "order"),
        ("stance__is_removed", "stance__response__is_removed", "stance__point__is_removed"),
    ),
    "remark": Kind(models.ResponseTranslation, "answers", "claim", "claim__language", ("order",), ("is_removed",)),
    "request": Kind(models.RequestTranslation, "requests", "claim", "language", ("to__name",), ("is_removed",)),
    "event": Kind(models.EventTranslation, "events", "claim", "language", ("order",), ("is_removed",)),
    "source": Kind(models.SourceTranslation, "sources", "", "language", ("title",), is_published="is_published"),
}
"""By the word that addresses use, in reading order."""
PARTS = ("claim", "points", "answers", "requests", "events", "sources")
