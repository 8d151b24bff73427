"""Finding what is there while somebody types: parties, sources, topics, claims, and claims that may be the same one.

What is typed finds a name by its beginning, the beginning of one of its words, another name of the record, without accents
(“Muller” and “Mueller” find “Müller”), and in spite of a wrong letter or two. A merged record leads to the kept one.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db import connection, models, transaction
from django.db.models import Case, F, FloatField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Greatest, Left
from django.utils import timezone

from claims.models import Claim, Party, PartyAlias, Source, StandingStep, Topic, TopicTranslation
from claims.vocabulary import Stage

MOST_TYPED = 300
SHORTEST_TITLE = 8  # of a title, before other claims are worth comparing with
LIKE_A_NAME = 0.5  # word similarity from which a name counts as meant
LIKE_A_TITLE = 0.6
COMPARED = 300  # characters of a statement; its index holds as many
_CANDIDATES = 50
_MOST_WORDS = 6

Row = TypeVar("Row", bound=models.Model)


class Folded(models.Func):
    """A name without capitals and accents; the SQL function is made by a migration, and indexes stand on it."""

    function = "claims_folded"
    output_field = models.TextField()


class BareAddress(models.Func):
    """A web address without scheme, tracking parameters and last slash."""

    function = "claims_bare_address"
    output_field = models.TextField()


@dataclass(frozen=True)
class Similar:
    """A claim that may be the same one. ``standing``: its word as readers see it now; empty where it is not published."""

    claim: Claim
    similarity: float
    stage: str
    standing: str


def parties(q: str, limit: int = 10) -> list[Party]:
    kept = Coalesce("merged_into_id", "id")
    of_alias = Coalesce("party__merged_into_id", "party_id")
    return _found(
        Party.objects.select_related("affiliation").filter(merged_into=None),
        [
            (Party.objects.all(), F("name"), kept),
            (Party.objects.exclude(short_name=""), F("short_name"), kept),
            (PartyAlias.objects.all(), F("name"), of_alias),
        ],
        q,
        limit,
    )


def sources(q: str, limit: int = 10) -> list[Source]:
    """By title or publisher; a web address finds the source of that address."""
    if "://" in q:
        found = source_by_url(q)
        return [found] if found else []
    kept = Coalesce("merged_into_id", "id")
    return _found(
        Source.objects.select_related("publisher").filter(merged_into=None),
        [
            (Source.objects.all(), F("title"), kept),
            (Source.objects.all(), F("publisher__name"), kept),
            (Source.objects.all(), F("publisher__short_name"), kept),
        ],
        q,
        limit,
    )


def topics(q: str, limit: int = 10) -> list[Topic]:
    return _found(
        Topic.objects.filter(merged_into=None),
        [
            (Topic.objects.all(), F("name"), Coalesce("merged_into_id", "id")),
            (TopicTranslation.objects.all(), F("name"), Coalesce("topic__merged_into_id", "topic_id")),
        ],
        q,
        limit,
    )


def claims(q: str, limit: int = 10) -> list[Claim]:
    """By title; those that are withdrawn or merged into another are left out."""
    return _found(_claims_at_work(), [(_claims_at_work(), F("title"), F("id"))], q, limit)


def similar_claims(title_or_statement: str, *, besides: UUID | None = None, limit: int = 5) -> list[Similar]:
    """Claims whose title or statement is much like what is being typed, the most similar first."""
    typed = _typed(title_or_statement)
    if len(typed) < SHORTEST_TITLE:
        return []
    wanted: Any = Folded(Value(typed))
    rows: QuerySet[Any] = _claims_at_work().annotate(
        folded_title=Folded("title"), folded_statement=Folded(Left("statement", COMPARED))
    )
    near = Q(folded_title__trigram_word_similar=wanted) | Q(folded_statement__trigram_word_similar=wanted)
    similarity = Greatest(
        TrigramWordSimilarity(wanted, F("folded_title")), TrigramWordSimilarity(wanted, F("folded_statement"))
    )
    step = StandingStep.objects.said_at(timezone.now(), of=OuterRef("pk"))
    found = (
        rows.exclude(pk__in=[besides] if besides else [])
        .filter(near)
        .annotate(similarity=similarity, step=step)
        .order_by("-similarity", "pk")
    )
    with _meant_from(LIKE_A_TITLE):
        return [
            Similar(claim, claim.similarity, claim.stage, (claim.step or {}).get("status", ""))
            for claim in found[:limit]
        ]


def source_by_url(url: str) -> Source | None:
    """The source of a web address, whatever tracking parameters or last slash it was copied with."""
    bare = BareAddress(Value(url.strip().replace("\x00", "")))
    rows = Source.objects.exclude(url="").annotate(bare=BareAddress("url")).filter(bare=bare)
    found = rows.select_related("merged_into", "publisher").order_by("merged_into", "created_at")
    source: Source | None = found.first()
    while source is not None and source.merged_into is not None:
        source = source.merged_into
    return source


def publisher_of_host(host: str) -> Party | None:
    """Who published the newest source that is known from this host."""
    rows = Source.objects.exclude(url="").annotate(bare=BareAddress("url")).exclude(publisher=None)
    of_host = rows.filter(Q(bare=host) | Q(bare__startswith=f"{host}/") | Q(bare__startswith=f"{host}?"))
    newest = of_host.select_related("publisher").order_by("-created_at").first()
    return newest.publisher if newest else None


def _claims_at_work() -> QuerySet[Claim]:
    return Claim.objects.filter(merged_into=None).exclude(stage=Stage.WITHDRAWN)


def _typed(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())[:MOST_TYPED]


def _found(rows: QuerySet[Row], places: Sequence[tuple[QuerySet[Any], Any, Any]], text: str, limit: int) -> list[Row]:
    """Those of ``rows`` whose name is meant. ``places``: rows that hold names, the name, and the id of its record."""
    typed = _typed(text)
    if not typed:
        return []
    named = [_candidates(*place, typed) for place in places]
    with _meant_from(LIKE_A_NAME):
        ranked = list(named[0].union(*named[1:]).order_by("-rank", "record")) if named[1:] else list(named[0])
    ids = _once(row["record"] for row in ranked)
    by_id = rows.in_bulk(ids[: limit * 2])
    return [by_id[each] for each in ids if each in by_id][:limit]


def _candidates(rows: QuerySet[Any], name: Any, record: Any, typed: str) -> QuerySet[Any, dict[str, Any]]:
    """Rows ``{"record", "rank"}``: first the name itself, then names that begin so, then those with all its words."""
    wanted: Any = Folded(Value(typed))
    folded: Any = F("folded")
    near = Q(folded__startswith=wanted)
    if words := [word for word in typed.split() if len(word) > 2][:_MOST_WORDS]:
        near |= Q(*(Q(folded__trigram_word_similar=Folded(Value(word))) for word in words))
    begins = Case(
        When(folded=wanted, then=Value(2.0)),
        When(folded__startswith=wanted, then=Value(1.0)),
        default=Value(0.0),
        output_field=FloatField(),
    )
    likeness = TrigramWordSimilarity(wanted, F("folded")) + TrigramSimilarity(folded, wanted) * Value(0.1)
    named = rows.annotate(folded=Folded(name)).filter(near)
    found: QuerySet[Any, Any] = named.annotate(record=record, rank=begins + likeness)
    return found.order_by("-rank", "record").values("record", "rank")[:_CANDIDATES]


def _once(ids: Iterable[UUID]) -> list[UUID]:
    return list(dict.fromkeys(ids))


@contextmanager
def _meant_from(threshold: float) -> Iterator[None]:
    """Inside, the word operator finds what is at least this similar. For the transaction only: connections are shared."""
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(threshold)])
        yield
