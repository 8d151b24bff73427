"""The files that all published claims are written to, the same at the API and at the terminal."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import IO, Any
from urllib.parse import urlencode

from django.conf import settings

from claims.actions import published
from claims.dossier.schema import Dossier
from claims.formats import answers_table, datafeed, tables, web_annotation
from claims.formats.json_stream import line
from claims.models import Publication
from claims.models.site_state import SiteState

NAMES = {
    "ndjson": "claims.ndjson",
    "csv": "claims.csv",
    "xlsx": "claims.xlsx",
    "annotations": "annotations.json",
    "datafeed": "datafeed.json",
}


def ndjson(dossiers: Iterable[Dossier]) -> Iterator[str]:
    return (line(dossier.as_json()) for dossier in dossiers)


def csv(dossiers: Iterable[Dossier]) -> Iterator[str]:
    return tables.csv_lines(answers_table.HEADER, answers_table.rows(dossiers))


def annotations(dossiers: Iterable[Dossier], asked: Mapping[str, str] = MappingProxyType({})) -> Iterator[str]:
    """``asked``: what chose the dossiers, as in an address. Another choice is another collection, under an id of its own."""
    query = f"?{urlencode(sorted(asked.items()))}" if asked else ""
    return web_annotation.collection(
        f"{settings.SITE_URL}/api/v1/exports/{NAMES['annotations']}{query}",
        "Quotes in published claims",
        (annotation for dossier in dossiers for annotation in web_annotation.annotations(dossier)),
    )


OF_DOSSIERS: dict[str, Callable[[Iterable[Dossier]], Iterator[str]]] = {
    "ndjson": ndjson,
    "csv": csv,
    "annotations": annotations,
}


def write_xlsx(file: IO[bytes], dossiers: Iterable[Dossier]) -> None:
    tables.write_xlsx(file, answers_table.HEADER, answers_table.rows(dossiers))


def data_feed(state: SiteState) -> Iterator[str]:
    """All that was ever published: who mirrors it has to learn what is gone."""
    return datafeed.written(map(_item, published.publications(Publication.objects.all())), state.changed_at)


def _item(publication: Publication) -> datafeed.Item:
    redaction: Any = getattr(publication.revision, "redaction", None)
    is_shown = not publication.is_withdrawn and not publication.merged_into_slug
    return datafeed.Item(
        id=str(publication.pk),
        slug=publication.slug,
        created=publication.first_published_at,
        modified=publication.published_at,
        deleted=publication.published_at if publication.is_withdrawn else redaction and redaction.at,
        merged_into=publication.merged_into_slug,
        dossier=published.dossier_of(publication) if is_shown else None,
    )
