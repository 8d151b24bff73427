"""A case laid out for its page: every part by its id, and the numbers and anchors readers meet them under."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from claims.dossier import schema
from claims.pages.presenting.languages import page_language
from claims.pages.presenting.parties import PartyName, party_name
from claims.pages.presenting.quoting import Narrowing

# What editors write as a locator is a label, not a quotation: the common forms are said in the reader's language.
_LOCATOR = re.compile(r"(?P<part>Absatz|paragraph|Seite|page)\s+(?P<number>\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ref:
    """A place of evidence: source by number, place in it, anchor on the page."""

    source: int
    locator: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Use:
    """What a citation is evidence for. ``kind``: claim, point, passage, stance, event or assessment."""

    kind: str
    number: int = 0
    party: str = ""
    form: str = ""


@dataclass(frozen=True)
class CaseIndex:
    dossier: schema.Dossier
    language: str = field(default_factory=page_language)

    @cached_property
    def parties(self) -> dict[str, PartyName]:
        return {party.id: party_name(party) for party in self.dossier.parties}

    @cached_property
    def claimant(self) -> PartyName | None:
        return self.parties.get(self.dossier.claimant or "")

    @cached_property
    def points(self) -> list[schema.Point]:
        return sorted(self.dossier.points, key=lambda point: (point.order, point.id))

    @cached_property
    def point_numbers(self) -> dict[str, int]:
        return {point.id: number for number, point in enumerate(self.points, 1)}

    @cached_property
    def replacements(self) -> dict[str, int]:
        """The number of the point that replaces each, by the id of the replaced one."""
        return {point.replaces: self.point_numbers[point.id] for point in self.points if point.replaces}

    @cached_property
    def responses(self) -> list[schema.Response]:
        return sorted(self.dossier.responses, key=lambda response: (response.order, response.id))

    @cached_property
    def response_numbers(self) -> dict[str, int]:
        return {response.id: number for number, response in enumerate(self.responses, 1)}

    @cached_property
    def said(self) -> dict[tuple[str, str], list[tuple[schema.Response, schema.Stance]]]:
        """By party and point, all stances in the order of the responses."""
        found: dict[tuple[str, str], list[tuple[schema.Response, schema.Stance]]] = {}
        for response in self.responses:
            for stance in response.stances:
                found.setdefault((response.party, stance.point), []).append((response, stance))
        return found

    @cached_property
    def stances(self) -> dict[str, tuple[schema.Response, schema.Stance]]:
        return {stance.id: (response, stance) for response in self.responses for stance in response.stances}

    @cached_property
    def citations(self) -> dict[str, schema.Citation]:
        return {citation.id: citation for citation in self.dossier.citations}

    @cached_property
    def citation_numbers(self) -> dict[str, int]:
        return {citation.id: number for number, citation in enumerate(self.dossier.citations, 1)}

    @cached_property
    def sources(self) -> dict[str, schema.Source]:
        return {source.id: source for source in self.dossier.sources}

    @cached_property
    def source_numbers(self) -> dict[str, int]:
        return {source.id: number for number, source in enumerate(self.dossier.sources, 1)}

    def numbers(self, points: list[str] | tuple[str, ...]) -> list[int]:
        return sorted(self.point_numbers[point] for point in points if point in self.point_numbers)

    def passage_anchor(self, response: schema.Response, passage: schema.Passage) -> str:
        return f"words-{self.response_numbers[response.id]}-{response.passages.index(passage) + 1}"

    def refs(self, citations: list[str]) -> list[Ref]:
        """The places of these citations: those in what is held, or all of them where nothing is."""
        found = [self.citations[identifier] for identifier in citations if identifier in self.citations]
        placed = [citation for citation in found if citation.anchor != "not_held"]
        return [self._ref(citation) for citation in placed or found]

    def _ref(self, citation: schema.Citation) -> Ref:
        number = self.citation_numbers[citation.id]
        return Ref(self.source_numbers.get(citation.source, 0), locator(citation.locator), f"citation-{number}")

    def passages_of(self, response: schema.Response, stance: schema.Stance) -> list[schema.Passage]:
        """The passages a stance rests on: those that share a citation with it, narrowed to those with its words.

        A stance without citations has those of its response.
        """
        own = set(stance.citations)
        cited = [passage for passage in response.passages if not own or set(passage.citations) & own]
        candidates = cited or response.passages
        if stance.words:
            with_words = [passage for passage in candidates if stance.words in passage.text]
            with_words = with_words or [passage for passage in response.passages if stance.words in passage.text]
            return with_words or cited
        return cited

    def narrowings(self, passage: schema.Passage, stance: schema.Stance) -> list[Narrowing]:
        """The hedges of a stance in the original words of a passage."""
        return [Narrowing(hedge.words, hedge.kind, self._place(passage, hedge)) for hedge in stance.hedges]

    def _place(self, passage: schema.Passage, hedge: schema.Hedge) -> int | None:
        """Where in the passage the hedge stands, from the positions of both in the same snapshot."""
        inner = _position(self.citations.get(hedge.citation or ""))
        if inner is None:
            return None
        for identifier in passage.citations:
            outer = _position(self.citations.get(identifier))
            if outer and outer.snapshot == inner.snapshot and outer.start <= inner.start < outer.end:
                return inner.start - outer.start
        return None

    @cached_property
    def uses(self) -> dict[str, list[Use]]:
        """What each citation is evidence for, in the order of the page."""
        found: dict[str, list[Use]] = {}

        def note(citations: list[str], use: Use) -> None:
            for identifier in citations:
                if use not in found.setdefault(identifier, []):
                    found[identifier].append(use)

        note(self.dossier.citations_of_claim, Use("claim"))
        for point in self.points:
            note(point.citations, Use("point", self.point_numbers[point.id]))
        for response in self.responses:
            party = self.parties[response.party].name
            for passage in response.passages:
                note(passage.citations, Use("passage", party=party, form=passage.form))
            for stance in response.stances:
                note([hedge.citation for hedge in stance.hedges if hedge.citation], Use("hedge", party=party))
        for event in self.dossier.events:
            note(event.citations, Use("event"))
        for assessment in self.dossier.assessments:
            note(assessment.citations, Use("assessment"))
        return found


def locator(text: str | None) -> str:
    if not text:
        return ""
    found = _LOCATOR.fullmatch(text.strip())
    if found is None:
        return text
    if found["part"].lower() in ("absatz", "paragraph"):
        return _("paragraph %(number)s") % {"number": found["number"]}
    return _("page %(number)s") % {"number": found["number"]}


def _position(citation: schema.Citation | None) -> schema.Position | None:
    return citation.quote.position if citation and citation.quote else None
