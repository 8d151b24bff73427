"""Finding words in a text: word for word, and where they do not stand like that, under any typography.

First found wins: the words as given, in the text's own characters; the same under other typography; then both without the
quotation marks around the words. Of each, places that begin and end with a word come before those inside longer words.
"""

import re
from collections.abc import Iterator

from claims.reading.anchoring.places import Place, place
from claims.reading.letters import Folded, fold, joins
from claims.reading.speech import without_marks

_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Scripts that set no space between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""


def find(text: str, words: str) -> list[Place]:
    """Every place that has these words, in the order of the text; places do not overlap.

    White space around the words never counts, quotation marks around them only where the text has them too. The
    documentation of this module says what is preferred. Linear in the text.
    """
    sought = words.strip()
    start, end = without_marks(words, 0, len(words))
    folded: Folded | None = None
    for wanted in dict.fromkeys((sought, words[start:end])):
        if not wanted:
            continue
        if spans := list(_literal(text, wanted)):
            return _places(text, spans)
        folded = folded or fold(text)
        if spans := list(_alike(folded, wanted)):
            return _places(text, spans)
    return []


def _literal(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    for start, end in _hits(text, wanted):
        if end == len(text) or not joins(text[end]):
            yield start, end


def _alike(folded: Folded, wanted: str) -> Iterator[tuple[int, int]]:
    for first, last in _hits(folded.letters, fold(wanted).letters.strip()):
        if folded.is_whole(first, last):
            yield folded.span(first, last)


def _hits(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        yield at, at + len(wanted)
        at = text.find(wanted, at + len(wanted))


def _places(text: str, spans: list[tuple[int, int]]) -> list[Place]:
    whole = [span for span in spans if not (_is_in_a_word(text, span[0]) or _is_in_a_word(text, span[1]))]
    return [place(text, start, end) for start, end in whole or spans]


def _is_in_a_word(text: str, at: int) -> bool:
    """Whether the characters on both sides belong to one word."""
    around = text[max(0, at - 1) : at + 1]
    return len(around) > 1 and around.isalnum() and not _WITHOUT_SPACES.search(around)
