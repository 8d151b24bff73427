"""What a dossier has to hold because something in it refers to it: citations, sources with what they relay, parties."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection

from claims import models
from claims.dossier import schema

T = TypeVar("T", schema.Point, schema.Response)

_SOURCES = """
    WITH RECURSIVE reached(id) AS (
        SELECT unnest(%s::uuid[])
        UNION SELECT link.to_source_id FROM claims_source_relays AS link JOIN reached ON reached.id = link.from_source_id
    ) SELECT id FROM reached
"""
_PARTIES = """
    WITH RECURSIVE reached(id) AS (
        SELECT unnest(%s::uuid[])
        UNION SELECT party.affiliation_id FROM claims_party AS party JOIN reached ON reached.id = party.id
        WHERE party.affiliation_id IS NOT NULL
    ) SELECT id FROM reached
"""


def _reached(query: str, start: set[UUID]) -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(query, [list(start)])
        return {row[0] for row in cursor.fetchall()}


def sources_reached(start: set[UUID]) -> set[UUID]:
    """These sources and all that they relay, at any depth. One query."""
    return _reached(_SOURCES, start)


def parties_reached(start: set[UUID]) -> set[UUID]:
    """These parties and their affiliations, at any depth. One query."""
    return _reached(_PARTIES, start)


def citations_used(
    of_claim: Iterable[models.Citation],
    points: Iterable[schema.Point],
    responses: Iterable[schema.Response],
    events: Iterable[schema.Event],
    assessments: Iterable[schema.Assessment],
) -> set[str]:
    used = {str(row.pk) for row in of_claim}
    citing: list[schema.Point | schema.Event | schema.Assessment] = [*points, *events, *assessments]
    for part in citing:
        used.update(part.citations)
    return used | citations_with_words(responses)


def citations_with_words(responses: Iterable[schema.Response]) -> set[str]:
    """Those whose words the dossier publishes anyway: of passages, stances and hedges."""
    used: set[str] = set()
    for response in responses:
        used.update(each for passage in response.passages for each in passage.citations)
        used.update(each for stance in response.stances for each in stance.citations)
        used.update(hedge.citation for stance in response.stances for hedge in stance.hedges if hedge.citation)
    return used


def without_citations(document: dict[str, Any], kept: set[str]) -> dict[str, Any]:
    """The document with references to removed citations left out."""
    document["citations_of_claim"] = [each for each in document["citations_of_claim"] if each in kept]
    for name in ("points", "events", "assessments"):
        document[name] = [_pruned(part, kept) for part in document[name]]
    document["responses"] = [
        part.model_copy(
            update={
                "passages": [_pruned(passage, kept) for passage in part.passages],
                "stances": [_pruned(stance, kept) for stance in part.stances],
            }
        )
        for part in document["responses"]
    ]
    return document


def without_replaced(listed: list[T]) -> list[T]:
    """The parts, each without ``replaces`` where what it replaces was removed."""
    ids = {part.id for part in listed}
    return [
        part.model_copy(update={"replaces": None}) if part.replaces and part.replaces not in ids else part
        for part in listed
    ]


def _pruned(part: Any, kept: set[str]) -> Any:
    changes: dict[str, Any] = {}
    if any(each not in kept for each in part.citations):
        changes["citations"] = [each for each in part.citations if each in kept]
    hedges = getattr(part, "hedges", [])
    if any(hedge.citation and hedge.citation not in kept for hedge in hedges):
        changes["hedges"] = [
            hedge if hedge.citation in kept else hedge.model_copy(update={"citation": None}) for hedge in hedges
        ]
    return part.model_copy(update=changes) if changes else part


def parties_named(document: dict[str, Any], scales: Iterable[models.RatingScale]) -> set[UUID]:
    return {UUID(each) for each in _named(document) if each} | {each.owner_id for each in scales if each.owner_id}


def _named(document: dict[str, Any]) -> Iterator[str | None]:
    yield document["claimant"]
    yield from (*document["subjects"], *document["named"])
    for point in document["points"]:
        yield from point.subjects
    for response in document["responses"]:
        yield response.party
        yield response.spokesperson and response.spokesperson.party
    yield from (request.to for request in document["requests"])
    yield from (source.publisher for source in document["sources"])
    yield from (assessment.author for assessment in document["assessments"])
