"""The standing of one point, and which requests are open or passed, at an instant."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from claims.standing.record import NEVER, Asked, Deadline, Entry, PointRecord
from claims.standing.results import GENERAL, PartyPosition, PointStanding
from claims.vocabulary import StanceWord, StandingWord

_TAKEN_BACK = {
    StanceWord.RETRACTS: StandingWord.RETRACTED,
    StanceWord.CORRECTS: StandingWord.CORRECTED,
    StanceWord.DISOWNS: StandingWord.DISOWNED,
}
_DENIES, _QUALIFIES = StanceWord.DENIES.value, StanceWord.QUALIFIES.value
_CONFIRMS, _DECLINES = StanceWord.CONFIRMS.value, StanceWord.DECLINES.value
_ANSWERED = {
    _DENIES: StandingWord.DENIED,
    _QUALIFIES: StandingWord.QUALIFIED,
    _CONFIRMS: StandingWord.CONFIRMED,
    _DECLINES: StandingWord.DECLINED,
}
_Decided = tuple[StandingWord, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Instant:
    """``known``: items known from then on are left out; NEVER lets everything count. ``clock``: for deadlines."""

    known: datetime
    clock: datetime


@dataclass(frozen=True, slots=True)
class Open:
    """A request without an answer at an instant, and the deadline that holds."""

    request: str
    party: str
    has_passed: bool
    deadline: Deadline | None


def open_request(asked: Asked, at: Instant) -> Open | None:
    """The request as far as it moves a point; None where it is not sent, closed, or passed by a party that did answer."""
    if asked.since > at.known or (asked.closed is not None and asked.closed <= at.known):
        return None
    granted = [deadline for deadline in asked.deadlines if deadline.granted <= at.known]
    deadline = max(granted, key=lambda item: item.end, default=None)
    has_passed = deadline is not None and deadline.end < NEVER and at.clock > deadline.end
    if has_passed and asked.answered_from is not None and asked.answered_from <= at.known:
        return None
    return Open(asked.id, asked.party, has_passed, deadline)


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered to a point, without its requests: they move more often and matter less."""

    positions: tuple[PartyPosition, ...]
    claimant: PartyPosition | None
    decided: _Decided | None


def answers_to(point: PointRecord, known: datetime) -> Answers:
    positions = _positions(point, known)
    claimant = _claimants_word(point, known)
    return Answers(positions, claimant, _taken_back(claimant) or _answered(positions))


def standing_of_point(point: PointRecord, answers: Answers, requests: Sequence[Open | None]) -> PointStanding:
    """``requests``: those of the claim at this instant, by their number in the record."""
    covering = [request for number in point.requests if (request := requests[number])]
    awaiting = [request for request in covering if not request.has_passed]
    passed = [request for request in covering if request.has_passed]
    status, basis = answers.decided or _asked(awaiting, passed)
    return PointStanding(
        point.id, status, basis, answers.positions, answers.claimant, _parties(awaiting), _parties(passed)
    )


def _asked(awaiting: list[Open], passed: list[Open]) -> _Decided:
    for requests, status in ((awaiting, StandingWord.AWAITING), (passed, StandingWord.NO_RESPONSE)):
        if requests:
            return status, tuple(request.request for request in requests)
    return StandingWord.UNANSWERED, ()


def _parties(requests: list[Open]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([request.party for request in requests]))


def _positions(point: PointRecord, known: datetime) -> tuple[PartyPosition, ...]:
    """One position a party: its latest express word, else its latest ``declines``, else what may cover the point."""
    counted: dict[str, PartyPosition] = {}
    declined: dict[str, PartyPosition] = {}
    general: dict[str, PartyPosition] = {}
    for position in _counting(point.entries, known):
        if position.counts_as == GENERAL:
            general[position.party] = position
        elif position.counts_as == _DECLINES:
            declined[position.party] = position
        else:
            counted[position.party] = position
    for weaker in (declined, general):
        for party, position in weaker.items():
            counted.setdefault(party, position)
    return tuple(counted.values())


def _claimants_word(point: PointRecord, known: datetime) -> PartyPosition | None:
    moves = [move for move in _counting(point.moves, known) if not move.is_general]
    held = [move for move in moves if move.word in _TAKEN_BACK]
    latest = held or moves
    return latest[-1] if latest else None


def _counting(entries: list[Entry], known: datetime) -> Iterator[PartyPosition]:
    for entry in entries:
        if entry.since > known:
            return
        if entry.until is None or known < entry.until:
            yield entry.position


def _taken_back(claimant: PartyPosition | None) -> _Decided | None:
    if claimant and claimant.word in _TAKEN_BACK:
        return _TAKEN_BACK[claimant.word], (claimant.stance,)
    return None


def _answered(positions: tuple[PartyPosition, ...]) -> _Decided | None:
    """The word the positions come to, with the stances that decided it."""
    stances: dict[str, list[str]] = {}
    for position in positions:
        stances.setdefault(position.counts_as, []).append(position.stance)
    disputing = [*stances.get(_DENIES, []), *stances.get(_QUALIFIES, [])]
    if disputing and _CONFIRMS in stances:
        return StandingWord.CONFLICTING, (*disputing, *stances[_CONFIRMS])
    for word, status in _ANSWERED.items():
        if word in stances:
            return status, tuple(stances[word])
    return None
