"""What the lists of parties and topics read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, Max, When

from claims.models import Publication, PublishedTopic, keys, party_index
from claims.models.keyset import Order, Slice
from claims.pages import finding

IN_TIME = Order(("since", "claim_id"), is_descending=False)


@dataclass(frozen=True)
class TopicRow:
    """``last``: when the latest of its claims was made, as far as is known."""

    card: Mapping[str, Any]
    count: int
    last: datetime | None


def parties(
    *, words: str, group: str, key: tuple[str, UUID] | None, is_back: bool, limit: int
) -> tuple[Slice, dict[UUID, int]]:
    """From A to Z, and how many claims each has a part in. Two queries."""
    rows = party_index.listed_parties()
    if words:
        rows = rows.filter(party_index.named_like(words))
    if group:
        rows = rows.filter(party_index.in_group(group))
    found = party_index.ORDER.slice(rows, limit, key, is_back=is_back)
    return found, party_index.claims_of(row.party_id for row in found.rows)


def topics() -> list[TopicRow]:
    """All of them, those that are one by now as one, in no order. Two queries."""
    public = PublishedTopic.objects.filter(publication__in=Publication.objects.public())
    shown = public.annotate(one=keys.topic_by_now(), is_own=Case(When(topic_id=F("one"), then=1), default=0))
    newest = shown.order_by("one", "-is_own", "-publication__published_at", "-publication_id").distinct("one")
    cards = {row.one: row.card for row in newest}
    by_topic: Any = shown.order_by().values("one")
    counted = by_topic.annotate(count=Count("publication", distinct=True), last=Max("publication__made_end"))
    return [TopicRow(cards[row["one"]], row["count"], row["last"]) for row in counted if row["one"] in cards]


def of_topic(slug: str, now: datetime, key: tuple[datetime, UUID] | None, *, is_back: bool, limit: int) -> Slice:
    """Its claims in the order in which they were made. One query, and one for the slug."""
    return IN_TIME.slice(finding.rows({"topic": slug}, now), limit, key, is_back=is_back)
