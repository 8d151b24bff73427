"""What the pages of a party read: its newest card, its cases, and the rows that its figures count."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet

from claims.models import Publication, PublishedParty, PublishedResponse, PublishedStance, keys
from claims.models.party_figures import claims_of, responses_of, valid_responses
from claims.models.published_parts import when
from claims.pages.selections import under_slug
from claims.vocabulary import Directness

NEWEST_CASE_FIRST = ("-publication__published_at", "-publication_id")


def party(slug: str) -> PublishedParty | None:
    """As its newest publication shows it; one under this very slug first. None for a slug without a page."""
    found = under_slug(slug).filter(publication__in=Publication.objects.public())
    newest = found.select_related("publication").order_by(*NEWEST_CASE_FIRST)
    return newest.filter(slug=slug).first() or newest.first()


def ids(row: PublishedParty) -> list[UUID]:
    """Of the party and of those that are one with it by now."""
    return keys.parties(row.party_id)


def cases(parties: Iterable[UUID], at: datetime, *, part: str = "") -> QuerySet[Publication]:
    """The newest first, with ``step`` and ``said``: the words that the party's answers take on points of the case by now.

    A general answer takes none: it is shown at the points that it may cover, and never counted.
    """
    found = claims_of(parties)
    if part:
        found = found.filter(part=part)
    held = valid_responses().filter(pk=OuterRef("response_id"), card__withdrawn_at__isnull=True)
    express = PublishedStance.objects.filter(Exists(held), directness=Directness.EXPRESS)
    taken = express.filter(publication=OuterRef("pk"), party_id__in=list(parties))
    return (
        Publication.objects.filter(pk__in=found.values("publication"))
        .annotate(said=ArraySubquery(taken.order_by("stance").values("stance").distinct()))
        .with_standing(at)
        .defer("search", "search_text")
        .order_by("-published_at", "-claim_id")
    )


def by_case(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows of answers or requests, with their publications: the case that changed last first, in the order of its parts."""
    place = "point__place" if "point" in {field.name for field in rows.model._meta.fields} else "place"
    related = ("publication", "point") if place.startswith("point") else ("publication",)
    return (
        rows.select_related(*related)
        .defer("publication__search", "publication__search_text")
        .order_by(*NEWEST_CASE_FIRST, place, "pk")
    )


def responses(parties: Iterable[UUID]) -> QuerySet[PublishedResponse]:
    """The latest first; those without a known time last."""
    return (
        responses_of(parties)
        .select_related("publication")
        .defer("publication__search", "publication__search_text")
        .order_by(when().desc(), "-pk")
    )


def response_cards(wanted: Iterable[UUID | None]) -> dict[UUID, dict[str, Any]]:
    found = PublishedResponse.objects.filter(pk__in={each for each in wanted if each})
    return dict(found.values_list("pk", "card"))
