"""What a party answered, by the year of the point, as a drawing: bars of one scale, places in per cent of the width.

A count is a length and a number; nothing is a share, nothing is a score.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from claims.vocabulary import PointAnswer

FEWEST_CASES = 10
MOST_YEARS = 12
SHOWN = (PointAnswer.DENIES, PointAnswer.QUALIFIES, PointAnswer.CONFIRMS, PointAnswer.DECLINES, PointAnswer.NONE)
"""In the order in which they are drawn; what only a general answer may cover has no specific answer either."""
_ROW = 30  # pixels
_LABEL, _NUMBER = 15.0, 9.0  # per cent for the year and for the sum


@dataclass(frozen=True, slots=True)
class Bar:
    answer: str
    count: int
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Year:
    """``year`` None: not known; ``until`` marks the row of all years up to it."""

    year: int | None
    is_until: bool
    y: int
    total: int
    end: str
    counts: list[int]
    bars: list[Bar] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Chart:
    height: int
    years: list[Year]
    answers: list[str]
    totals: list[int]

    @property
    def total(self) -> int:
        return sum(self.totals)


def chart(years: Mapping[int | None, Mapping[str, int]], cases: int) -> Chart | None:
    """None for fewer than FEWEST_CASES cases, or where nothing was answered or left unanswered."""
    rows = _rows(years)
    longest = max((sum(counts) for _, _, counts in rows), default=0)
    if cases < FEWEST_CASES or not longest:
        return None
    drawn = [_year(place, row, longest) for place, row in enumerate(rows)]
    totals = [sum(column) for column in zip(*(counts for _, _, counts in rows), strict=True)]
    return Chart(len(rows) * _ROW, drawn, [str(answer) for answer in SHOWN], totals)


def _rows(years: Mapping[int | None, Mapping[str, int]]) -> list[tuple[int | None, bool, list[int]]]:
    """The latest year first, years in between included; beyond MOST_YEARS one row for all earlier, then the unknown."""
    counted = {year: _counts(each) for year, each in years.items()}
    known = sorted((year for year in counted if year is not None and any(counted[year])), reverse=True)
    rows: list[tuple[int | None, bool, list[int]]] = []
    if known:
        span = list(range(known[0], known[-1] - 1, -1))
        kept = span if len(span) <= MOST_YEARS else span[: MOST_YEARS - 1]
        rows = [(year, False, counted.get(year, [0] * len(SHOWN))) for year in kept]
        earlier = [counted[year] for year in known if year < kept[-1]]
        if earlier:
            rows.append((kept[-1] - 1, True, [sum(column) for column in zip(*earlier, strict=True)]))
    if any(counted.get(None, ())):
        rows.append((None, False, counted[None]))
    return rows


def _counts(answers: Mapping[str, int]) -> list[int]:
    general = answers.get(PointAnswer.GENERAL, 0)
    return [answers.get(word, 0) + (general if word == PointAnswer.NONE else 0) for word in SHOWN]


def _year(place: int, row: tuple[int | None, bool, list[int]], longest: int) -> Year:
    year, is_until, counts = row
    scale = (100.0 - _LABEL - _NUMBER) / longest
    bars, x = [], _LABEL
    for answer, count in zip(SHOWN, counts, strict=True):
        if count:
            bars.append(Bar(str(answer), count, _per_cent(x), _per_cent(count * scale)))
            x += count * scale
    return Year(year, is_until, place * _ROW, sum(counts), _per_cent(x), counts, bars)


def _per_cent(value: float) -> str:
    return f"{value:.2f}%"
