"""Where the words of a search stand: marked in the title and the statement of a card, and in passages below it."""

from collections.abc import Sequence
from dataclasses import replace

from claims.models.highlights import Fragment, Highlight
from claims.pages.presenting.cards import Card
from claims.pages.presenting.languages import page_language
from claims.pages.presenting.texts import Text

MOST_BELOW = 2
_TELLING = ("point", "passage", "event", "scope_note")
"""Where a hit says something beside one in the title; a name or another language's title would only repeat it."""


def with_hits(card: Card, found: Sequence[Highlight]) -> Card:
    """``found`` are the passages of its claim. One that the card shows anyway is marked there; of the others, the first
    stand below that say something else."""
    title, statement, below = None, None, []
    for passage in found:
        if passage.field == "title" and (marked := _marked(card.title, passage)):
            title = marked
        elif passage.field == "statement" and card.statement and (marked := _marked(card.statement, passage)):
            statement = marked
        else:
            below.append(passage)
    shown = {card.title.words, card.statement.words if card.statement else ""}
    more = [passage for passage in below if _plain(passage) not in shown]
    if title or statement:
        more = [passage for passage in more if passage.field in _TELLING and passage.language == page_language()]
    return replace(card, title_hits=title or (), statement_hits=statement or (), passages=tuple(more[:MOST_BELOW]))


def _plain(passage: Highlight) -> str:
    return "".join(fragment.text for fragment in passage.fragments)


def _marked(text: Text, passage: Highlight) -> tuple[Fragment, ...] | None:
    """The text with the marks of the passage; None where the passage is not the text, or not all of it.

    A card may begin a title with the name of who claims it, and end a long statement early.
    """
    if passage.language != text.language:
        return None
    plain = _plain(passage)
    if text.words.endswith(plain):
        before = text.words.removesuffix(plain)
        return ((Fragment(before, hit=False),) if before else ()) + passage.fragments
    if plain.startswith(text.words):
        return tuple(_first(passage.fragments, len(text.words)))
    return None


def _first(fragments: Sequence[Fragment], length: int) -> list[Fragment]:
    kept: list[Fragment] = []
    for fragment in fragments:
        if length > 0:
            kept.append(Fragment(fragment.text[:length], fragment.hit))
        length -= len(fragment.text)
    return kept
