"""Two changes of one text, joined word by word where they do not touch each other."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from claims.dossier.differences.segments import word_segments


class _Change(NamedTuple):
    """In place of ``base[start:end]`` stands ``text``."""

    start: int
    end: int
    text: str


def together(base: str, theirs: str, yours: str) -> str | None:
    """The text with both changes; None where one of them changed nothing, or where they touch and a person has to decide.

    A change that both made alike is made once.
    """
    changes = sorted({*_changes(base, theirs), *_changes(base, yours)})
    if theirs == base or yours == base or any(_touch(*pair) for pair in pairwise(changes)):
        return None
    joined, at = "", 0
    for change in changes:
        joined += base[at : change.start] + change.text
        at = change.end
    return joined + base[at:]


def _touch(first: _Change, second: _Change) -> bool:
    return second.start <= first.end


def _changes(before: str, after: str) -> Iterator[_Change]:
    at, start, text = 0, 0, ""
    for segment in [*word_segments(before, after), None]:
        if segment is None or segment.share == "same":
            if at > start or text:
                yield _Change(start, at, text)
            at += len(segment.text) if segment else 0
            start, text = at, ""
        elif segment.share == "removed":
            at += len(segment.text)
        else:
            text += segment.text
