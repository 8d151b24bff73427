"""The paragraphs of a text, counted from 1, as locators count them ("Absatz 4")."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """``text[start:end]`` begins and ends with a character that is no white space."""

    number: int
    start: int
    end: int


def paragraphs(text: str) -> list[Paragraph]:
    """Blank lines separate them; where a text has none between its lines, every line is one."""
    runs: list[list[tuple[int, int]]] = [[]]
    for line in _lines(text):
        if line:
            runs[-1].append(line)
        elif runs[-1]:
            runs.append([])
    runs = [run for run in runs if run]
    spans = [(run[0][0], run[-1][1]) for run in runs] if len(runs) > 1 else [line for run in runs for line in run]
    return [Paragraph(number, *span) for number, span in enumerate(spans, start=1)]


def paragraph_at(text: str, offset: int) -> int | None:
    """The number of the paragraph that has the character at ``offset``; None between paragraphs and outside the text."""
    found = paragraphs(text)
    index = bisect_right(found, offset, key=lambda paragraph: paragraph.start) - 1
    return found[index].number if index >= 0 and offset < found[index].end else None


def _lines(text: str) -> Iterator[tuple[int, int] | None]:
    """Lines without the white space around them; None for a blank one."""
    at = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        start = at + len(line) - len(line.lstrip())
        yield (start, start + len(bare)) if bare else None
        at += len(line)
