"""The page of a source: what it is, what is cited from it for what, and what changed between its captured copies.

A copy is named by its hash and described by figures; its text is for the desk alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claims.dossier import schema
from claims.models import PublishedCitation, SnapshotChange
from claims.pages.presenting.case_index import Use, locator
from claims.pages.presenting.moments import When, when
from claims.pages.presenting.party_items import Case
from claims.pages.presenting.sources import CitationView, roles_of, source_title
from claims.pages.presenting.texts import Text

Changes = Mapping[tuple[str, str], SnapshotChange]


@dataclass(frozen=True, slots=True)
class Copy:
    """A captured copy. ``change``: from the copy before it, as far as both could be compared.

    ``lost``: of the ``looked_for`` quotations that are cited from other copies, those that it does not hold.
    """

    number: int
    snapshot: schema.Snapshot
    captured: When | None
    change: SnapshotChange | None
    looked_for: int
    lost: int


@dataclass(frozen=True, slots=True)
class Cited:
    """One place. ``copy``: number of the copy it was found in; ``lost_in``: numbers of those that do not hold it."""

    citation: CitationView
    copy: int | None
    found_in: list[int]
    lost_in: list[int]


@dataclass(frozen=True, slots=True)
class CitingCase:
    case: Case
    places: list[Cited]

    @property
    def roles(self) -> list[str]:
        return roles_of(place.citation for place in self.places)


@dataclass(frozen=True, slots=True)
class OtherSource:
    """``slug`` is empty where it has no page."""

    slug: str
    title: Text


@dataclass(frozen=True, slots=True)
class SourcePage:
    title: Text
    kind: str
    language: str
    publisher: str
    authors: list[str]
    url: str
    published: When | None
    attributed_to: list[str]
    is_held: bool
    copies: list[Copy]
    relays: list[OtherSource]
    relayed_by: list[OtherSource]
    cases: list[CitingCase]
    total_places: int

    @property
    def shown_places(self) -> int:
        return sum(len(case.places) for case in self.cases)


def source_of_card(card: dict[str, Any]) -> schema.Source:
    return schema.Source.model_validate({name: value for name, value in card.items() if name != "publisher_name"})


def source_page(
    rows: Sequence[Any],
    citations: Sequence[PublishedCitation],
    total_places: int,
    changes: Changes,
    relays: list[OtherSource],
    relayed_by: list[OtherSource],
) -> SourcePage:
    """``rows``: PublishedSource with their publications, that of the page first. ``citations``: by case, of all rows."""
    source = source_of_card(rows[0].card)
    copies = _copies(rows, citations, changes)
    return SourcePage(
        title=source_title(source),
        kind=source.kind,
        language=source.language,
        publisher=rows[0].card.get("publisher_name") or "",
        authors=source.authors,
        url=source.url or "",
        published=when(source.published_at),
        attributed_to=source.attributed_to,
        is_held=any(row.card.get("held") for row in rows),
        copies=copies,
        relays=relays,
        relayed_by=relayed_by,
        cases=_cases(citations, {copy.snapshot.sha256: copy.number for copy in copies}, source.language),
        total_places=total_places,
    )


def snapshots(rows: Sequence[Any]) -> list[schema.Snapshot]:
    """Those that any case shows, each once, the earliest capture first."""
    found = {each.sha256: each for row in reversed(rows) for each in source_of_card(row.card).snapshots}
    return sorted(found.values(), key=lambda each: (str(each.captured_at.end), each.sha256))


def _copies(rows: Sequence[Any], citations: Sequence[PublishedCitation], changes: Changes) -> list[Copy]:
    copies, before = [], ""
    for number, each in enumerate(snapshots(rows), 1):
        lost = sum(each.sha256 in citation.lost_in for citation in citations)
        found = sum(each.sha256 in citation.found_in for citation in citations)
        change = changes.get((before, each.sha256))
        copies.append(Copy(number, each, when(each.captured_at), change, lost + found, lost))
        before = each.sha256
    return copies


def _cases(citations: Sequence[PublishedCitation], numbers: Mapping[str, int], language: str) -> list[CitingCase]:
    by_case: dict[Any, CitingCase] = {}
    for citation in citations:
        publication = citation.publication
        if publication.pk not in by_case:
            by_case[publication.pk] = CitingCase(Case.of(publication), [])
        by_case[publication.pk].places.append(_cited(citation, numbers, language))
    return list(by_case.values())


def _cited(row: PublishedCitation, numbers: Mapping[str, int], language: str) -> Cited:
    card, quote = row.card, row.card.get("quote", {})
    position = quote.get("position", {})
    view = CitationView(
        anchor=f"citation-{card['number']}",
        role=card["role"],
        locator=locator(card.get("locator")),
        exact=quote.get("exact") or "",
        language=quote.get("language") or language,
        start=position.get("start"),
        end=position.get("end"),
        match=card["anchor"],
        uses=[_use(each) for each in card["uses"]],
        voices=card.get("voices", []),
    )
    held = [sorted(numbers[each] for each in found if each in numbers) for found in (row.found_in, row.lost_in)]
    return Cited(view, numbers.get(position.get("snapshot", "")), *held)


def _use(card: dict[str, Any]) -> Use:
    return Use(card["kind"], card.get("number", 0), card.get("party", {}).get("name", ""), card.get("form", ""))
