"""What the page of a source reads: its cards, what is cited from it, its copies beside each other, and what relays it."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from claims.models import Publication, PublishedCitation, PublishedSource, SnapshotChange

MOST_PLACES = 300
MOST_RELATED = 50


def citations(sources: Iterable[UUID]) -> QuerySet[PublishedCitation]:
    """Of public cases: the one that changed last first, each in the order of the case."""
    found = PublishedCitation.objects.filter(source_id__in=list(sources), publication__in=Publication.objects.public())
    return (
        found.select_related("publication")
        .defer("publication__search", "publication__search_text")
        .order_by("-publication__published_at", "-publication_id", "place")
    )


def changes(copies: Sequence[str]) -> dict[tuple[str, str], SnapshotChange]:
    """Between each copy and the next, by both hashes."""
    found = SnapshotChange.objects.filter(before__in=copies, after__in=copies)
    wanted = set(pairwise(copies))
    return {(each.before, each.after): each for each in found if (each.before, each.after) in wanted}


def related(sources: Sequence[UUID], relayed: Iterable[str]) -> list[PublishedSource]:
    """The sources that these relay and those that relay them, each once, as its newest publication shows it."""
    relaying = Q()
    for source in sources:
        relaying |= Q(card__relays__contains=[str(source)])
    found: QuerySet[Any] = PublishedSource.objects.filter(
        Q(source_id__in=list(relayed)) | relaying, publication__in=Publication.objects.public()
    )
    return list(found.order_by("source_id", "-publication__published_at").distinct("source_id")[:MOST_RELATED])
