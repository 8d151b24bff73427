"""Claims in lists: who reported what, who answered, and where it stands, from the card of a publication."""

from dataclasses import dataclass, field, replace
from typing import Any

from claims import wording
from claims.fields.moment import parse_moment
from claims.models.highlights import Fragment, Highlight
from claims.pages.presenting.languages import (
    bare,
    direction_of,
    in_page_language,
    is_same_language,
    isolated,
    page_language,
)
from claims.pages.presenting.moments import When, when
from claims.pages.presenting.parties import PartyName, party_of_card, reported_briefly
from claims.pages.presenting.quoting import Narrowing, Piece, in_pieces, marks_around, shortened
from claims.pages.presenting.texts import Text
from claims.standing import Tally
from claims.vocabulary import StandingWord


@dataclass(frozen=True, slots=True)
class CardAnswer:
    party: PartyName
    pieces: list[Piece]
    language: str
    is_translation: bool
    opening: str = ""
    closing: str = ""

    @property
    def direction(self) -> str:
        return direction_of(self.language)


@dataclass(frozen=True, slots=True)
class Card:
    """``title_hits``, ``statement_hits``: the text with the words of a search marked. ``passages``: where else they stand."""

    slug: str
    title: Text
    statement: Text | None
    claimant: PartyName | None
    subjects: list[PartyName]
    when: When | None
    answer: CardAnswer | None
    status: str
    headline: str
    sentence: str
    revision: int
    relations: list[str] = field(default_factory=list)
    title_hits: tuple[Fragment, ...] = ()
    statement_hits: tuple[Fragment, ...] = ()
    passages: tuple[Highlight, ...] = ()

    @property
    def reported_briefly(self) -> str:
        return reported_briefly(self.claimant)

    @property
    def is_about_itself(self) -> bool:
        return self.claimant is not None and [party.id for party in self.subjects] == [self.claimant.id]


def card_of(slug: str, card: dict[str, Any], step: dict[str, Any] | None, relations: list[str] | None = None) -> Card:
    claimant = party_of_card(card["claimant"]) if card.get("claimant") else None
    status = StandingWord(step["status"]) if step else StandingWord.UNANSWERED
    tally = Tally.from_json(step["answers"]) if step else Tally()
    names = {identifier: isolated(party["name"]) for identifier, party in card.get("parties", {}).items()}
    made_at = card.get("made_at")
    return Card(
        slug=slug,
        title=attributed_title(_text(card, "title"), claimant),
        statement=_text(card, "statement"),
        claimant=claimant,
        subjects=[party_of_card(subject) for subject in card.get("subjects", [])],
        when=when(parse_moment(made_at)) if made_at else None,
        answer=_answer(card),
        status=status,
        headline=wording.headline(status, tally, names),
        sentence=wording.sentence(status, tally, names),
        revision=card.get("revision", {}).get("number", 1),
        relations=relations or [],
    )


def title_of(card: dict[str, Any]) -> Text:
    """The title of a case in the page's language as far as there is one, with who claims it."""
    claimant = party_of_card(card["claimant"]) if card.get("claimant") else None
    return attributed_title(_text(card, "title"), claimant)


def attributed_title(title: Text, claimant: PartyName | None) -> Text:
    """A title names who claims it. Where the editor's does not, the name goes before it."""
    if claimant is None:
        return title
    name = bare(claimant.name)
    names = {name, bare(claimant.short_name), name.removeprefix("The ")}
    if any(name.casefold() in title.words.casefold() for name in names):
        return title
    return replace(title, words=f"{claimant.short_name}: {title.words}")


def _text(card: dict[str, Any], member: str) -> Text:
    language = card.get("language", "en")
    is_stale = any(is_same_language(tag, page_language()) for tag in card.get("stale", ()))
    if not is_same_language(language, page_language()):
        translation = in_page_language(card.get("translations", {}))
        if translation and translation.get(member):
            return Text(shortened(translation[member]), page_language(), language, is_stale=is_stale)
    return Text(shortened(card.get(member, "")), language)


def _answer(card: dict[str, Any]) -> CardAnswer | None:
    answer = card.get("answer")
    party = answer and card.get("parties", {}).get(answer["party"])
    if not answer or not party:
        return None
    language, words, is_translation = answer["language"], answer["words"], False
    hedges = [(hedge["words"], hedge) for hedge in answer.get("hedges", [])]
    if not is_same_language(language, page_language()):
        translation = in_page_language(answer.get("translations", {}))
        if translation:
            language, words, is_translation = page_language(), _plain(translation, "text"), True
            renderings = [(in_page_language(hedge.get("translations", {})), hedge) for _, hedge in hedges]
            hedges = [(_plain(rendering, "words"), hedge) for rendering, hedge in renderings if rendering]
    is_quoted = answer.get("form") == "direct" and not is_translation
    opening, closing = marks_around(words) if is_quoted else ("", "")
    pieces = in_pieces(words, [Narrowing(text, hedge.get("kind", "manner")) for text, hedge in hedges])
    name = party_of_card({"id": answer["party"], **party})
    return CardAnswer(name, pieces, language, is_translation, opening, closing)


def _plain(translation: Any, member: str) -> str:
    return str(translation[member] if isinstance(translation, dict) else translation)
