"""The rows behind the figures of a party: a point, a denial, a request, an answer, each with the case it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from claims.dossier import schema
from claims.fields.moment import Moment
from claims.models import Publication, PublishedAnswer, PublishedRequest, PublishedResponse
from claims.pages.presenting.cards import title_of
from claims.pages.presenting.moments import When, when
from claims.pages.presenting.parties import party_of_card, reported_briefly
from claims.pages.presenting.party_words import Words, first_words, words_on
from claims.pages.presenting.texts import Text, shown

Cards = Mapping[UUID, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Case:
    """``language``: in which the desk writes what it adds."""

    slug: str
    title: Text
    reported: str
    language: str

    @classmethod
    def of(cls, publication: Publication) -> "Case":
        claimant = publication.card.get("claimant")
        name = party_of_card(claimant) if claimant else None
        return cls(publication.slug, title_of(publication.card), reported_briefly(name), publication.language)


@dataclass(frozen=True, slots=True)
class PointItem:
    """``first`` and ``later``: the words that denied it, and those of a different account. ``number`` is its anchor."""

    case: Case
    number: int
    text: Text
    made: When | None
    answer: str
    became: list[str]
    first: Words | None = None
    later: Words | None = None


@dataclass(frozen=True, slots=True)
class RequestItem:
    case: Case
    state: str
    questions: Text
    sent: When | None
    deadline: When | None
    answered: When | None
    days: int | None


@dataclass(frozen=True, slots=True)
class ResponseItem:
    case: Case
    kind: str
    is_withdrawn: bool
    words: Words


def point_item(row: PublishedAnswer, cards: Cards | None = None) -> PointItem:
    """``cards``: of the responses that are to be shown with it."""
    card, cards = row.point.card, cards or {}
    translations = {tag: schema.TextTranslation(**each) for tag, each in card.get("translations", {}).items()}
    first, later = (
        cards.get(row.denied_in) if row.denied_in else None,
        cards.get(row.later_in) if row.later_in else None,
    )
    return PointItem(
        case=Case.of(row.publication),
        number=row.point.place + 1,
        text=shown(card["text"], card["language"], translations),
        made=_when(card.get("made_at")),
        answer=row.answer,
        became=row.became or [],
        first=words_on(first, str(row.point_id)) if first else None,
        later=words_on(later, str(row.point_id)) if later else None,
    )


def request_item(row: PublishedRequest) -> RequestItem:
    card = row.card
    translations = {tag: schema.TextTranslation(**each) for tag, each in card.get("translations", {}).items()}
    untils = [each["until"] for each in card.get("extensions", [])]
    return RequestItem(
        case=Case.of(row.publication),
        state=row.state,  # type: ignore[attr-defined]  # annotated by requests_of
        questions=shown(card["questions"], card["language"], translations),
        sent=_when(card["sent_at"]),
        deadline=_when(_latest([card.get("deadline"), *untils])),
        answered=_when(card.get("outcome_at")),
        days=row.days,
    )


def response_item(row: PublishedResponse) -> ResponseItem:
    return ResponseItem(Case.of(row.publication), row.kind, "withdrawn_at" in row.card, first_words(row.card))


def _latest(moments: list[dict[str, Any] | None]) -> dict[str, Any] | None:
    """Of the deadlines of a request the one that holds; one that nobody can place in time, where there is one."""
    known = [moment for moment in moments if moment]
    unplaced = [moment for moment in known if Moment(**moment).end is None]
    return unplaced[0] if unplaced else max(known, key=lambda moment: str(Moment(**moment).end), default=None)


def _when(moment: dict[str, Any] | None) -> When | None:
    return when(Moment(**moment)) if moment else None
