"""The standing of one point, and which requests are open or passed, at an instant."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from claims.standing.record import NEVER, Asked, Deadline, Entry, PointRecord
from claims.standing.results import PartyPosition, PointStanding
from claims.vocabulary import StanceWord, StandingWord

_TAKEN_BACK = {
    StanceWord.RETRACTS: StandingWord.RETRACTED,
    StanceWord.CORRECTS: StandingWord.CORRECTED,
    StanceWord.DISOWNS: StandingWord.DISOWNED,
}
_ANSWERED = {
    StanceWord.DENIES: StandingWord.DENIED,
    StanceWord.QUALIFIES: StandingWord.QUALIFIED,
    StanceWord.CONFIRMS: StandingWord.CONFIRMED,
    StanceWord.DECLINES: StandingWord.DECLINED,
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


def standing_of_point(point: PointRecord, requests: list[Open | None], at: Instant) -> PointStanding:
    """``requests``: those of the claim at this instant, by their number in the record."""
    positions = _positions(point, at)
    claimant = _claimants_word(point, at)
    covering = [request for number in point.requests if (request := requests[number])]
    awaiting = tuple(request.request for request in covering if not request.has_passed)
    no_response = tuple(request.request for request in covering if request.has_passed)
    status, basis = (
        _taken_back(claimant)
        or _answered(positions)
        or (awaiting and (StandingWord.AWAITING, awaiting))
        or (no_response and (StandingWord.NO_RESPONSE, no_response))
        or (StandingWord.UNANSWERED, ())
    )
    return PointStanding(point.id, status, basis, positions, claimant, awaiting, no_response)


def _positions(point: PointRecord, at: Instant) -> tuple[PartyPosition, ...]:
    """One position a party: its latest express word, else its latest ``declines``, else what may cover the point."""
    counted: dict[str, PartyPosition] = {}
    declined: dict[str, PartyPosition] = {}
    general: dict[str, PartyPosition] = {}
    for entry in _counting(point.entries, at):
        position = entry.position
        if position.is_general:
            general[position.party] = position
        elif position.word == StanceWord.DECLINES:
            declined[position.party] = position
        else:
            counted[position.party] = position
    for weaker in (declined, general):
        for party, position in weaker.items():
            counted.setdefault(party, position)
    return tuple(counted.values())


def _claimants_word(point: PointRecord, at: Instant) -> PartyPosition | None:
    moves = [entry.position for entry in _counting(point.moves, at) if not entry.position.is_general]
    held = [move for move in moves if move.word in _TAKEN_BACK]
    latest = held or moves
    return latest[-1] if latest else None


def _counting(entries: list[Entry], at: Instant) -> Iterator[Entry]:
    for entry in entries:
        if entry.since > at.known:
            return
        if entry.until is None or at.known < entry.until:
            yield entry


def _taken_back(claimant: PartyPosition | None) -> _Decided | None:
    if claimant and claimant.word in _TAKEN_BACK:
        return _TAKEN_BACK[claimant.word], (claimant.stance,)
    return None


def _answered(positions: tuple[PartyPosition, ...]) -> _Decided | None:
    """The word the positions come to, with the stances that decided it."""
    by_word: dict[StanceWord, list[str]] = {}
    for position in positions:
        if not position.is_general:
            by_word.setdefault(position.word, []).append(position.stance)
    disputes = [word for word in (StanceWord.DENIES, StanceWord.QUALIFIES) if word in by_word]
    if disputes and StanceWord.CONFIRMS in by_word:
        deciding = [*disputes, StanceWord.CONFIRMS]
        return StandingWord.CONFLICTING, tuple(stance for word in deciding for stance in by_word[word])
    for word, status in _ANSWERED.items():
        if word in by_word:
            return status, tuple(by_word[word])
    return None
