"""The sources of a case, what each is evidence for, and which relays which."""

from dataclasses import dataclass, field

from claims.dossier import schema
from claims.pages.presenting.case_index import CaseIndex, Use, locator
from claims.pages.presenting.moments import When, when
from claims.pages.presenting.parties import PartyName
from claims.pages.presenting.texts import Text, shown


@dataclass(frozen=True, slots=True)
class CitationView:
    """``exact`` is empty where the case publishes the place only."""

    anchor: str
    role: str
    locator: str
    exact: str
    language: str
    start: int | None
    end: int | None
    match: str
    uses: list[Use]
    voices: list[str]


@dataclass(frozen=True, slots=True)
class SourceView:
    number: int
    slug: str
    kind: str
    title: Text
    language: str
    publisher: PartyName | None
    authors: list[str]
    url: str
    published: When | None
    relays: list[int]
    relayed_by: list[int]
    attributed_to: list[str]
    is_held: bool
    snapshots: list[tuple[schema.Snapshot, When | None]] = field(default_factory=list)
    citations: list[CitationView] = field(default_factory=list)


def source_views(index: CaseIndex) -> list[SourceView]:
    return [_source(index, source) for source in index.dossier.sources]


def source_title(source: schema.Source) -> Text:
    return shown(source.title, source.language, source.translations, "title")


def _source(index: CaseIndex, source: schema.Source) -> SourceView:
    numbers = index.source_numbers
    return SourceView(
        number=numbers[source.id],
        slug=source.slug,
        kind=source.kind,
        title=source_title(source),
        language=source.language,
        publisher=index.parties.get(source.publisher or ""),
        authors=source.authors,
        url=source.url or "",
        published=when(source.published_at),
        relays=sorted(numbers[other] for other in source.relays if other in numbers),
        relayed_by=sorted(numbers[other.id] for other in index.dossier.sources if source.id in other.relays),
        attributed_to=source.attributed_to,
        is_held=source.held,
        snapshots=[(snapshot, when(snapshot.captured_at)) for snapshot in source.snapshots],
        citations=[_citation(index, citation) for citation in index.dossier.citations if citation.source == source.id],
    )


def _citation(index: CaseIndex, citation: schema.Citation) -> CitationView:
    quote = citation.quote
    position = quote.position if quote else None
    return CitationView(
        anchor=f"citation-{index.citation_numbers[citation.id]}",
        role=citation.role,
        locator=locator(citation.locator),
        exact=(quote.exact if quote else None) or "",
        language=(quote.language if quote else None) or index.sources[citation.source].language,
        start=position.start if position else None,
        end=position.end if position else None,
        match=citation.anchor,
        uses=index.uses.get(citation.id, []),
        voices=citation.voices,
    )
