"""What the sitemap names: every page that may be found by search. Withdrawn claims and private persons have none."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, QuerySet

from claims.models import Party, Publication, PublishedParty, PublishedSource, PublishedTopic, Source, Topic
from claims.pages.selections import HAS_A_PAGE

PER_FILE = 10_000  # pages; each has an address a language


@dataclass(frozen=True)
class Section:
    """``rows``: ``{"slug", "modified"}``, in an order that stays."""

    view: str
    rows: Callable[[], QuerySet[Any, Any]]

    def size(self) -> tuple[int, datetime | None]:
        """How many pages, and their last change. One query."""
        found = self.rows().order_by().aggregate(count=Count("slug"), last=Max("modified"))
        return found["count"], found["last"]

    def file(self, number: int) -> list[dict[str, Any]]:
        """The pages of one file, counted from 1. One query."""
        return list(self.rows()[(number - 1) * PER_FILE : number * PER_FILE])


def _claims() -> QuerySet[Any, Any]:
    shown = Publication.objects.public()
    return shown.order_by("pk").values("slug", modified=F("published_at"))


def _parties() -> QuerySet[Any, Any]:
    merged = Party.objects.filter(merged_into__is_published=True).values("pk")
    shown = PublishedParty.objects.filter(HAS_A_PAGE).exclude(slug="").exclude(party_id__in=merged)
    return _of_publications(shown)


def _sources() -> QuerySet[Any, Any]:
    merged = Source.objects.filter(merged_into__is_published=True).values("pk")
    return _of_publications(PublishedSource.objects.exclude(source_id__in=merged))


def _topics() -> QuerySet[Any, Any]:
    merged = Topic.objects.filter(merged_into__is_published=True).values("pk")
    return _of_publications(PublishedTopic.objects.exclude(topic_id__in=merged))


def _of_publications(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    shown = rows.filter(publication__in=Publication.objects.public())
    grouped: Any = shown.order_by("slug").values("slug")
    found: QuerySet[Any, Any] = grouped.annotate(modified=Max("publication__published_at"))
    return found


SECTIONS = {
    "claims": Section("claim-detail", _claims),
    "parties": Section("party-detail", _parties),
    "sources": Section("source-detail", _sources),
    "topics": Section("topic-detail", _topics),
}
ALONE = ("home", "claim-list", "party-list", "topic-list", "correction-list")
"""Views of the pages that there is one of each."""
