"""The standing of a case over all time, in steps: what publishing stores, so that lists and caches read a row.

Two axes. *now*: everything in the dossier counts, and only deadlines passing change the standing. *as_of*: what was
known by each moment. An item counts from its moment, inclusive; a deadline passes in the microsecond after its end.

Only the points that a moment touches are computed anew there, so that a case of 50 points and 100 responses takes a
fraction of a second.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from claims.dossier.schema import Dossier
from claims.fields.moment import just_after
from claims.standing.claim import standing_of_claim
from claims.standing.points import Instant, open_request, standing_of_point
from claims.standing.record import NEVER, Asked, ClaimRecord
from claims.standing.results import ClaimStanding, PointStanding

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)

Touched = dict[datetime, set[int]]
"""For each moment at which something changes, the numbers of the points whose standing may."""


@dataclass(frozen=True, slots=True)
class StandingStep:
    """``standing`` holds from ``start`` (None: ever before) until, and not at, ``end`` (None: ever after).

    Its summary holds all through the step; its points are those of the start.
    """

    start: datetime | None
    end: datetime | None
    standing: ClaimStanding


@dataclass(frozen=True, slots=True)
class Steps:
    now: tuple[StandingStep, ...]
    as_of: tuple[StandingStep, ...]


def standing_steps(dossier: Dossier) -> Steps:
    record = ClaimRecord(dossier)
    return Steps(now=_steps_now(record), as_of=_steps_as_of(record))


def next_change(dossier: Dossier, now: datetime) -> datetime | None:
    """When the standing that counts everything next changes by itself: what is cached must expire by then."""
    starts = (step.start for step in _steps_now(ClaimRecord(dossier)))
    return min((start for start in starts if start and start > now), default=None)


def _steps_now(record: ClaimRecord) -> tuple[StandingStep, ...]:
    touched: Touched = defaultdict(set)
    for number, asked in enumerate(record.requests):
        for moment in _passing(asked):
            touched[moment] |= _covered(record, number)
    return _merged(_swept(record, touched, lambda moment: Instant(NEVER, moment)))


def _steps_as_of(record: ClaimRecord) -> tuple[StandingStep, ...]:
    touched: Touched = defaultdict(set)
    touched[record.since] = set()
    for number, point in enumerate(record.points):
        touched[point.since].add(number)
        for entry in (*point.entries, *point.moves):
            touched[entry.since].add(number)
            if entry.until:
                touched[entry.until].add(number)
    for spoken in record.spoken:  # a response without stances changes the tally alone
        for moment in filter(None, (spoken.since, spoken.until)):
            touched[moment] |= set()
    for number, asked in enumerate(record.requests):
        for moment in _moving(asked):
            touched[moment] |= _covered(record, number)
    touched.pop(NEVER, None)
    return _merged(_swept(record, touched, lambda moment: Instant(moment, moment)))


def _passing(asked: Asked) -> Iterator[datetime]:
    return (just_after(deadline.end) for deadline in asked.deadlines if deadline.end < NEVER)


def _moving(asked: Asked) -> Iterable[datetime]:
    granted = (deadline.granted for deadline in asked.deadlines)
    return filter(None, [asked.since, asked.closed, asked.answered_from, *granted, *_passing(asked)])


def _covered(record: ClaimRecord, request: int) -> set[int]:
    return {number for number, point in enumerate(record.points) if request in point.requests}


def _swept(
    record: ClaimRecord, touched: Touched, at: Callable[[datetime], Instant]
) -> Iterator[tuple[datetime | None, ClaimStanding]]:
    """The standing before everything, and from each moment on."""
    points: list[PointStanding | None] = [None] * len(record.points)
    everything = set(range(len(points)))
    moments = [(None, everything), *((moment, touched[moment]) for moment in sorted(touched))]
    for moment, numbers in moments:
        instant = at(moment or _BEFORE_ALL)
        requests = [open_request(asked, instant) for asked in record.requests]
        for number in numbers:
            point = record.points[number]
            is_known = point.since <= instant.known
            points[number] = standing_of_point(point, requests, instant) if is_known else None
        known = [point for point in points if point]
        yield moment, standing_of_claim(record, known, requests, instant)


def _merged(moments: Iterable[tuple[datetime | None, ClaimStanding]]) -> tuple[StandingStep, ...]:
    """Half-open steps; a moment that changes no summary begins none."""
    starts: list[tuple[datetime | None, ClaimStanding]] = []
    for start, standing in moments:
        if not starts or starts[-1][1].summary() != standing.summary():
            starts.append((start, standing))
    ends = [start for start, _ in starts[1:]] + [None]
    return tuple(StandingStep(start, end, standing) for (start, standing), end in zip(starts, ends, strict=True))
