"""The dates under a timeline, in two lines: days, months or years; and the month or year that they belong to.

As many as a narrow screen has room for. No hour is named, for moments of one case may be stated in several zones.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from babel.dates import format_skeleton

from claims.pages.presenting.languages import babel_locale
from claims.pages.presenting.moments import day
from claims.pages.presenting.scale import NARROWEST, Part, pixels

LETTER = 8.5  # pixels that a letter takes at most on average, at the size of labels
_APART = 8.0  # pixels between two labels
_NUDGE = 3.0  # pixels from a line to its label
_DAY = 86_400.0
_UNITS = (
    ("day", 1, _DAY), ("day", 2, 2 * _DAY), ("day", 5, 5 * _DAY), ("month", 1, 28 * _DAY), ("month", 3, 90 * _DAY),
    ("month", 6, 181 * _DAY), *(("year", step, 365 * _DAY * step) for step in (1, 2, 5, 10, 20, 50, 100, 200, 500)),
)  # fmt: skip
"""Unit, step, and the seconds from one to the next, at least."""
_FINE = {"day": "d", "month": "MMM", "year": "y"}
_WIDEST = {"day": 3, "month": 5, "year": 4}  # letters
_BELONGS = {"day": ("yMMMM", "yMMM", "y"), "month": ("y",), "year": ()}


@dataclass(frozen=True, slots=True)
class Tick:
    """``x``: in per cent; the label begins there, ends there or lies around it (``anchor``, as in SVG). ``row``: 1 or 2."""

    x: float
    text: str
    row: int = 1
    anchor: str = "start"

    @property
    def box(self) -> tuple[float, float]:
        """Where the label begins and ends, in pixels on the narrowest screen."""
        x, width = pixels(self.x), LETTER * len(self.text)
        left = {"start": x + _NUDGE, "middle": x - width / 2, "end": x - width}[self.anchor]
        return (left, left + width)


def ticks_of(parts: Sequence[Part]) -> list[Tick]:
    """From left to right, one line after the other; no two labels of a line overlap."""
    units = [_unit(part) for part in parts]
    fine = [tick for part, unit in zip(parts, units, strict=True) if unit for tick in _fine(part, *unit)]
    return [*_apart(fine), *_coarse(parts, units)]


def _unit(part: Part) -> tuple[str, int] | None:
    """The finest of which two follow each other in the part, with room for their labels."""
    span = (part.last - part.first).total_seconds()
    for name, step, seconds in _UNITS:
        if span and pixels(part.width) * seconds / span >= _WIDEST[name] * LETTER + _APART:
            return (name, step) if len(list(_starts(part, name, step))) > 1 else None
    return None


def _fine(part: Part, name: str, step: int) -> Iterator[Tick]:
    for instant in _starts(part, name, step):
        yield Tick(part.place(instant), _said(instant, _FINE[name]))


def _starts(part: Part, name: str, step: int) -> Iterator[datetime]:
    """The beginnings of days, months or years in a part."""
    first, last = part.first.astimezone(UTC), part.last.astimezone(UTC)
    if name == "day":
        instant = datetime(first.year, first.month, first.day, tzinfo=UTC)
        instant -= timedelta(days=first.toordinal() % step)
        while instant <= last:
            if instant >= first:
                yield instant
            instant += timedelta(days=step)
        return
    months = step * (12 if name == "year" else 1)
    count = (first.year * 12 + first.month - 1) // months * months
    while count // 12 <= last.year:
        if count >= 12:
            instant = datetime(count // 12, count % 12 + 1, 1, tzinfo=UTC)
            if first <= instant <= last:
                yield instant
        count += months


def _coarse(parts: Sequence[Part], units: Sequence[tuple[str, int] | None]) -> Iterator[Tick]:
    """Of each part what its first label belongs to, as long as there is room; its whole date where it has no other."""
    free_from = 0.0
    for number, (part, unit) in enumerate(zip(parts, units, strict=True)):
        room_to = NARROWEST if number == len(parts) - 1 else pixels(parts[number + 1].x) - _APART
        turns = _turns(part, unit[0]) if unit else iter(())
        for options in (_headings(part, unit), *([tick] for tick in turns)):
            fitting = (tick for tick in options if free_from <= tick.box[0] and tick.box[1] <= room_to)
            if tick := next(fitting, None):
                yield tick
                free_from = tick.box[1] + _APART


def _headings(part: Part, unit: tuple[str, int] | None) -> list[Tick]:
    """What the first label of a part may be, the fullest first."""
    if unit:
        return [Tick(part.x, _said(part.first, form), 2) for form in _BELONGS[unit[0]]]
    dates = [day(part.first.astimezone(UTC)), *(_said(part.first, form) for form in ("yMMMd", "yMMM", "y"))]
    if part.first == part.last:
        return [Tick(part.place(part.first), text, 2, "middle") for text in dates]
    return [Tick(part.x, text, 2) for text in dates]


def _turns(part: Part, name: str) -> Iterator[Tick]:
    """Where a new month or a new year begins within a part."""
    if name == "year":
        return
    above = "month" if name == "day" else "year"
    for instant in _starts(part, above, 1):
        if instant > part.first:
            yield Tick(part.place(instant), _said(instant, "yMMM" if name == "day" else "y"), 2)


def _apart(ticks: Sequence[Tick]) -> Iterator[Tick]:
    free_from = 0.0
    for tick in ticks:
        if tick.box[0] >= free_from and tick.box[1] <= NARROWEST:
            yield tick
            free_from = tick.box[1] + _APART / 2


def _said(instant: datetime, form: str) -> str:
    return str(format_skeleton(form, instant.astimezone(UTC), locale=babel_locale()))
