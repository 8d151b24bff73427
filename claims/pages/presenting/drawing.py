"""The timeline as a drawing: places in per cent of its width, so that one drawing serves every screen.

A bar is as long as the moment is uncertain, a dot is a minute. A gap longer than half of the span breaks the scale.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from claims.pages.presenting.moments import day
from claims.pages.presenting.timeline import MomentView

MOST = 40  # moments; beyond that the list says it better
_LANES = ("around", "reported", "answered", "published")
_BREAK = 3.0  # per cent that a break takes
_LEAST = 5.0  # per cent for a part of the scale, however short
_SHORTEST = 0.9  # per cent for a bar, so that it can be seen
_LABEL = 27.0  # per cent that a date takes on a phone
_YEAR = 8.0
_ROW, _HEAD = 24, 24  # pixels


@dataclass(frozen=True, slots=True)
class Part:
    """A run of time without a break, and where it lies."""

    first: datetime
    last: datetime
    x: float
    width: float

    def place(self, instant: datetime) -> float:
        span = (self.last - self.first).total_seconds()
        share = (instant - self.first).total_seconds() / span if span else 0.5
        return self.x + self.width * share


@dataclass(frozen=True, slots=True)
class Shape:
    """``kind``: bar, dot, or open where the beginning is not known."""

    kind: str
    lane: str
    number: int
    x: str
    width: str
    y: int
    label_x: str
    label_before: bool


@dataclass(frozen=True, slots=True)
class Lane:
    name: str
    y: int


@dataclass(frozen=True, slots=True)
class Tick:
    x: str
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Drawing:
    shapes: list[Shape]
    lanes: list[Lane]
    ticks: list[Tick]
    axis: list[tuple[str, str]]
    breaks: list[str]
    height: int
    axis_y: int
    label_y: int


@dataclass
class _Placed:
    moment: MomentView
    number: int
    left: float
    right: float
    row: int = field(default=0)


def drawing(moments: Sequence[MomentView]) -> Drawing | None:
    """None where there are too few moments to draw, or too many."""
    dated = [(number, moment) for number, moment in enumerate(moments, 1) if moment.end]
    parts = _parts([_stretch(moment) for _, moment in dated])
    if len(dated) < 2 or len(moments) > MOST or not parts:
        return None
    placed = [_place(parts, number, moment) for number, moment in dated]
    shapes: list[Shape] = []
    lanes: list[Lane] = []
    y = 0
    for name in _LANES:
        items = [item for item in placed if item.moment.lane == name]
        if not items:
            continue
        lanes.append(Lane(name, y + 16))
        rows = _in_rows(items)
        shapes += [_shape(item, y + _HEAD + item.row * _ROW) for item in items]
        y += _HEAD + rows * _ROW + 6
    return Drawing(
        shapes,
        lanes,
        list(_ticks(parts, dated)),
        [(_percent(part.x), _percent(part.x + part.width)) for part in parts],
        [_percent(part.x - _BREAK / 2) for part in parts[1:]],
        height=y + 30,
        axis_y=y + 4,
        label_y=y + 24,
    )


def _parts(stretches: list[tuple[datetime, datetime]]) -> list[Part]:
    """``stretches``: the time that each moment takes. No break falls within one of them."""
    runs = [_merged(stretches)] if stretches else []
    for _ in range(3):
        total = sum((run[-1][1] - run[0][0] for run in runs), timedelta())
        broken = [piece for run in runs for piece in _broken(run, total)]
        if len(broken) == len(runs):
            break
        runs = broken
    spans = [(run[-1][1] - run[0][0]).total_seconds() for run in runs]
    free = 100.0 - _BREAK * (len(runs) - 1) - _LEAST * len(runs)
    parts, x = [], 0.0
    for run, span in zip(runs, spans, strict=True):
        width = _LEAST + free * (span / sum(spans) if sum(spans) else 1 / len(runs))
        parts.append(Part(run[0][0], run[-1][1], x, width))
        x += width + _BREAK
    return parts


def _merged(stretches: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    merged: list[tuple[datetime, datetime]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _broken(run: list[tuple[datetime, datetime]], total: timedelta) -> list[list[tuple[datetime, datetime]]]:
    for index, (before, after) in enumerate(pairwise(run), 1):
        if after[0] - before[1] > total / 2:
            return [run[:index], run[index:]]
    return [run]


def _stretch(moment: MomentView) -> tuple[datetime, datetime]:
    """Of a moment without a known beginning only its end takes a place on the scale."""
    assert moment.end is not None  # noqa: S101  only dated moments are drawn
    return (moment.end if moment.is_open or moment.start is None else min(moment.start, moment.end), moment.end)


def _place(parts: list[Part], number: int, moment: MomentView) -> _Placed:
    right = _x(parts, moment.end)
    left = 0.0 if moment.is_open else _x(parts, moment.start)
    return _Placed(moment, number, left, max(right, left))


def _x(parts: list[Part], instant: datetime | None) -> float:
    for part in parts:
        if instant is not None and part.first <= instant <= part.last:
            return part.place(instant)
    return 0.0


def _in_rows(items: list[_Placed]) -> int:
    """Give each item the first row where it and its number have room; the number of rows."""
    ends: list[float] = []
    for item in sorted(items, key=lambda item: item.left):
        row = next((row for row, end in enumerate(ends) if end + 9 < item.left), len(ends))
        item.row = row
        ends[row : row + 1] = [item.right]
    return len(ends)


def _shape(item: _Placed, y: int) -> Shape:
    is_dot = item.moment.start == item.moment.end
    kind = "open" if item.moment.is_open else "dot" if is_dot else "bar"
    label_before = item.left > 8 and kind != "open"
    return Shape(
        kind=kind,
        lane=item.moment.lane,
        number=item.number,
        x=_percent(item.right if kind == "open" else item.left),
        width=_percent(max(item.right - item.left, _SHORTEST)),
        y=y,
        label_x=_percent(item.left if label_before else item.right),
        label_before=label_before,
    )


def _ticks(parts: list[Part], dated: list[tuple[int, MomentView]]) -> Iterator[Tick]:
    """First, last, the claim and the first answer, each if there is room for its date."""
    claims = [moment.start for _, moment in dated if moment.kind == "claimed"]
    answers = [moment.start for _, moment in dated if moment.kind == "answered"]
    taken: list[tuple[float, float]] = []
    for instant in [*claims[:1], parts[-1].last, parts[0].first, *answers[:1]]:
        if instant is None:
            continue
        is_year = len(parts) > 1 and instant == parts[-1].last
        room = _YEAR if is_year else _LABEL
        x = _x(parts, instant)
        anchor = "start" if x + room <= 100 else "end"
        left = x if anchor == "start" else x - room
        if all(left + room <= other or left >= end for other, end in taken):
            taken.append((left, left + room))
            yield Tick(_percent(x), str(instant.year) if is_year else day(instant), anchor)


def _percent(value: float) -> str:
    return f"{value:.2f}%"
