"""Words and punctuation marks of a text, one by one, under letters that typography does not change."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from claims.reading.letters import Folded

MOST_TOKENS = 1_500
"""More words than this are never compared with a passage; a longer quotation is a copy of the article."""

_PUNCTUATION = r"!-/:-@\[-`{-~¡§¶·¿،؛؟۔\u2010-\u205e\u3001-\u303f"
_IDEOGRAPHS = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_PUNCTUATION}{_IDEOGRAPHS}]|[^\s{_PUNCTUATION}{_IDEOGRAPHS}]+")


@dataclass(frozen=True)
class Token:
    key: str
    start: int
    end: int


def tokens(folded: Folded, first: int, most: int, last: int | None = None) -> Iterator[Token]:
    """Those of ``letters[first:last]``, ``most`` at most; positions are those of the text."""
    beyond = len(folded.letters) if last is None else last
    for found in islice(_TOKEN.finditer(folded.letters, first, beyond), most):
        yield Token(found.group(), *folded.span(found.start(), found.end()))
