"""How many of the claims that were asked for have which standing, stance, topic and so on. One query a facet."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Func, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import ExtractYear

from claims.models import keys
from claims.models.keys import Key
from claims.models.publication import Publication, PublishedParty, PublishedSource, PublishedTopic
from claims.models.published_parts import PublishedStance

MOST_COUNTED = 1000
"""Of more claims than that, the ones published last are counted, and it is said so."""
MOST_VALUES = 50


@dataclass(frozen=True)
class Value:
    """``value``: what to ask for; absent where claims have none. ``label``: its name, where it has one."""

    value: str | None
    count: int
    label: str | None = None


@dataclass(frozen=True)
class Facets:
    """``claims``: those that were counted."""

    claims: list[UUID]
    is_capped: bool
    values: dict[str, list[Value]]
    has_more: dict[str, bool]

    @property
    def counted(self) -> int:
        return len(self.claims)


class _First(Func):
    """The first member of an array."""

    template = "(%(expressions)s)[1]"


def facets(listed: "QuerySet[Publication]", names: Iterable[str]) -> Facets:
    """Of publications with their ``step``: the most frequent values first. One query for the claims, one for each name."""
    newest = listed.order_by("-published_at", "-claim_id").values_list("pk", flat=True)
    ids = list(newest[: MOST_COUNTED + 1])
    is_capped, counted = len(ids) > MOST_COUNTED, ids[:MOST_COUNTED]
    values, has_more = {}, {}
    for name in names:
        found = [_value(row) for row in FACETS[name](counted, listed)[: MOST_VALUES + 1]]
        values[name], has_more[name] = found[:MOST_VALUES], len(found) > MOST_VALUES
    return Facets(counted, is_capped, values, has_more)


def roles(claims: Iterable[UUID], party: Key) -> list[Value]:
    """In how many of the claims the party has which role; those that are one by now count as one. Three small queries."""
    found = PublishedParty.objects.filter(publication__in=claims, party_id__in=keys.parties(party))
    held = {(claim, role) for claim, named in found.values_list("publication", "roles") for role in named}
    counted = Counter(role for _claim, role in held)
    return [Value(role, count) for role, count in sorted(counted.items(), key=lambda each: (-each[1], each[0]))]


def _value(row: dict[str, Any]) -> Value:
    value = row["value"]
    return Value(None if value is None else str(value), row["count"], row.get("label"))


def _counted(rows: QuerySet[Any], claim: str = "publication", **names: Any) -> QuerySet[Any]:
    by_value = rows.order_by().values(**names) if names else rows.order_by().values("value")
    counted: QuerySet[Any] = by_value.annotate(count=Count(claim, distinct=True))
    return counted.order_by("-count", "value")


def _of_claims(expression: Any) -> Callable[[list[UUID], Any], QuerySet[Any]]:
    return lambda ids, listed: _counted(listed.filter(pk__in=ids).annotate(value=expression), "pk")


def _of_rows(model: Any, column: str) -> Callable[[list[UUID], Any], QuerySet[Any]]:
    def rows(ids: list[UUID], listed: Any) -> QuerySet[Any]:
        return _counted(model.objects.filter(publication__in=ids).exclude(**{column: ""}), value=F(column))

    return rows


def _named(rows: QuerySet[Any]) -> QuerySet[Any]:
    """By ``one``, the record that rows show; its slug and name are those of the claim published last."""
    newest = ("-publication__published_at", "-publication_id")
    slug, label = (_First(ArrayAgg(each, order_by=newest)) for each in (F("slug"), KT("card__name")))
    counted: QuerySet[Any] = (
        rows.order_by().values("one").annotate(count=Count("publication", distinct=True), value=slug, label=label)
    )
    return counted.order_by("-count", "value")


def _topics(ids: list[UUID], listed: Any) -> QuerySet[Any]:
    """Those that are one by now count as one."""
    return _named(PublishedTopic.objects.filter(publication__in=ids).annotate(one=keys.topic_by_now()))


def _parties(ids: list[UUID], listed: Any) -> QuerySet[Any]:
    """Those that are one by now count as one. Private persons are no value."""
    named = (
        PublishedParty.objects.filter(publication__in=ids).exclude(slug="").exclude(card__contains={"private": True})
    )
    return _named(named.annotate(one=keys.party_by_now()))


FACETS: dict[str, Callable[[list[UUID], Any], QuerySet[Any]]] = {
    "standing": _of_claims(F("step__status")),
    "stance": _of_rows(PublishedStance, "stance"),
    "topic": _topics,
    "language": _of_claims(F("language")),
    "party": _parties,
    "source_domain": _of_rows(PublishedSource, "domain"),
    "year": _of_claims(ExtractYear("made_end")),
}
