"""What the list of claims and the front page read: each function says its queries, none of which grows with the rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from claims.models import Publication, PublishedParty, PublishedSource, PublishedTopic, Topic, keys
from claims.models.facets import Facets, Value, facets, roles
from claims.models.keyset import Order, Slice
from claims.models.listing import WITHOUT_ANSWER, Listing
from claims.models.searching import searched, since
from claims.models.spelling import Correction, correction
from claims.pages.asking import WAYS, Asked

COUNTED = ("standing", "stance", "party", "topic", "language", "source_domain", "year")
MOST_COUNTED = 1000
NEWEST = Order(("published_at", "claim_id"))


def rows(asked: Mapping[str, Any], now: datetime) -> QuerySet[Any]:
    """Publications with ``since``, and ``status`` and ``tally`` of their standing at ``now``; with ``q`` their relevance."""
    found: QuerySet[Any] = Listing(now).publications(asked)
    found = found.annotate(since=since(), status=F("step__status"), tally=F("step__answers"))
    if "q" in asked:
        rank = SearchRank(F("search"), searched(asked["q"])) * 1_000_000
        found = found.annotate(relevance=Cast(rank, BigIntegerField()))
    return found.defer("search", "search_text")


def page(asked: Asked, now: datetime, limit: int) -> Slice:
    """One query, and two small ones for each record that is asked for."""
    return WAYS[asked.order].order.slice(rows(asked.values, now), limit, asked.key, is_back=asked.is_back)


# --- What the list can be narrowed by ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Narrowing:
    """``found``: figures of the list as it was asked for. ``values``: for a filter that is set, those without it."""

    found: Facets
    values: dict[str, list[Value]]


def narrowing(asked: Asked, now: datetime) -> Narrowing:
    """One query for the claims and one for each facet; two more for each that is set."""
    found = facets(Listing(now).publications(asked.values), COUNTED)
    values = dict(found.values)
    for name in COUNTED:
        if name in asked.values:
            values[name] = facets(Listing(now).publications(asked.without(name).values), [name]).values[name]
    if "party" in asked.values:
        whole = found
        if "role" in asked.values:
            whole = facets(Listing(now).publications(asked.without("role").values), [])
        values["role"] = roles(whole.claims, asked.values["party"])
    return Narrowing(found, values)


def topics(slugs: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The newest card of each. One query."""
    found = PublishedTopic.objects.filter(slug__in=list(slugs), publication__in=Publication.objects.public())
    newest = found.order_by("slug", "-publication__published_at", "-publication_id").distinct("slug")
    return {row.slug: row.card for row in newest}


def card_of(name: str, key: keys.Key) -> dict[str, Any] | None:
    """Of a party, topic or source that is asked for, what the claim published last shows; None where there is none."""
    public = Q(publication__in=Publication.objects.public())
    found: QuerySet[Any]
    match name:
        case "topic":
            of_one = PublishedTopic.objects.filter(public, topic_id__in=keys.topics(key))
            found = of_one.exclude(topic_id__in=Topic.objects.filter(merged_into__is_published=True).values("pk"))
        case "source":
            found = PublishedSource.objects.filter(public, source_id__in=keys.sources(key))
        case _:
            named = PublishedParty.objects.filter(public, party_id__in=keys.parties(key)).exclude(slug="")
            found = named.exclude(card__contains={"private": True})
    row = found.order_by("-publication__published_at", "-publication_id").first()
    return row.card if row else None


# --- Where nothing was found ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Instead:
    """``spelled``: how many claims the list has with the other spelling; ``is_alone``: without any other filter.
    ``without``: how many without each filter, where it has any. Numbers end at MOST_COUNTED.
    """

    spelling: Correction | None
    spelled: int
    is_alone: bool
    without: dict[str, int]


def instead(asked: Asked, now: datetime) -> Instead:
    """Up to three queries for another spelling, and one for each filter that is set."""
    spelling = correction(asked.words) if asked.words else None
    spelled = _count({**asked.values, "q": spelling.words}, now) if spelling else 0
    is_alone = bool(spelling) and not spelled and len(asked.values) > 1
    if spelling and is_alone:
        spelled = _count({"q": spelling.words}, now)
    names = [name for name in asked.values if asked.without(name).values]
    left = {name: _count(asked.without(name).values, now) for name in names}
    return Instead(
        spelling if spelled else None, spelled, is_alone, {name: count for name, count in left.items() if count}
    )


def _count(values: Mapping[str, Any], now: datetime) -> int:
    return Listing(now).publications(values).order_by()[:MOST_COUNTED].count()


# --- The front page ------------------------------------------------------------------------------------------------------


def latest(now: datetime, limit: int) -> QuerySet[Any]:
    return rows({}, now).order_by("-first_published_at", "-claim_id")[:limit]


def most_answered(now: datetime, limit: int) -> QuerySet[Any]:
    return rows({}, now).filter(answers__gt=0).order_by("-answers", "-claim_id")[:limit]


def longest_unanswered(now: datetime, limit: int) -> QuerySet[Any]:
    """Of those that another party than the claimant could answer: what a party says of itself waits for nobody."""
    others = PublishedParty.objects.filter(publication=OuterRef("pk"), roles__overlap=["subject", "named", "asked"])
    concerned = Exists(others.exclude(roles__contains=["claimant"]))
    waiting = rows({}, now).filter(concerned, answers=0, step__status__in=WITHOUT_ANSWER)
    return waiting.order_by("since", "claim_id")[:limit]


def changed(now: datetime, limit: int) -> QuerySet[Any]:
    """Those that were published more than once, the newest change first."""
    again = rows({}, now).filter(published_at__gt=F("first_published_at"))
    return again.order_by("-published_at", "-claim_id")[:limit]
