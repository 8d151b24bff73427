"""From which moment an item of a case is known.

The earliest of: the end of the period of its moment; the publication of a source that carries it; the first capture of
that source; the publication of the dossier. ``None`` means: at no moment that could be named.

An item is carried by the sources it cites. Three roles of a citation carry no claim and no point: what supports,
disputes or surrounds an assertion may be older than the assertion. A ``context`` citation does not carry a response
either. A source that another one relays was public when that one was, even where its own date is unknown.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from claims.dossier import schema
from claims.fields.moment import Moment
from claims.vocabulary import CitationRole

Item = schema.Point | schema.Response | schema.Request | schema.Event | schema.Assessment | schema.Source

_ABOUT_THE_ASSERTION = frozenset({CitationRole.SUPPORTS, CitationRole.DISPUTES, CitationRole.CONTEXT})
_ABOUT_THE_ANSWER = frozenset({CitationRole.CONTEXT})


def earliest(instants: Iterable[datetime | None]) -> datetime | None:
    return min((instant for instant in instants if instant), default=None)


class KnownFrom:
    """The moments of one dossier. Build it once and ask often: each answer costs a few look-ups."""

    def __init__(self, dossier: schema.Dossier) -> None:
        self._dossier = dossier
        self._citations = {citation.id: citation for citation in dossier.citations}
        self._responses = {response.id: response for response in dossier.responses}
        self.publication = _publication(dossier)
        self._sources = _sources(dossier)

    def __call__(self, item: Item) -> datetime | None:
        match item:
            case schema.Point():
                return self.point(item)
            case schema.Response():
                return self.response(item)
            case schema.Request():
                return self.request(item)
            case schema.Source():
                return self.source(item.id)
            case schema.Event():
                return self._dated(item.at, item.citations)
            case schema.Assessment():
                return self._dated(item.made_at, item.citations)

    def claim(self) -> datetime | None:
        """A claim is known at the latest with the first of its points."""
        own = self._dated(self._dossier.made_at, self._dossier.citations_of_claim, _ABOUT_THE_ASSERTION)
        return earliest([own, *map(self.point, self._dossier.points)])

    def point(self, point: schema.Point) -> datetime | None:
        """Moment and citations of the claim stand in where the point has none of its own."""
        citations = point.citations or self._dossier.citations_of_claim
        return self._dated(point.made_at or self._dossier.made_at, citations, _ABOUT_THE_ASSERTION)

    def response(self, response: schema.Response) -> datetime | None:
        """A response is carried by whatever carries one of its passages or stances."""
        parts: tuple[schema.Passage | schema.Stance, ...] = (*response.passages, *response.stances)
        citations = [citation for part in parts for citation in part.citations]
        return self._dated(response.made_at, citations, _ABOUT_THE_ANSWER)

    def withdrawal(self, response: schema.Response) -> datetime | None:
        return self._dated(response.withdrawn_at)

    def request(self, request: schema.Request) -> datetime | None:
        return self._dated(request.sent_at)

    def extension(self, extension: schema.Extension) -> datetime | None:
        return self._dated(extension.granted_at)

    def outcome(self, request: schema.Request) -> datetime | None:
        """When the request was no longer open: with its outcome, or with the response that answered it."""
        answer = self._responses.get(request.response or "")
        return earliest([self._dated(request.outcome_at), self.response(answer) if answer else None])

    def source(self, identifier: str) -> datetime | None:
        return earliest([self._sources.get(identifier), self.publication])

    def citation(self, identifier: str) -> datetime | None:
        citation = self._citations.get(identifier)
        return self.source(citation.source) if citation else self.publication

    def _dated(
        self, moment: Moment | None, citations: Iterable[str] = (), not_carrying: frozenset[str] = frozenset()
    ) -> datetime | None:
        carriers = [
            self._sources.get(citation.source)
            for identifier in citations
            if (citation := self._citations.get(identifier)) and citation.role not in not_carrying
        ]
        return earliest([moment.end if moment else None, *carriers, self.publication])


def known_from(dossier: schema.Dossier, item: Item | None = None) -> datetime | None:
    """The moment from which ``item`` counts; without an item, the claim itself. For many items keep a KnownFrom."""
    moments = KnownFrom(dossier)
    return moments.claim() if item is None else moments(item)


def _publication(dossier: schema.Dossier) -> datetime | None:
    if dossier.revision is None:
        return None
    published_at = datetime.fromisoformat(dossier.revision.published_at)
    return published_at.replace(tzinfo=published_at.tzinfo or UTC).astimezone(UTC)


def _sources(dossier: schema.Dossier) -> dict[str, datetime | None]:
    """Each source from its publication, its first capture, or that of a source which relays it, however far away."""
    found = {source.id: _own_moment(source) for source in dossier.sources}
    relayed = {source.id: source.relays for source in dossier.sources}
    waiting = list(found)
    while waiting:
        relaying = waiting.pop()
        for identifier in relayed.get(relaying, []):
            sooner = earliest([found.get(identifier), found[relaying]])
            if identifier in found and sooner != found[identifier]:
                found[identifier] = sooner
                waiting.append(identifier)
    return found


def _own_moment(source: schema.Source) -> datetime | None:
    published = source.published_at.end if source.published_at else None
    return earliest([published, *(snapshot.captured_at.end for snapshot in source.snapshots)])
