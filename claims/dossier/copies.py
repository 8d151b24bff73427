"""Two captured copies of a source beside each other, in figures: their texts are for the desk alone."""

import re
from collections import Counter
from dataclasses import dataclass

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class TextChange:
    """``words_gone`` and ``words_new``: how often words stand in one copy more often than in the other, wherever."""

    is_same_text: bool
    words_before: int
    words_after: int
    words_gone: int
    words_new: int


def text_change(before: str, after: str) -> TextChange:
    """White space and punctuation are no difference of words; a text that differs in them alone is not the same text."""
    old, new = Counter(_WORD.findall(before)), Counter(_WORD.findall(after))
    return TextChange(
        is_same_text=before == after,
        words_before=old.total(),
        words_after=new.total(),
        words_gone=(old - new).total(),
        words_new=(new - old).total(),
    )


def holds(text: str, quote: str) -> bool:
    """Word for word; how the white space between words is broken does not matter."""
    return " ".join(quote.split()) in " ".join(text.split())
