"""The quotes of cases as W3C Web Annotations (https://www.w3.org/TR/annotation-model/).

The target is the passage of a source: by its exact words, as far as a public dossier carries them, and by its place in the
text of the snapshot. The bodies are what the passage is evidence for, on the page of the claim, and its role as a tag.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.conf import settings

from claims.dossier import schema
from claims.dossier.addresses import claim_address
from claims.fields.moment import Moment, precision_of
from claims.formats.json_stream import COUNT, ITEMS, streamed
from claims.formats.schema_org import NAME, Json, present

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'


def collection(address: str, label: str, annotations: Iterable[Json]) -> Iterator[str]:
    """A collection of one page, in the order it is read. ``address``: where it is served."""
    page = f"{address}#page-1"
    frame = {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "label": label,
        "first": {"id": page, "type": "AnnotationPage", "partOf": address, "startIndex": 0, "items": ITEMS},
        "last": page,
        "total": COUNT,
    }
    return streamed(frame, annotations)


def annotations(dossier: schema.Dossier) -> Iterator[Json]:
    """Of every citation with words or a place. The text of a source that is not quoted anywhere is not published here."""
    sources = {source.id: source for source in dossier.sources}
    uses = _uses(dossier)
    for citation in dossier.citations:
        selectors = list(_selectors(citation.quote)) if citation.quote else []
        if selectors:
            yield _annotation(dossier, citation, sources[citation.source], selectors, uses[citation.id])


def _annotation(
    dossier: schema.Dossier, citation: schema.Citation, source: schema.Source, selectors: list[Json], uses: list[str]
) -> Json:
    revision = dossier.revision
    return present(
        id=f"urn:uuid:{citation.id}",
        type="Annotation",
        motivation="linking",
        creator={"id": f"{settings.SITE_URL}/", "type": "Organization", "name": NAME},
        modified=_second(revision.published_at) if revision else None,
        body=[
            *({"id": each, "format": "text/html", "language": dossier.language} for each in uses),
            {"type": "TextualBody", "value": citation.role, "format": "text/plain", "purpose": "tagging"},
        ],
        target=present(
            type="SpecificResource",
            source=source.url or f"{settings.SITE_URL}/sources/{source.slug}/",
            selector=selectors,
            state=_state(citation.quote, source),
        ),
    )


def _selectors(quote: schema.Quote) -> Iterator[Json]:
    if quote.exact:
        yield present(type="TextQuoteSelector", exact=quote.exact, prefix=quote.prefix, suffix=quote.suffix)
    if quote.position:
        # As members of the dossier: characters from 0, the end exclusive.
        yield {"type": "TextPositionSelector", "start": quote.position.start, "end": quote.position.end}


def _state(quote: schema.Quote | None, source: schema.Source) -> Json | None:
    """The copy that was read, where it was kept elsewhere too or its moment is known to the minute."""
    position = quote.position if quote else None
    snapshot = next((each for each in source.snapshots if position and each.sha256 == position.snapshot), None)
    if snapshot is None:
        return None
    dated = _instant(snapshot.captured_at)
    return present(type="TimeState", sourceDate=dated, cached=snapshot.archived) if dated or snapshot.archived else None


def _instant(moment: Moment) -> str | None:
    """xsd:dateTime, which knows no coarser precision."""
    if not moment.value or precision_of(moment.value) != "minute":
        return None
    return _second(moment.value)


def _second(instant: str) -> str:
    return datetime.fromisoformat(instant).isoformat(timespec="seconds").replace("+00:00", "Z")


def _uses(dossier: schema.Dossier) -> defaultdict[str, list[str]]:
    """Addresses of what each citation is evidence for; the page itself where it has no place of its own there."""
    page = claim_address(dossier.slug)
    uses: defaultdict[str, list[str]] = defaultdict(list)
    places = {point.id: f"{page}#point-{number}" for number, point in enumerate(dossier.points, 1)}
    for point in dossier.points:
        for each in point.citations:
            uses[each].append(places[point.id])
    for response in dossier.responses:
        for stance in response.stances:
            for each in (*stance.citations, *(hedge.citation for hedge in stance.hedges if hedge.citation)):
                uses[each].append(places[stance.point])
    others = [*dossier.citations_of_claim, *(each.id for each in dossier.citations if each.id not in uses)]
    for each in others:
        uses[each].append(page)
    return defaultdict(list, {name: list(dict.fromkeys(found)) for name, found in uses.items()})
