"""The text of a source, in paragraphs, with what each part of it became; overlaps are split, offsets stay the text's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.reading.paragraphs import Paragraph


@dataclass(frozen=True)
class Use:
    """Words that became something: the kind (claim, point, passage, hedge, words, event) and a tag such as P2 or A1.3."""

    start: int
    end: int
    kind: str
    tag: str


@dataclass(frozen=True)
class Segment:
    text: str
    kinds: str
    tag: str
    """Only on the first segment of a use."""


@dataclass(frozen=True)
class MarkedParagraph:
    number: int
    start: int
    segments: list[Segment]


def marked(text: str, paragraphs: Iterable[Paragraph], placed: Sequence[Use]) -> list[MarkedParagraph]:
    """These paragraphs of the text, cut where a use starts or ends. ``placed``: the uses in the order of their starts."""
    return [
        MarkedParagraph(each.number, each.start, list(_segments(text, each.start, each.end, placed)))
        for each in paragraphs
    ]


def _segments(text: str, start: int, end: int, uses: Iterable[Use]) -> Iterable[Segment]:
    here = [use for use in uses if use.start < end and use.end > start]
    edges = sorted({start, end, *(min(max(edge, start), end) for use in here for edge in (use.start, use.end))})
    for left, right in pairwise(edges):
        over = [use for use in here if use.start <= left and use.end >= right]
        kinds = " ".join(dict.fromkeys(f"desk-is-{use.kind}" for use in over))
        tags = " ".join(dict.fromkeys(use.tag for use in over if max(use.start, start) == left))
        yield Segment(text[left:right], kinds, tags)
