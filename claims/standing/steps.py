"""The standing of a case over all time, in steps: what publishing stores, so that lists and caches read a row.

Two axes. *now*: everything in the dossier counts, and only deadlines passing change the standing. *as_of*: what was
known by each moment. An item counts from its moment, inclusive; a deadline passes in the microsecond after its end.

Only the points whose answers a moment touches are read anew there, so that a case of 50 points and 100 responses takes
a fraction of a second.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from claims.dossier.schema import Dossier
from claims.fields.moment import just_after
from claims.standing.claim import standing_of_claim
from claims.standing.points import Instant, answers_to
from claims.standing.record import NEVER, Asked, ClaimRecord
from claims.standing.results import ClaimStanding

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)

Touched = dict[datetime, set[int]]
"""For each moment at which something changes, the numbers of the points to which an answer comes or goes."""


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
    touched: Touched = {moment: set() for asked in record.requests for moment in _passing(asked)}
    return _merged(_swept(record, touched, lambda moment: Instant(NEVER, moment)))


def _steps_as_of(record: ClaimRecord) -> tuple[StandingStep, ...]:
    return _merged(_swept(record, _touched(record), lambda moment: Instant(moment, moment)))


def _touched(record: ClaimRecord) -> Touched:
    touched: Touched = defaultdict(set)
    for number, point in enumerate(record.points):
        for entry in (*point.entries, *point.moves):
            touched[entry.since].add(number)
            if entry.until:
                touched[entry.until].add(number)
    others = [record.since, *(point.since for point in record.points)]
    for spoken in record.spoken:  # a response without stances changes the tally alone
        others += filter(None, (spoken.since, spoken.until))
    for asked in record.requests:
        others += _moving(asked)
    for moment in others:
        touched.setdefault(moment, set())
    touched.pop(NEVER, None)
    return touched


def _passing(asked: Asked) -> Iterator[datetime]:
    return (just_after(deadline.end) for deadline in asked.deadlines if deadline.end < NEVER)


def _moving(asked: Asked) -> Iterable[datetime]:
    granted = (deadline.granted for deadline in asked.deadlines)
    return filter(None, [asked.since, asked.closed, asked.answered_from, *granted, *_passing(asked)])


def _swept(
    record: ClaimRecord, touched: Touched, at: Callable[[datetime], Instant]
) -> Iterator[tuple[datetime | None, ClaimStanding]]:
    """The standing before everything, and from each moment on."""
    before = at(_BEFORE_ALL)
    answers = [answers_to(point, before.known) for point in record.points]
    yield None, standing_of_claim(record, answers, before)
    for moment in sorted(touched):
        instant = at(moment)
        for number in touched[moment]:
            answers[number] = answers_to(record.points[number], instant.known)
        yield moment, standing_of_claim(record, answers, instant)


def _merged(moments: Iterable[tuple[datetime | None, ClaimStanding]]) -> tuple[StandingStep, ...]:
    """Half-open steps; a moment that changes no summary begins none."""
    starts: list[tuple[datetime | None, ClaimStanding]] = []
    for start, standing in moments:
        if not starts or starts[-1][1].summary() != standing.summary():
            starts.append((start, standing))
    ends = [start for start, _ in starts[1:]] + [None]
    return tuple(StandingStep(start, end, standing) for (start, standing), end in zip(starts, ends, strict=True))
