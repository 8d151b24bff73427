"""A long source text in pages: cut between paragraphs, found by an offset, searched as a whole. Offsets stay the text's."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claims.admin.desk.source_text import MarkedParagraph, Use, marked
from claims.reading.paragraphs import Paragraph, paragraphs

MOST_CHARACTERS, MOST_PARAGRAPHS = 100_000, 2_000
"""Of one page, so that it stays under 1 MB in any script. A paragraph that is longer is cut between words."""
MOST_FOUND, MOST_TYPED, AROUND = 50, 200, 40


@dataclass(frozen=True)
class Found:
    """Words found in the text, with a little of what stands around them."""

    start: int
    end: int
    before: str
    words: str
    after: str


@dataclass(frozen=True)
class TextPage:
    """``starts``: where each page begins; ``spot``: the words to show, where the page was opened for some."""

    number: int
    starts: list[int]
    paragraphs: list[MarkedParagraph]
    places: list[Use]
    """The first of what the words of the whole text became, in its order; to jump to. Empty where there is one page."""
    query: str
    found: list[Found]
    spot: tuple[int, int] | None

    @property
    def is_cut(self) -> bool:
        return len(self.starts) > 1

    @property
    def start(self) -> int:
        return self.starts[self.number - 1]

    @property
    def numbered(self) -> list[tuple[int, int]]:
        return list(enumerate(self.starts, start=1))


def text_page(text: str, uses: Iterable[Use], at: str = "", query: str = "") -> TextPage | None:
    """The page with the offset ``at``, or with the first place of ``query`` from there on. None for an empty text."""
    sheets = list(_sheets(_short(text, paragraphs(text))))
    if not sheets:
        return None
    query = query.strip()[:MOST_TYPED]
    wanted = int(at) if at.isascii() and at.isdigit() and len(at) < 9 else None
    found = list(_places_of(text, query)) if query else []
    first = next((each for each in found if wanted is None or each.start >= wanted), found[0] if found else None)
    starts = [sheet[0].start for sheet in sheets]
    offset = first.start if first else wanted or 0
    index = max(bisect_right(starts, offset) - 1, 0)
    placed = sorted(uses, key=lambda use: (use.start, -use.end))
    there = [use for use in placed if use.start == wanted and use.tag]
    spot = (first.start, first.end) if first else (there[0].start, there[0].end) if there else None
    return TextPage(
        number=index + 1,
        starts=starts,
        paragraphs=marked(text, sheets[index], placed),
        places=[use for use in placed if use.tag][:MOST_PARAGRAPHS] if len(sheets) > 1 else [],
        query=query,
        found=found,
        spot=spot,
    )


def _short(text: str, whole: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, those longer than a page cut between two words."""
    for each in whole:
        start = each.start
        while each.end - start > MOST_CHARACTERS:
            space = text.rfind(" ", start + 1, start + MOST_CHARACTERS)
            end = space + 1 if space > 0 else start + MOST_CHARACTERS
            yield Paragraph(each.number, start, end)
            start = end
        yield Paragraph(each.number, start, each.end)


def _sheets(whole: Iterable[Paragraph]) -> Iterator[list[Paragraph]]:
    sheet: list[Paragraph] = []
    for each in whole:
        if sheet and (len(sheet) == MOST_PARAGRAPHS or each.end - sheet[0].start > MOST_CHARACTERS):
            yield sheet
            sheet = []
        sheet.append(each)
    if sheet:
        yield sheet


def _places_of(text: str, query: str) -> Iterator[Found]:
    """Capitals do not matter, nor which white space stands between words."""
    wanted = re.compile(r"\s+".join(map(re.escape, query.split())), re.IGNORECASE)
    for number, each in enumerate(wanted.finditer(text)):
        if number == MOST_FOUND:
            return
        start, end = each.span()
        yield Found(start, end, text[max(start - AROUND, 0) : start], each.group(), text[end : end + AROUND])
