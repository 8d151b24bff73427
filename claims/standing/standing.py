"""The standing of a case, now or as known by a moment."""

from dataclasses import replace
from datetime import datetime, timedelta

from claims.dossier.schema import Dossier
from claims.standing.claim import standing_of_claim
from claims.standing.points import Instant, open_request, standing_of_point
from claims.standing.record import NEVER, ClaimRecord
from claims.standing.results import ClaimStanding

_LAST_NAMED = NEVER - timedelta(microseconds=1)


def standing_of(dossier: Dossier, *, now: datetime, as_of: datetime | None = None) -> ClaimStanding:
    """Without ``as_of`` everything in the dossier counts and ``now`` tells which deadlines have passed.

    With ``as_of`` only what was known by then counts, and deadlines are those passed by then. Both moments bear a zone.
    """
    at = Instant(NEVER, now) if as_of is None else Instant(min(as_of, _LAST_NAMED), as_of)
    return replace(evaluated(ClaimRecord(dossier), at), as_of=as_of)


def evaluated(record: ClaimRecord, at: Instant) -> ClaimStanding:
    requests = [open_request(asked, at) for asked in record.requests]
    points = [standing_of_point(point, requests, at) for point in record.points if point.since <= at.known]
    return standing_of_claim(record, points, requests, at)
