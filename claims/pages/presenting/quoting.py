"""Words in quotation: the marks around them, the words in them that narrow, and where a long text may be cut."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.pages.presenting.languages import page_language

LONGEST = 60  # words on the first screen

# By language of the page: the usual pair, and the pair for a text that holds the usual one itself.
_MARKS = {"de": (("„", "“"), ("‚", "‘"))}
_ENGLISH = (("“", "”"), ("‘", "’"))
_SENTENCE_END = re.compile(r"(?<=[.!?…])[»”“\"’]?\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words; ``kind`` is that of the hedge it is, else empty."""

    words: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Words to mark in a text, and the place where they stand if it is known."""

    words: str
    kind: str
    start: int | None = None


def marks_around(text: str) -> tuple[str, str]:
    """The quotation marks of the page's language. The words between them are never changed: where they hold the same
    marks, the other pair goes around them."""
    usual, other = _MARKS.get(page_language().partition("-")[0], _ENGLISH)
    return other if any(mark in text for mark in usual) else usual


def in_pieces(text: str, narrowings: Iterable[Narrowing]) -> list[Piece]:
    """``text`` cut where words that narrow begin and end. Only whole words are marked."""
    spans = sorted(span for narrowing in narrowings for span in _spans(text, narrowing))
    pieces: list[Piece] = []
    position = 0
    for start, end, kind in spans:
        if start < position:
            continue  # within words that are marked already
        if start > position:
            pieces.append(Piece(text[position:start]))
        pieces.append(Piece(text[start:end], kind))
        position = end
    if position < len(text):
        pieces.append(Piece(text[position:]))
    return pieces


def _spans(text: str, narrowing: Narrowing) -> list[tuple[int, int, str]]:
    words = narrowing.words
    start = narrowing.start
    if start is not None and text.startswith(words, start):
        return [(start, start + len(words), narrowing.kind)]
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
    return [(*found.span(), narrowing.kind) for found in re.finditer(pattern, text)]


def is_long(text: str) -> bool:
    return len(text.split()) > LONGEST


def shortened(text: str) -> str:
    """The first sentences of a long text, at least one, as far as they stay within LONGEST words."""
    if not is_long(text):
        return text
    ends = [found.start() for found in _SENTENCE_END.finditer(text)]
    fitting = [end for end in ends if not is_long(text[:end])]
    cut = fitting[-1] if fitting else (ends[0] if ends else len(text))
    return text[:cut]


def plain(pieces: Sequence[Piece]) -> str:
    return "".join(piece.words for piece in pieces)
