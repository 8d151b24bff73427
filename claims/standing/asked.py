"""Requests for comment as the figures of a party count them.

- **Answered**: its outcome says so, or it names the response that answered.
- **To answer** were those that were answered or declined, and those whose latest granted deadline has passed, whether the
  party spoke about the claim elsewhere or not at all. A request that runs, has no deadline that can be placed in time,
  could not be delivered or was taken back by this desk is none that could have been answered by now.
- **Time to answer**: calendar days from the day it was sent to the day it was answered, both as their clocks showed them;
  the same day is 0. It is known only where both days are: a month, a year or a bound is no day. The day of the answer is
  that of the outcome, else that of the response that answered.
"""

from dataclasses import dataclass
from datetime import date, datetime

from claims.dossier import schema
from claims.fields.moment import Moment, precision_of
from claims.standing.record import NEVER
from claims.vocabulary import RequestOutcome, RequestState


@dataclass(frozen=True, slots=True)
class AskedParty:
    """``outcome`` is None while the request is open; ``deadline_end`` None: it does not pass. ``days``: to answer."""

    request: str
    party: str
    outcome: RequestOutcome | None
    deadline_end: datetime | None
    has_spoken: bool
    days: int | None

    def state(self, at: datetime) -> RequestState:
        if self.outcome is not None:
            return RequestState(self.outcome)
        if self.deadline_end is None or at <= self.deadline_end:
            return RequestState.AWAITING
        return RequestState.ELSEWHERE if self.has_spoken else RequestState.NO_RESPONSE


def asked_parties(dossier: schema.Dossier) -> list[AskedParty]:
    """One for each request of the case, in its order."""
    responses = {response.id: response for response in dossier.responses}
    speaking = {response.party for response in dossier.responses}
    return [_asked(request, responses, speaking) for request in dossier.requests]


def _asked(request: schema.Request, responses: dict[str, schema.Response], speaking: set[str]) -> AskedParty:
    answer = responses.get(request.response or "")
    outcome = RequestOutcome(request.outcome) if request.outcome else None
    if outcome is None and answer is not None:
        outcome = RequestOutcome.ANSWERED
    return AskedParty(
        request=request.id,
        party=request.to,
        outcome=outcome,
        deadline_end=_end(request),
        has_spoken=request.to in speaking,
        days=_days(request, answer) if outcome == RequestOutcome.ANSWERED else None,
    )


def _end(request: schema.Request) -> datetime | None:
    """Of the deadline that holds: the last of those that were granted."""
    moments = [request.deadline, *(extension.until for extension in request.extensions)]
    ends = [moment.end or NEVER for moment in moments if moment]
    latest = max(ends, default=NEVER)
    return None if latest == NEVER else latest


def _days(request: schema.Request, answer: schema.Response | None) -> int | None:
    sent, answered = _day(request.sent_at), _day(request.outcome_at or (answer.made_at if answer else None))
    if sent is None or answered is None or answered < sent:
        return None
    return (answered - sent).days


def _day(moment: Moment | None) -> date | None:
    if moment is None or moment.value is None or precision_of(moment.value) not in ("day", "minute"):
        return None
    return date.fromisoformat(moment.value[:10])
