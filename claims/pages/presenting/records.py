"""The page of a party and that of a source, from the cards of the publications that show them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from claims.dossier import schema
from claims.pages.presenting.cards import Card, card_of
from claims.pages.presenting.moments import When, when
from claims.pages.presenting.parties import PartyName, party_of_card
from claims.pages.presenting.texts import Text, shown
from claims.vocabulary import StanceWord


@dataclass(frozen=True, slots=True)
class Involvement:
    """A case the party has to do with. ``stances``: what it answered, each word once."""

    card: Card
    stances: list[str]
    has_answered: bool


@dataclass(frozen=True, slots=True)
class PartyPage:
    """Each case once, under the strongest part the party has in it."""

    party: PartyName
    kind: str
    aliases: list[str]
    affiliation: str
    same_as: list[str]
    about: list[Involvement] = field(default_factory=list)
    made: list[Involvement] = field(default_factory=list)
    others: list[Involvement] = field(default_factory=list)


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


def party_page(rows: Sequence[Any]) -> PartyPage:
    """``rows``: PublishedParty with their publications and steps, the newest first."""
    newest = rows[0].card
    groups: dict[str, list[Involvement]] = {"about": [], "made": [], "others": []}
    for row in rows:
        groups[_part(row)].append(_involvement(row))
    return PartyPage(
        party=party_of_card({"slug": rows[0].slug, **newest}),
        kind=newest.get("kind", ""),
        aliases=newest.get("aliases", []),
        affiliation=newest.get("affiliation_name") or "",
        same_as=newest.get("same_as", []),
        **groups,
    )


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


def _part(row: Any) -> str:
    if str(row.publication.claimant_id) == str(row.party_id):
        return "made"
    return "about" if "subject" in row.roles else "others"


def _involvement(row: Any) -> Involvement:
    known = [word for word in StanceWord.values if word in row.stances]
    card = card_of(row.publication.slug, row.publication.card, row.step)
    return Involvement(card, known, bool(known))
