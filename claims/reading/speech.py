"""Direct and reported speech: whether words stand in quotation marks, and the words without them.

Marks pair within a paragraph. A quotation that goes on in the next paragraph, which then opens with a mark of its own, need
not close before it.
"""

import re
from collections.abc import Iterator

from claims.reading.marks import MARKS, SINGLE, outermost, paired
from claims.reading.paragraphs import Paragraph, paragraphs

_SENTENCE = re.compile(r"[.!?,;:…]")


def is_direct(text: str, start: int, end: int) -> bool:
    """Whether all of the span is direct speech: within outer quotation marks of its paragraph, or these with it.

    A title or a name of several words in quotation marks («Wall Street Journal») is no speech, whether the span is that
    name or runs around it. A span over several paragraphs is direct where each of its parts is.
    """
    parts = list(_parts(text, start, end))
    return bool(parts) and all(
        any(opening <= first and last <= closing + 1 for opening, closing in _speeches(text, paragraph, after))
        for paragraph, after, first, last in parts
    )


def without_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space around it, and without an outer pair of quotation marks or a lone one at an edge.

    An apostrophe stays where it does not close what the span opened. An empty span stays empty.
    """
    start, end = _trimmed(text, start, end)
    if start == end or not (text[start] in MARKS or text[end - 1] in MARKS):
        return start, end
    marks, last = paired(text, start, end), end - 1
    if (start, last) in marks.pairs:
        return _trimmed(text, start + 1, last)
    lone = {at for at in marks.alone if text[at] not in SINGLE}
    begin = start + (start in lone)
    return _trimmed(text, begin, max(begin, end - (last in lone)))


def _parts(text: str, start: int, end: int) -> Iterator[tuple[Paragraph, Paragraph | None, int, int]]:
    """Per paragraph that the span meets: the paragraph, the next, and the part of the span, trimmed."""
    found = paragraphs(text)
    for paragraph, after in zip(found, [*found[1:], None], strict=False):
        first, last = _trimmed(text, max(start, paragraph.start), min(end, paragraph.end))
        if first < last:
            yield paragraph, after, first, last


def _speeches(text: str, paragraph: Paragraph, after: Paragraph | None) -> Iterator[tuple[int, int]]:
    """Positions of the outer marks of each direct speech in the paragraph."""
    marks = paired(text, paragraph.start, paragraph.end)
    if after and text[after.start] in MARKS and paragraph.start in marks.alone:
        yield paragraph.start, paragraph.end
        return
    for opening, closing in outermost(marks.pairs):
        if not _is_name(text[opening + 1 : closing]):
            yield opening, closing


def _is_name(quoted: str) -> bool:
    """Several words, each with a capital or a digit in front, and nothing that parts sentences."""
    words = quoted.split()
    begin_large = all(word[0].isupper() or word[0].isdigit() for word in words)
    return len(words) > 1 and begin_large and not _SENTENCE.search(quoted)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
