"""Two texts word by word: what both have, what only the first has, what only the second."""

import re
from difflib import SequenceMatcher
from itertools import groupby, takewhile
from typing import Literal, NamedTuple

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
MOST_TOKENS = 2000
"""Longer differences are shown as a whole: comparing word by word takes the square of the length."""

Share = Literal["same", "removed", "added"]


class Segment(NamedTuple):
    share: Share
    text: str


def word_segments(before: str, after: str) -> list[Segment]:
    """The segments in reading order; those that are not ``added`` make up ``before``, those not ``removed`` ``after``."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    middle = _compared(old[head : len(old) - tail], new[head : len(new) - tail])
    return _joined([Segment("same", "".join(old[:head])), *middle, Segment("same", "".join(old[len(old) - tail :]))])


def _alike(old: list[str], new: list[str]) -> int:
    """How many tokens from the first on are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _compared(old: list[str], new: list[str]) -> list[Segment]:
    if max(len(old), len(new)) > MOST_TOKENS:
        return [Segment("removed", "".join(old)), Segment("added", "".join(new))]
    found = []
    for tag, start, end, first, last in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(_bridge(old[start:end]))
        else:
            found.append([Segment("removed", "".join(old[start:end])), Segment("added", "".join(new[first:last]))])
    return _joined([segment for segments in found for segment in segments])


def _bridge(tokens: list[str]) -> list[Segment]:
    """What both have; a lone space between two changes belongs to both, so that whole phrases are marked."""
    text = "".join(tokens)
    if text.isspace():
        return [Segment("removed", text), Segment("added", text)]
    return [Segment("same", text)]


def _joined(segments: list[Segment]) -> list[Segment]:
    """Without empty ones; between two same ones, all that was removed comes before all that was added."""
    joined: list[Segment] = []
    for is_same, group in groupby((each for each in segments if each.text), lambda each: each.share == "same"):
        members = list(group)
        shares: tuple[Share, ...] = ("same",) if is_same else ("removed", "added")
        texts = [(share, "".join(each.text for each in members if each.share == share)) for share in shares]
        joined += [Segment(share, text) for share, text in texts if text]
    return joined
