"""What lists over all cases show of a point, a response, an event and an assessment, without reading the dossier."""

from collections.abc import Iterable, Iterator
from typing import Any

from claims.dossier import schema
from claims.dossier.cards import domain_of, name_card, newest
from claims.fields.moment import Moment, start_of
from claims.vocabulary import CitationRole

Row = dict[str, Any]
"""The columns of a row of ``claims.models.published_parts``, but for the publication."""


def bounds(moment: Moment | None) -> Row:
    """``made_start`` and ``made_end`` in UTC: from when and until when it can have been; None where nothing says so."""
    if moment is None:
        return {"made_start": None, "made_end": None}
    starts = [start_of(value) for value in (moment.value, moment.not_before) if value]
    return {"made_start": max(starts, default=None), "made_end": moment.end}


class PartCards:
    """The parts of one dossier, as rows. Whom and what a part refers to stands in its card by name."""

    def __init__(self, dossier: schema.Dossier) -> None:
        self.dossier = dossier
        self._parties = {party.id: name_card(party) for party in dossier.parties}
        self._sources = {source.id: source for source in dossier.sources}
        self._citations = {citation.id: citation for citation in dossier.citations}

    def points(self) -> Iterator[Row]:
        stances = self._stances_by_point()
        for place, point in enumerate(self.dossier.points):
            card = _members(point, "citations", "subjects", "standing")
            card["language"] = self.dossier.language
            card["subjects"] = self._names(point.subjects or self.dossier.subjects)
            card["stances"] = stances.get(point.id, [])
            card["sources"] = self._cited(point.citations)
            made_at = point.made_at or self.dossier.made_at
            if made_at:
                card["made_at"] = made_at.model_dump(exclude_none=True)
            yield {"id": point.id, "place": place, "card": card, **bounds(made_at)}

    def responses(self) -> Iterator[Row]:
        for place, response in enumerate(self.dossier.responses):
            card = _members(response, "party", "passages", "stances", "spokesperson")
            card["party"] = self._parties[response.party]
            if response.spokesperson:
                card["spokesperson"] = self._spokesperson(response.spokesperson)
            card["passages"] = [_members(passage, "citations") for passage in response.passages]
            card["stances"] = [_members(stance, "citations", "hedges") for stance in response.stances]
            for shown, stance in zip(card["stances"], response.stances, strict=True):
                shown["hedges"] = [_members(hedge, "citation") for hedge in stance.hedges]
            card["sources"] = self._cited(_citations(response))
            columns = {"party_id": response.party, "kind": response.kind, **bounds(response.made_at)}
            yield {"id": response.id, "place": place, "card": card, **columns}

    def events(self) -> Iterator[Row]:
        for place, event in enumerate(self.dossier.events):
            card = _members(event, "citations") | {"sources": self._cited(event.citations)}
            yield {"id": event.id, "place": place, "card": card, **bounds(event.at)}

    def assessments(self) -> Iterator[Row]:
        for place, assessment in enumerate(self.dossier.assessments):
            card = _members(assessment, "citations", "author")
            card["sources"] = self._cited(assessment.citations)
            if assessment.author:
                card["author"] = self._parties[assessment.author]
            if assessment.scale and assessment.scale.owner:
                card["scale"]["owner"] = self._parties[assessment.scale.owner]
            columns = {
                "author_id": assessment.author,
                "label": assessment.label,
                "site": domain_of(assessment.url),
                "language": assessment.language.partition("-")[0],
                "newest_at": newest(self.dossier.made_at, assessment.made_at),
                **bounds(assessment.made_at),
            }
            yield {"id": assessment.id, "place": place, "card": card, **columns}

    def stances(self) -> Iterator[Row]:
        for response in self.dossier.responses:
            for stance in response.stances:
                columns = {"point_id": stance.point, "stance": stance.stance, "directness": stance.directness}
                yield {"response_id": response.id, "party_id": response.party, **columns}

    def _stances_by_point(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for response in self.dossier.responses:
            for stance in response.stances:
                card = {"response": response.id, "party": self._parties[response.party]}
                card |= {"stance": stance.stance, "directness": stance.directness}
                found.setdefault(stance.point, []).append(card)
        return found

    def _names(self, parties: Iterable[str]) -> list[Row]:
        return [self._parties[party] for party in parties]

    def _spokesperson(self, spokesperson: schema.Spokesperson) -> Row:
        card = _members(spokesperson, "party")
        return card | {"party": self._parties[spokesperson.party]} if spokesperson.party else card

    def _cited(self, citations: Iterable[str]) -> list[Row]:
        """The sources that the citations lead to, each once, with the role in which it is cited first."""
        found: dict[str, Row] = {}
        for identifier in citations:
            citation = self._citations[identifier]
            source = self._sources[citation.source]
            found.setdefault(source.id, _source(source, citation.role))
        return list(found.values())


def _source(source: schema.Source, role: CitationRole) -> Row:
    card = {"id": source.id, "slug": source.slug, "title": source.title, "role": str(role)}
    return card | {"url": source.url} if source.url else card


def _members(part: schema.Part, *left_out: str) -> Row:
    return part.model_dump(mode="json", exclude=set(left_out), exclude_none=True)


def _citations(response: schema.Response) -> Iterator[str]:
    for passage in response.passages:
        yield from passage.citations
    for stance in response.stances:
        yield from stance.citations
