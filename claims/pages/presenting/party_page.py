"""The page of a party: who it is, its figures, what became of its denials, and the newest of its cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claims.models import Publication, PublishedParty
from claims.models.party_figures import PARTS, PartyFigures
from claims.pages.presenting.cards import Card, card_of
from claims.pages.presenting.parties import PartyName, party_of_card
from claims.pages.presenting.party_chart import Chart, chart
from claims.pages.presenting.party_items import PointItem
from claims.vocabulary import Became, PointAnswer, RequestState, StanceWord

MOST_MARKS = 40
"""Denials that are drawn one by one; of more, the numbers lead to the lists."""
_OWN_MOVES = (PointAnswer.STANDS_BY, PointAnswer.CORRECTS, PointAnswer.RETRACTS, PointAnswer.DISOWNS)


@dataclass(frozen=True, slots=True)
class Involvement:
    """A case the party has to do with. ``stances``: what it answered, each word once."""

    card: Card
    stances: list[str]


@dataclass(frozen=True, slots=True)
class Part:
    """The newest cases of a part, of ``total``."""

    word: str
    total: int
    cases: list[Involvement]

    @property
    def has_more(self) -> bool:
        return self.total > len(self.cases)


@dataclass(frozen=True, slots=True)
class Following:
    """What is on record after ``count`` denials. ``units``: each of them, as far as they are few."""

    word: str
    count: int
    units: list[PointItem]


@dataclass(frozen=True, slots=True)
class PartyPage:
    party: PartyName
    kind: str
    aliases: list[str]
    affiliation: str
    same_as: list[str]
    figures: PartyFigures
    parts: list[Part]
    following: list[Following]
    accounts: list[PointItem]
    chart: Chart | None

    @property
    def is_asked(self) -> bool:
        return any(self.figures.requests.values())

    @property
    def has_points(self) -> bool:
        return any(self.figures.answers[word] for word in PointAnswer.values if word not in _OWN_MOVES)

    @property
    def own_moves(self) -> list[tuple[str, int]]:
        """What it did as a claimant, where it did anything."""
        return [(str(word), self.figures.answers[word]) for word in _OWN_MOVES if self.figures.answers[word]]

    @property
    def overlaps(self) -> bool:
        """Several things followed one and the same denial."""
        return sum(self.figures.became.values()) > self.figures.denials

    @property
    def denies_no_more(self) -> int:
        """Points that it denied, and to which its answer is another one by now."""
        return self.figures.denials - self.figures.answers[PointAnswer.DENIES]

    @property
    def still_open(self) -> int:
        return self.figures.requests[RequestState.AWAITING]


def party_page(
    row: PublishedParty,
    figures: PartyFigures,
    cases: Mapping[str, Sequence[Publication]],
    denials: Sequence[PointItem],
    accounts: list[PointItem],
) -> PartyPage:
    """``cases`` by part; ``denials``: all of them, or more than MOST_MARKS."""
    card = row.card
    return PartyPage(
        party=party_of_card({"slug": row.slug, **card}),
        kind=card.get("kind", ""),
        aliases=card.get("aliases", []),
        affiliation=card.get("affiliation_name") or "",
        same_as=card.get("same_as", []),
        figures=figures,
        parts=[_part(word, figures, cases[word]) for word in PARTS if figures.claims[word]],
        following=_following(figures, denials if len(denials) <= MOST_MARKS else ()),
        accounts=accounts,
        chart=chart(figures.years, sum(figures.claims.values())),
    )


def involvement(publication: Any) -> Involvement:
    """``publication``: with its step, and what the party said."""
    known = [word for word in StanceWord.values if word in publication.said]
    return Involvement(card_of(publication.slug, publication.card, publication.step), known)


def _part(word: str, figures: PartyFigures, cases: Sequence[Publication]) -> Part:
    return Part(word, figures.claims[word], [involvement(publication) for publication in cases])


def _following(figures: PartyFigures, denials: Sequence[PointItem]) -> list[Following]:
    return [
        Following(word, figures.became[word], [item for item in denials if word in item.became])
        for word in Became.values
        if figures.became[word]
    ]
