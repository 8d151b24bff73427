"""What the page of a source shows of each citation: its place, its words where the case publishes them, what it is for."""

from collections.abc import Iterable, Iterator
from typing import Any

from claims.dossier import schema
from claims.dossier.cards import name_card

Row = dict[str, Any]
Use = dict[str, Any]
"""``kind`` (claim, point, passage, hedge, event or assessment), and of a point its number, of words their party and form."""


def citation_rows(dossier: schema.Dossier) -> Iterator[Row]:
    """The columns of ``claims.models.PublishedCitation``, but for the publication and what copies hold."""
    uses = _uses(dossier)
    for place, citation in enumerate(dossier.citations):
        card = citation.model_dump(mode="json", include={"role", "anchor", "locator", "voices"}, exclude_none=True)
        if citation.quote:
            shown = {"exact", "language", "translated_from", "position"}
            card["quote"] = citation.quote.model_dump(mode="json", include=shown, exclude_none=True)
        card["number"] = place + 1
        card["uses"] = uses.get(citation.id, [])
        yield {"id": citation.id, "place": place, "source_id": citation.source, "card": card}


def _uses(dossier: schema.Dossier) -> dict[str, list[Use]]:
    found: dict[str, list[Use]] = {}
    for citations, use in _served(dossier):
        for citation in citations:
            if use not in found.setdefault(citation, []):
                found[citation].append(use)
    return found


def _served(dossier: schema.Dossier) -> Iterator[tuple[Iterable[str], Use]]:
    parties = {party.id: name_card(party) for party in dossier.parties}
    yield dossier.citations_of_claim, {"kind": "claim"}
    for number, point in enumerate(sorted(dossier.points, key=lambda item: (item.order, item.id)), 1):
        yield point.citations, {"kind": "point", "number": number}
    for response in dossier.responses:
        party = parties[response.party]
        for passage in response.passages:
            yield passage.citations, {"kind": "passage", "party": party, "form": passage.form}
        for stance in response.stances:
            yield [hedge.citation for hedge in stance.hedges if hedge.citation], {"kind": "hedge", "party": party}
    for event in dossier.events:
        yield event.citations, {"kind": "event"}
    for assessment in dossier.assessments:
        yield assessment.citations, {"kind": "assessment"}
