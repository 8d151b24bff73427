"""What is published, read as one instant has it: in one query, through a cursor of the server, so that memory stays constant."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from claims.actions.chain import stamp
from claims.dossier.addresses import claim_address
from claims.dossier.known import as_of as known_by
from claims.dossier.schema import Dossier
from claims.models import Publication
from claims.standing import standing_of, with_standing

_AT_ONCE = 50  # publications; a dossier may have a megabyte


@dataclass(frozen=True)
class Looking:
    """From when the standing is seen: now, or back to what was known by ``as_of``, whose words the dossier repeats."""

    now: datetime
    as_of: datetime | None = None
    as_of_text: str | None = None


def publications(rows: QuerySet[Publication]) -> Iterator[Publication]:
    """With revision, document and redaction, in the order of their ids. The cursor is open until the last one is read."""
    found = rows.select_related("revision__document", "revision__redaction").defer("search", "search_text", "card")
    with transaction.atomic():
        yield from found.order_by("pk").iterator(chunk_size=_AT_ONCE)


def dossiers(rows: QuerySet[Publication], looking: Looking) -> Iterator[Dossier]:
    """With address, revision and standing. A publication whose document was taken off the record has none."""
    for publication in publications(rows):
        dossier = dossier_of(publication)
        if dossier:
            yield with_standing_seen(dossier, looking)


def dossier_of(publication: Publication) -> Dossier | None:
    """As published, with its address and revision; None where the document was blanked."""
    content = publication.revision.document.content
    if content is None:
        return None
    added = {"url": claim_address(publication.slug), "revision": stamp(publication.revision)}
    return Dossier.from_json(bytes(content)).model_copy(update=added)


def with_standing_seen(dossier: Dossier, looking: Looking) -> Dossier:
    if looking.as_of is None:
        return with_standing(dossier, standing_of(dossier, now=looking.now))
    standing = standing_of(dossier, now=looking.now, as_of=looking.as_of)
    return with_standing(known_by(dossier, looking.as_of), standing, as_of=looking.as_of_text)
