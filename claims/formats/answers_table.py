"""Cases as a table: one row a claim, point and response. A point that a response says nothing about has empty cells there.

A claim that nobody answered has a row a point. Times stand at their precision, as in the dossier.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from claims.dossier import schema
from claims.fields.moment import Moment

Row = dict[str, Any]

HEADER = (
    "claim_id", "claim_slug", "claim_url", "language", "title", "statement", "claimant", "claim_made_at", "claim_standing",
    "point_id", "point_number", "point", "point_standing",
    "response_id", "respondent_id", "respondent", "response_kind", "response_made_at", "response_withdrawn_at",
    "stance", "directness", "deciding_words", "hedges", "sources",
    "revision", "published_at",
)  # fmt: skip


def rows(dossiers: Iterable[schema.Dossier]) -> Iterator[list[Any]]:
    """Cells in the order of ``HEADER``. The dossiers carry their standing."""
    for dossier in dossiers:
        names = {party.id: party.name for party in dossier.parties}
        claim = _claim(dossier, names)
        for number, point in enumerate(dossier.points, 1):
            answers = [_answer(dossier, point, response, names) for response in dossier.responses]
            for answer in answers or [{}]:
                row = claim | _point(number, point) | answer
                yield [row.get(name) for name in HEADER]


def _claim(dossier: schema.Dossier, names: dict[str, str]) -> Row:
    return {
        "claim_id": dossier.id,
        "claim_slug": dossier.slug,
        "claim_url": dossier.url,
        "language": dossier.language,
        "title": dossier.title,
        "statement": dossier.statement,
        "claimant": names.get(dossier.claimant or ""),
        "claim_made_at": _moment(dossier.made_at),
        "claim_standing": dossier.standing and dossier.standing.status,
        "revision": dossier.revision and dossier.revision.number,
        "published_at": dossier.revision and dossier.revision.published_at,
    }


def _point(number: int, point: schema.Point) -> Row:
    return {
        "point_id": point.id,
        "point_number": number,
        "point": point.text,
        "point_standing": point.standing and point.standing.status,
    }


def _answer(dossier: schema.Dossier, point: schema.Point, response: schema.Response, names: dict[str, str]) -> Row:
    row: Row = {
        "response_id": response.id,
        "respondent_id": response.party,
        "respondent": names[response.party],
        "response_kind": response.kind,
        "response_made_at": _moment(response.made_at),
        "response_withdrawn_at": _moment(response.withdrawn_at),
    }
    stance = next((each for each in response.stances if each.point == point.id), None)
    if stance is None:
        return row
    cited = stance.citations or [each for passage in response.passages for each in passage.citations]
    return row | {
        "stance": stance.stance,
        "directness": stance.directness,
        "deciding_words": stance.words,
        "hedges": [f"{hedge.kind}: {hedge.words}" for hedge in stance.hedges],
        "sources": _sources(dossier, cited),
    }


def _sources(dossier: schema.Dossier, citations: list[str]) -> list[str]:
    """The web addresses of what is cited, or titles where there is none."""
    of_citation = {citation.id: citation.source for citation in dossier.citations}
    said = {source.id: source.url or source.title for source in dossier.sources}
    return list(dict.fromkeys(said[of_citation[each]] for each in citations if each in of_citation))


def _moment(moment: Moment | None) -> str | None:
    """Its value; where that is not known, the words it was stated in."""
    return str(moment) if moment else None
