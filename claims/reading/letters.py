"""Letters under which typography does not count: what two people may type differently and mean as the same words.

Quotation marks and apostrophes are alike, dashes are alike, a run of white space is one space, three dots are an ellipsis;
soft hyphens and other characters without width do not count. Letters are composed (NFC), ligatures and other presentation
forms spelled out. Case counts, and so do superscripts: m² is not m2.
"""

import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

QUOTATION_MARKS = "\"„“”‟«»‚‘‛’‹›'"
_QUOTES = QUOTATION_MARKS + "`´ʼ′″＂＇׳״"
_DASHES = "-‐‑‒–—―−﹘﹣－"
_WITHOUT_WIDTH = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\
\u2063\u2064\u2066\u2067\u2068\u2069\ufe00\ufe0e\ufe0f\ufeff"
)
_PRESENTATION = (("\ufb00", "\ufdff"), ("\ufe70", "\ufefe"), ("\uff01", "\uffef"))
_FIRST_MARK = "\u0300"


class _Forms(dict[str, str]):
    """What each character counts as; filled as characters are met."""

    def __missing__(self, char: str) -> str:
        form = " " if char.isspace() else unicodedata.normalize("NFC", char)
        if any(first <= char <= last for first, last in _PRESENTATION):
            form = unicodedata.normalize("NFKC", char)
        self[char] = form
        return form


_forms = _Forms(
    dict.fromkeys(_QUOTES, '"')
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_WITHOUT_WIDTH, "")
)  # fmt: skip


@dataclass(frozen=True)
class Folded:
    """The letters of a text, and for each of them the characters of the text that it stands for."""

    letters: str
    starts: "array[int]"
    ends: "array[int]"

    def is_whole(self, first: int, last: int) -> bool:
        """Whether ``letters[first:last]`` splits no character of the text, such as a ligature."""
        begins = first == 0 or self.starts[first] != self.starts[first - 1]
        return begins and (last == len(self.letters) or self.starts[last] != self.starts[last - 1])

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where ``letters[first:last]`` stands in the text."""
        return self.starts[first], self.ends[last - 1]


def fold(text: str) -> Folded:
    """In one pass: linear in the text."""
    letters: list[str] = []
    starts, ends = array("L"), array("L")
    for start, end in _clusters(text):
        form = _form(text[start:end])
        if form == " " and letters and letters[-1] == " ":
            ends[-1] = end
            continue
        for letter in form:
            letters.append(letter)
            starts.append(start)
            ends.append(end)
    return Folded("".join(letters), starts, ends)


def joins(char: str) -> bool:
    """Whether a character belongs to the one before it: combining marks, vowels and finals of Hangul."""
    return char >= _FIRST_MARK and (unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff")


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    start, size = 0, len(text)
    while start < size:
        end = start + 1
        if text[start] == "." and text.startswith("...", start):
            end = start + 3
        while end < size and joins(text[end]):
            end += 1
        yield start, end
        start = end


def _form(cluster: str) -> str:
    if len(cluster) == 1:
        return _forms[cluster]
    if cluster == "...":
        return "…"
    return "".join(_forms[char] for char in unicodedata.normalize("NFC", cluster))
