"""The sources of a case, what each is evidence for, and which relays which."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from claims.dossier import schema
from claims.pages.presenting.case_index import CaseIndex, Use, locator
from claims.pages.presenting.fragments import at_words
from claims.pages.presenting.languages import language_name
from claims.pages.presenting.moments import When, when
from claims.pages.presenting.parties import PartyName
from claims.pages.presenting.passages import Wording, quoted
from claims.pages.presenting.texts import Text, shown
from claims.vocabulary import CitationRole

_FOUND = ("exact", "approximate")


@dataclass(frozen=True, slots=True)
class Copy:
    """Where the words can be read; ``address`` opens the document at them."""

    is_archived: bool
    address: str


@dataclass(frozen=True, slots=True)
class CitationView:
    """``exact`` is empty where the case publishes the place only; ``translated_from``: what was said in another language."""

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
    translated_from: str = ""
    copies: list[Copy] = field(default_factory=list)

    @property
    def words(self) -> Wording:
        """In quotation marks where an answer is quoted with them: direct speech and nothing else."""
        is_direct = any(use.form == "direct" for use in self.uses)
        return quoted(self.exact, self.language, [], is_direct=is_direct)


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

    @property
    def roles(self) -> list[str]:
        return roles_of(self.citations)


def roles_of(citations: Iterable[CitationView]) -> list[str]:
    """Each once, in the order of the vocabulary."""
    taken = {citation.role for citation in citations}
    return [word for word in CitationRole.values if word in taken]


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
        translated_from=language_name(quote.translated_from) if quote and quote.translated_from else "",
        copies=list(_copies(index.sources[citation.source], citation)),
    )


def _copies(source: schema.Source, citation: schema.Citation) -> Iterator[Copy]:
    """Original and archived copies, the latter of the snapshot that holds the words; none where they were not found."""
    quote = citation.quote
    if quote is None or not quote.exact or citation.anchor not in _FOUND:
        return
    words = (quote.exact, quote.prefix or "", quote.suffix or "")
    if source.url:
        yield Copy(False, at_words(source.url, *words))
    holding = [each for each in source.snapshots if quote.position and each.sha256 == quote.position.snapshot]
    for snapshot in holding or source.snapshots:
        for address in snapshot.archived:
            yield Copy(True, at_words(address, *words))
