"""The page of a party and that of a source, from the cards of the publications that show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from claims.dossier import schema
from claims.pages.presenting.cards import Card, card_of
from claims.pages.presenting.moments import When, when
from claims.pages.presenting.texts import Text, shown


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
    snapshots: list[tuple[schema.Snapshot, When | None]]
    cards: list[Card]


def source_page(rows: Sequence[Any]) -> SourcePage:
    """``rows``: PublishedSource with their publications and steps, the newest first."""
    card = dict(rows[0].card)
    publisher = card.pop("publisher_name", "") or ""
    source = schema.Source.model_validate(card)
    return SourcePage(
        title=shown(source.title, source.language, source.translations, "title"),
        kind=source.kind,
        language=source.language,
        publisher=publisher,
        authors=source.authors,
        url=source.url or "",
        published=when(source.published_at),
        attributed_to=source.attributed_to,
        is_held=source.held,
        snapshots=[(snapshot, when(snapshot.captured_at)) for snapshot in source.snapshots],
        cards=[card_of(row.publication.slug, row.publication.card, row.step) for row in rows],
    )
