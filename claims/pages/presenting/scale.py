"""The scale of a timeline: time in parts, each at a scale of its own, with a break where little happened for long.

Places are in per cent of the width, so that one drawing serves every screen. What must not overlap is reckoned in pixels
of the narrowest screen: on a wider one there is only more room.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

Stretch = tuple[datetime, datetime]

NARROWEST = 288.0  # pixels that a drawing has on a screen of 320
MOST_PARTS = 4
LEFT, RIGHT = 2.5, 90.5  # per cent between which time lies; on the right there is room for a number
_BREAK = 3.0  # per cent that a break takes
_LEAST = 13.0  # per cent for a part, however short: room for a year
_LONG = 0.35  # share of the time that is shown from which on a gap is broken,
_SHORT = 0.03  # and share of the whole time up to which none is


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

    @property
    def end(self) -> float:
        return self.x + self.width


def pixels(per_cent: float) -> float:
    """On the narrowest screen."""
    return per_cent * NARROWEST / 100


def parts_of(stretches: Sequence[Stretch]) -> list[Part]:
    """``stretches``: the time that each moment takes. No break falls within one of them."""
    runs = _runs(_merged(stretches))
    if not runs:
        return []
    spans = [(run[-1][1] - run[0][0]).total_seconds() for run in runs]
    counts = [sum(1 for start, _ in stretches if run[0][0] <= start <= run[-1][1]) for run in runs]
    free = RIGHT - LEFT - _BREAK * (len(runs) - 1) - _LEAST * len(runs)
    parts, x = [], LEFT
    for run, span, count in zip(runs, spans, counts, strict=True):
        # Half of the room by time and half by what happened in it: three busy days stay legible beside two quiet years.
        by_time = span / sum(spans) if sum(spans) else 1 / len(runs)
        width = _LEAST + free * (by_time + count / sum(counts)) / 2
        parts.append(Part(run[0][0], run[-1][1], x, width))
        x += width + _BREAK
    return parts


def breaks_of(parts: Sequence[Part]) -> list[float]:
    return [part.x - _BREAK / 2 for part in parts[1:]]


def place(parts: Sequence[Part], instant: datetime) -> float:
    return next(part.place(instant) for part in parts if part.first <= instant <= part.last)


def _merged(stretches: Sequence[Stretch]) -> list[Stretch]:
    merged: list[Stretch] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _runs(stretches: list[Stretch]) -> list[list[Stretch]]:
    """Broken at the longest gap, again and again, as long as it is long beside the time that is shown."""
    runs = [stretches] if stretches else []
    whole = stretches[-1][1] - stretches[0][0] if stretches else timedelta()
    while len(runs) < MOST_PARTS:
        gaps = [
            (after[0] - before[1], number, place)
            for number, run in enumerate(runs)
            for place, (before, after) in enumerate(pairwise(run), 1)
        ]
        longest, number, place = max(gaps, default=(timedelta(), 0, 0))
        shown = sum((run[-1][1] - run[0][0] for run in runs), timedelta())
        if not place or longest <= max(shown * _LONG, whole * _SHORT):
            break
        runs[number : number + 1] = [runs[number][:place], runs[number][place:]]
    return runs
