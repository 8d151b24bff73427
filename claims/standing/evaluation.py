"""The standing of a case, now or as known by a moment."""

from dataclasses import replace
from datetime import datetime, timedelta

from claims.dossier.schema import Dossier
from claims.standing.claim import standing_of_claim
from claims.standing.points import Instant, answers_to
from claims.standing.record import NEVER, ClaimRecord
from claims.standing.results import ClaimStanding

_LAST_NAMED = NEVER - timedelta(microseconds=1)


def standing_of(dossier: Dossier, *, now: datetime, as_of: datetime | None = None) -> ClaimStanding:
    """Without ``as_of`` everything in the dossier counts and ``now`` tells which deadlines have passed.

    With ``as_of`` only what was known by then counts, and deadlines are those passed by then. Both moments bear a zone.
    """
    at = Instant(NEVER, now) if as_of is None else Instant(min(as_of, _LAST_NAMED), as_of)
    record = ClaimRecord(dossier)
    answers = [answers_to(point, at.known) for point in record.points]
    return replace(standing_of_claim(record, answers, at), as_of=as_of)
