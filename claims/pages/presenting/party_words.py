"""What a party said in an answer, from the card of a response: for places that show answers of several cases."""

from dataclasses import dataclass
from typing import Any

from claims.dossier import schema
from claims.fields.moment import parse_moment
from claims.pages.presenting.moments import When, when
from claims.pages.presenting.passages import Wording, quoted, rendered, translation_of
from claims.pages.presenting.quoting import Narrowing

Card = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """``wording`` is None where the case holds no words of the answer. A translation bears no quotation marks."""

    stance: str
    when: When | None
    is_direct: bool
    is_translation: bool
    wording: Wording | None


def words_on(card: Card, point: str) -> Words:
    """The words that answer the point: the passage with the deciding ones, else the first."""
    stance = next((_stance(each) for each in card["stances"] if each["point"] == point), None)
    deciding = stance.words if stance else None
    passages = [schema.Passage.model_validate(each) for each in card["passages"]]
    chosen = next((passage for passage in passages if deciding and deciding in passage.text), None)
    return _words(card, chosen or next(iter(passages), None), stance)


def first_words(card: Card) -> Words:
    """The first passage of an answer, whatever it is about."""
    passage = next((schema.Passage.model_validate(each) for each in card["passages"]), None)
    return _words(card, passage, None)


def _words(card: Card, passage: schema.Passage | None, stance: schema.Stance | None) -> Words:
    made_at = card.get("made_at")
    spoken = when(parse_moment(made_at)) if made_at else None
    word = str(stance.stance) if stance else ""
    if passage is None:
        return Words(word, spoken, False, False, None)
    stances = [stance] if stance else []
    is_direct = passage.form == "direct"
    translation = translation_of(passage.text, passage.language, passage.translations)
    if translation:
        return Words(word, spoken, is_direct, True, rendered(translation, stances))
    narrowings = [Narrowing(hedge.words, hedge.kind) for each in stances for hedge in each.hedges]
    return Words(
        word, spoken, is_direct, False, quoted(passage.text, passage.language, narrowings, is_direct=is_direct)
    )


def _stance(card: Card) -> schema.Stance:
    return schema.Stance.model_validate(card)
