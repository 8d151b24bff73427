"""The timeline as a drawing: lanes of shapes, each with the number of its moment in the list below.

A bar is as long as the moment is uncertain, a dot is a minute, a diamond a correction. What happened at the same time in
the same lane is one shape with all its numbers. Places as in ``scale``: no two labels overlap on any screen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby

from claims.pages.presenting import scale
from claims.pages.presenting.scale import pixels
from claims.pages.presenting.ticks import LETTER, Tick, ticks_of
from claims.pages.presenting.timeline import MomentView

MOST_NUMBERED = 40  # moments; of more than that the drawing shows when, and the list which
LANES = ("around", "reported", "answered", "published")
_SHORTEST = 0.9  # per cent for a bar, so that it can be seen
_RADIUS, _TO_LABEL, _APART = 6.0, 10.0, 6.0  # pixels: of a dot, from a shape to its number, between two shapes
_LONGEST_LABEL = 9  # letters
_ROW, _HEAD, _FOOT = 24, 24, 50  # pixels: a row of shapes, the name of a lane, the dates


@dataclass(frozen=True, slots=True)
class Shape:
    """``kind``: bar, dot, diamond, or open where the beginning is not known. Places in per cent, ``y`` in pixels."""

    kind: str
    lane: str
    label: str
    left: float
    right: float
    y: int
    label_before: bool

    @property
    def x(self) -> str:
        return _percent(self.right if self.kind == "open" else self.left)

    @property
    def width(self) -> str:
        return _percent(max(self.right - self.left, _SHORTEST))

    @property
    def label_x(self) -> str:
        return _percent(self.left if self.label_before else self._shown_to)

    @property
    def _shown_to(self) -> float:
        return max(self.right, self.left + _SHORTEST) if self.kind == "bar" else self.right

    @property
    def box(self) -> tuple[float, float]:
        """Shape and label, in pixels on the narrowest screen."""
        left, right = pixels(self.left) - _RADIUS, pixels(self._shown_to) + _RADIUS
        width = LETTER * len(self.label) + _TO_LABEL - _RADIUS if self.label else 0.0
        return (left - width, right) if self.label_before else (left, right + width)


@dataclass(frozen=True, slots=True)
class Lane:
    name: str
    y: int


@dataclass(frozen=True, slots=True)
class Label:
    x: str
    y: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Drawing:
    shapes: list[Shape]
    lanes: list[Lane]
    grid: list[str]
    labels: list[Label]
    axis: list[tuple[str, str]]
    breaks: list[str]
    height: int
    axis_y: int
    ticks: list[Tick] = field(default_factory=list)
    is_numbered: bool = True

    @property
    def has_corrections(self) -> bool:
        return any(shape.kind == "diamond" for shape in self.shapes)


def drawing(moments: Sequence[MomentView]) -> Drawing | None:
    """None where there are too few moments to draw."""
    dated = [(number, moment) for number, moment in enumerate(moments, 1) if moment.end]
    if len(dated) < 2:
        return None
    parts = scale.parts_of([_stretch(moment) for _, moment in dated])
    is_numbered = len(moments) <= MOST_NUMBERED
    found = [_shape(parts, numbers if is_numbered else [], moment) for numbers, moment in _together(dated)]
    shapes: list[Shape] = []
    lanes: list[Lane] = []
    y = 0
    for name in LANES:
        items = [shape for shape in found if shape.lane == name]
        if not items:
            continue
        lanes.append(Lane(name, y + 16))
        rows = _in_rows(items) if is_numbered else [items]
        shapes += [replace(shape, y=y + _HEAD + row * _ROW) for row, listed in enumerate(rows) for shape in listed]
        y += _HEAD + len(rows) * _ROW + 6
    ticks = ticks_of(parts)
    return Drawing(
        shapes,
        lanes,
        [_percent(tick.x) for tick in ticks],
        [Label(_percent(tick.x), y + 4 + 18 * tick.row, tick.text, tick.anchor) for tick in ticks],
        [(_percent(part.x), _percent(part.end)) for part in parts],
        [_percent(x) for x in scale.breaks_of(parts)],
        height=y + _FOOT,
        axis_y=y + 4,
        ticks=ticks,
        is_numbered=is_numbered,
    )


def _stretch(moment: MomentView) -> tuple[datetime, datetime]:
    """Of a moment without a known beginning only its end takes a place on the scale."""
    assert moment.end is not None  # noqa: S101  only dated moments are drawn
    return (moment.end if moment.is_open or moment.start is None else min(moment.start, moment.end), moment.end)


def _together(dated: Iterable[tuple[int, MomentView]]) -> Iterable[tuple[list[int], MomentView]]:
    """Moments of one lane that take the same time and look alike, with their numbers."""

    def alike(item: tuple[int, MomentView]) -> tuple[str, str, datetime, datetime]:
        return (item[1].lane, _kind(item[1]), *_stretch(item[1]))

    for _, group in groupby(sorted(dated, key=alike), key=alike):
        members = list(group)
        yield [number for number, _ in members], members[0][1]


def _kind(moment: MomentView) -> str:
    if moment.is_open:
        return "open"
    if moment.is_correction:
        return "diamond"
    return "dot" if moment.start == moment.end else "bar"


def _shape(parts: Sequence[scale.Part], numbers: list[int], moment: MomentView) -> Shape:
    start, end = _stretch(moment)
    kind = _kind(moment)
    right = scale.place(parts, end)
    left = 0.0 if kind == "open" else right if kind == "diamond" else scale.place(parts, start)
    after = Shape(kind, moment.lane, _numbers(numbers), left, right, 0, label_before=False)
    if after.box[1] <= scale.NARROWEST:
        return after
    before = replace(after, label_before=True)
    if before.box[0] >= 0:
        return before
    return replace(after, label=f"{numbers[0]}…" if len(numbers) > 1 else str(numbers[0]))


def _numbers(numbers: Sequence[int]) -> str:
    """“3–5, 8”, cut where it grows too long."""
    runs = groupby(enumerate(numbers), key=lambda item: item[1] - item[0])
    listed = [[number for _, number in run] for _, run in runs]
    text = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in listed)
    return text if len(text) <= _LONGEST_LABEL else f"{numbers[0]} … {numbers[-1]}"


def _in_rows(items: Sequence[Shape]) -> list[list[Shape]]:
    """Each in the first row where it and its number have room."""
    rows: list[list[Shape]] = []
    for item in sorted(items, key=lambda shape: (shape.box, shape.label)):
        row = next((row for row in rows if row[-1].box[1] + _APART <= item.box[0]), None)
        if row is None:
            rows.append([item])
        else:
            row.append(item)
    return rows


def _percent(value: float) -> str:
    return f"{value:.2f}%"
