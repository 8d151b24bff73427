"""Which records a slug or an id stands for: the present slug or an old one, the record itself or one that was merged into it.

Publications name a record as it was then, so that one record by now can have several ids there.
"""

from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from claims.models.party import Party
from claims.models.slug import Slug
from claims.models.source import Source
from claims.models.topic import Topic

Key = str | UUID


def parties(key: Key) -> list[UUID]:
    return _one_by_now(Party, _own(Slug.Kind.PARTY, key))


def sources(key: Key) -> list[UUID]:
    return _one_by_now(Source, _own(Slug.Kind.SOURCE, key))


def topics(key: Key) -> list[UUID]:
    return _one_by_now(Topic, _own(Slug.Kind.TOPIC, key))


def topic_by_now() -> Subquery:
    """Of a row with a ``topic_id``: the topic that it is one with by now."""
    return _by_now(Topic, "topic_id")


def party_by_now() -> Subquery:
    """Of a row with a ``party_id``: the party that it is one with by now."""
    return _by_now(Party, "party_id")


def _by_now(model: Any, column: str) -> Subquery:
    return Subquery(model.objects.filter(pk=OuterRef(column)).values(one=Coalesce("merged_into_id", "pk")))


def claims(key: Key) -> Any:
    """A claim that was merged has a publication of its own, which leads to the other: it stands for itself."""
    return _own(Slug.Kind.CLAIM, key)


def _own(kind: Slug.Kind, key: Key) -> Any:
    return [key] if isinstance(key, UUID) else Slug.objects.filter(kind=kind, slug=key).values("record_id")


def _one_by_now(model: Any, own: Any) -> list[UUID]:
    """Two small queries. Ids that PostgreSQL knows beforehand lead it to the index of a list; a subquery does not."""
    kept = list(model.objects.filter(pk__in=own).values_list(Coalesce("merged_into_id", "pk"), flat=True))
    return list(model.objects.filter(Q(pk__in=kept) | Q(merged_into__in=kept)).values_list("pk", flat=True))
