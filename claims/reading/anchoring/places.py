"""A place in a text: the words, where they stand, and the words around them that tell it from other places."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from claims.reading.letters import joins

AROUND = 32
"""Characters of prefix and suffix at most, as the dossier has them."""

_LINE_BREAK = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CUT_WORD = re.compile(r"\S+\s+(?=\S)")


@dataclass(frozen=True)
class Place:
    """``exact`` is ``text[start:end]``; ``prefix`` and ``suffix`` touch it, and hold no line break."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


def place(text: str, start: int, end: int) -> Place:
    """Raise ValueError where the span is empty or not within the text."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"a span within the text of {len(text)} characters, not {start} to {end}")
    return Place(start, end, text[start:end], _prefix(text, start), _suffix(text, end))


def share_of(text: str, spans: Iterable[tuple[int, int]]) -> float:
    """What part of the text, white space left out, the spans cover together: 0 to 1. Spans are cut to the text."""
    whole = _visible(text)
    covered = reached = 0
    for start, end in sorted(spans):
        begin, beyond = max(start, reached), min(end, len(text))
        if begin < beyond:
            covered += _visible(text[begin:beyond])
            reached = beyond
    return covered / whole if whole else 0.0


def _visible(text: str) -> int:
    return sum(map(len, text.split()))


def _prefix(text: str, start: int) -> str:
    first = max(0, start - AROUND)
    around = _LINE_BREAK.split(text[first:start])[-1]
    if first and len(around) == AROUND and not text[first - 1].isspace():
        around = _from_a_word_on(around)
    return around.lstrip()


def _from_a_word_on(around: str) -> str:
    """Without the word that was cut; where nothing but that word is there, with what is left of it."""
    if cut := _CUT_WORD.match(around):
        return around[cut.end() :]
    while around and joins(around[0]):
        around = around[1:]
    return around


def _suffix(text: str, end: int) -> str:
    last = end + AROUND
    around = _LINE_BREAK.split(text[end:last])[0]
    if len(around) == AROUND and last < len(text) and not text[last].isspace():
        around = _up_to_a_word(around, text[last])
    return around.rstrip()


def _up_to_a_word(around: str, following: str) -> str:
    """Without the word that was cut; where nothing but that word is there, with its letters that are whole."""
    if around[-1].isspace():
        return around
    kept = around[: len(around) - len(around.split()[-1])]
    if kept.strip():
        return kept
    while around and joins(following):
        around, following = around[:-1], around[-1]
    return around
