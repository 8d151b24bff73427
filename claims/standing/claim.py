"""The standing of a claim from those of its points, at an instant."""

from collections.abc import Sequence

from claims.standing.points import Answers, Instant, open_request, standing_of_point
from claims.standing.record import ClaimRecord
from claims.standing.results import ClaimStanding, Coverage, PointStanding
from claims.standing.tallies import tally_of
from claims.vocabulary import StandingWord

_MIXED = (
    ({StandingWord.RETRACTED, StandingWord.CORRECTED, StandingWord.DISOWNED}, StandingWord.PARTLY_CORRECTED),
    ({StandingWord.CONFLICTING}, StandingWord.CONFLICTING),
    ({StandingWord.DENIED}, StandingWord.PARTLY_DENIED),
    ({StandingWord.QUALIFIED}, StandingWord.PARTLY_QUALIFIED),
    ({StandingWord.CONFIRMED}, StandingWord.PARTLY_CONFIRMED),
    ({StandingWord.DECLINED}, StandingWord.PARTLY_DECLINED),
    ({StandingWord.UNANSWERED}, StandingWord.UNANSWERED),
    ({StandingWord.AWAITING}, StandingWord.AWAITING),
    ({StandingWord.NO_RESPONSE}, StandingWord.NO_RESPONSE),
)
_UNADDRESSED = frozenset(
    {StandingWord.DECLINED, StandingWord.UNANSWERED, StandingWord.AWAITING, StandingWord.NO_RESPONSE}
)


def standing_of_claim(record: ClaimRecord, answers: Sequence[Answers], at: Instant) -> ClaimStanding:
    """``answers``: to each point of the record, as known at this instant."""
    if record.since > at.known:
        return ClaimStanding(StandingWord.NOT_YET_MADE)
    requests = [open_request(asked, at) for asked in record.requests]
    points = [
        standing_of_point(point, answered, requests)
        for point, answered in zip(record.points, answers, strict=True)
        if point.since <= at.known
    ]
    status, deciding = _status({point.status for point in points})
    return ClaimStanding(
        status=status,
        coverage=_coverage(points),
        basis=_basis(points, deciding),
        points=tuple(points),
        tally=tally_of(record, points, requests, at),
    )


def _status(present: set[StandingWord]) -> tuple[StandingWord, set[StandingWord]]:
    """The claim's word, with the words of the points that decided it."""
    if len(present) == 1:
        return next(iter(present)), present
    for group, word in _MIXED:
        if present & group:
            return word, group
    return StandingWord.UNANSWERED, set()


def _basis(points: Sequence[PointStanding], deciding: set[StandingWord]) -> tuple[str, ...]:
    """In the order of the points; a request that decided several of them once."""
    return tuple(dict.fromkeys(item for point in points if point.status in deciding for item in point.basis))


def _coverage(points: Sequence[PointStanding]) -> Coverage:
    unaddressed = [point for point in points if point.status in _UNADDRESSED]
    declined = sum(point.status == StandingWord.DECLINED for point in unaddressed)
    general = sum(bool(point.positions) for point in unaddressed) - declined
    return Coverage(len(points), len(points) - len(unaddressed), declined, general)
