"""What the page of a source reads of a publication: its citations, and what changed between published copies of it.

A copy is published when a case cites words in it. Two copies of one source may be published by two cases, so that a
publication can add to what is known of the citations of others.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any
from uuid import UUID

from claims import models
from claims.dossier.citation_cards import citation_rows
from claims.dossier.copies import holds, text_change
from claims.dossier.schema import Dossier
from claims.fields.moment import parse_moment
from claims.models import keys


def write(publication: models.Publication, dossier: Dossier) -> None:
    """For a publication that has none of these rows; its sources are there already."""
    rows = [models.PublishedCitation(publication=publication, **row) for row in citation_rows(dossier)]
    models.PublishedCitation.objects.bulk_create(rows, batch_size=2000)
    for source in dossier.sources:
        if source.snapshots:
            compare_copies(UUID(source.id))


def compare_copies(source: UUID) -> None:
    """Which quotations each published copy of a source holds, and what changed from one to the next; none of one alone."""
    ids = keys.sources(source)
    copies = published_copies(models.PublishedSource.objects.filter(source_id__in=ids).values_list("card", flat=True))
    if len(copies) < 2:
        return
    found = models.Snapshot.objects.filter(sha256__in=copies, source__in=ids).exclude(text="")
    texts = dict(found.values_list("sha256", "text"))
    _note_changes([(before, after) for before, after in pairwise(copies) if before in texts and after in texts], texts)
    _note_quotations(ids, texts)


def published_copies(cards: Iterable[dict[str, Any]]) -> list[str]:
    """The SHA-256 of each copy that cards of one source show, the earliest capture first."""
    captured = {copy["sha256"]: parse_moment(copy["captured_at"]).end for card in cards for copy in card["snapshots"]}
    return sorted(captured, key=lambda sha256: (str(captured[sha256]), sha256))


def _note_changes(pairs: list[tuple[str, str]], texts: dict[str, str]) -> None:
    """Texts of a copy do not change, so a pair is compared once."""
    known = set(
        models.SnapshotChange.objects.filter(before__in=[pair[0] for pair in pairs]).values_list("before", "after")
    )
    models.SnapshotChange.objects.bulk_create(
        models.SnapshotChange(before=before, after=after, **_figures(texts[before], texts[after]))
        for before, after in pairs
        if (before, after) not in known
    )


def _figures(before: str, after: str) -> dict[str, Any]:
    change = text_change(before, after)
    return {name: getattr(change, name) for name in change.__slots__}


def _note_quotations(ids: list[UUID], texts: dict[str, str]) -> None:
    rows = list(models.PublishedCitation.objects.filter(source_id__in=ids, card__quote__has_key="position"))
    for row in rows:
        row.found_in, row.lost_in = [], []
        for sha256, is_held in _looked_up(row.card["quote"]["position"], texts):
            (row.found_in if is_held else row.lost_in).append(sha256)
    models.PublishedCitation.objects.bulk_update(rows, ["found_in", "lost_in"], batch_size=500)


def _looked_up(position: dict[str, Any], texts: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """Each other copy, and whether it holds the words that stand at the position in their own."""
    own = texts.get(position["snapshot"])
    if own is None:
        return
    quote = own[position["start"] : position["end"]]
    for sha256, text in texts.items():
        if sha256 != position["snapshot"]:
            yield sha256, holds(text, quote)
