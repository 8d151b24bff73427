"""A dossier laid out for the computation: each item with the moments from and until which it counts.

Built once a dossier; every instant is then evaluated by comparing moments. ``NEVER`` stands for a moment that nobody
can name: it lies after every date a reader may ask for, and counts only where everything does.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from claims.dossier import schema
from claims.dossier.known import KnownFrom
from claims.fields.moment import Moment
from claims.standing.results import GENERAL, PartyPosition
from claims.vocabulary import CLAIMANT_STANCES, RESPONDENT_STANCES, Directness, StanceWord

NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """A stance while its response counts: from ``since``, and no longer from ``until``."""

    since: datetime
    until: datetime | None
    position: PartyPosition


@dataclass(frozen=True, slots=True)
class Deadline:
    """``end`` NEVER: it cannot be placed in time, so it does not pass."""

    granted: datetime
    end: datetime
    text: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: open from ``since`` until ``closed``; ``answered_from`` is the first response of its party at all."""

    id: str
    party: str
    since: datetime
    closed: datetime | None
    deadlines: tuple[Deadline, ...]
    answered_from: datetime | None


@dataclass(slots=True)
class PointRecord:
    """``entries`` and ``moves`` (of the claimant) are sorted so that the later one comes last."""

    id: str
    since: datetime
    entries: list[Entry] = field(default_factory=list)
    moves: list[Entry] = field(default_factory=list)
    requests: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Spoken:
    """While a response of somebody other than the claimant counts, whatever it says.

    ``withdrawn``: when its party took it back. ``replaced``: from when another entry of the desk stands for it, and tells
    whether it was.
    """

    party: str
    since: datetime
    until: datetime | None
    withdrawn: datetime | None = None
    replaced: datetime | None = None

    def counts(self, known: datetime) -> bool:
        return self.since <= known and (self.until is None or known < self.until)

    def is_withdrawn(self, known: datetime) -> bool:
        is_replaced = self.replaced is not None and self.replaced <= known
        return self.since <= known and self.withdrawn is not None and self.withdrawn <= known and not is_replaced


class ClaimRecord:
    def __init__(self, dossier: schema.Dossier) -> None:
        self._dossier = dossier
        self._known = KnownFrom(dossier)
        self.claimant = dossier.claimant
        self.since = self._known.claim() or NEVER
        self._response_since = {item.id: self._known.response(item) or NEVER for item in dossier.responses}
        self._replaced_from = self._replacements()
        responses = sorted(dossier.responses, key=lambda item: (self._response_since[item.id], item.order, item.id))
        self.ranks = {item.id: rank for rank, item in enumerate(responses)}
        """Each response with its place among all of them: the later one has the higher."""
        self._first_answer = {item.party: self._response_since[item.id] for item in reversed(responses)}
        ordered = sorted(dossier.points, key=lambda item: (item.order, item.id))
        self.points = [PointRecord(item.id, self._known.point(item) or NEVER) for item in ordered]
        self._enter_responses(responses)
        self._enter_requests()

    def _replacements(self) -> dict[str, datetime]:
        """Each replaced response with the moment from which its replacement is known."""
        replaced: dict[str, datetime] = {}
        for item in self._dossier.responses:
            if item.replaces:
                since = self._response_since[item.id]
                replaced[item.replaces] = min(since, replaced.get(item.replaces, NEVER))
        return replaced

    def _enter_responses(self, responses: list[schema.Response]) -> None:
        points = {point.id: point for point in self.points}
        self.spoken: list[Spoken] = []
        for response in responses:
            since, until = self._response_since[response.id], self._counts_until(response)
            by_claimant = response.party == self.claimant
            if not by_claimant:
                withdrawn, replaced = self._withdrawn(response), self._replaced_from.get(response.id)
                self.spoken.append(Spoken(response.party, since, until, withdrawn, replaced))
            words = CLAIMANT_STANCES if by_claimant else RESPONDENT_STANCES
            for identifier, position in _positions(response, words):
                if point := points.get(identifier):
                    entries = point.moves if by_claimant else point.entries
                    entries.append(Entry(since, until, position))

    def _counts_until(self, response: schema.Response) -> datetime | None:
        ends = (self._replaced_from.get(response.id), self._withdrawn(response))
        return min((end for end in ends if end), default=None)

    def _withdrawn(self, response: schema.Response) -> datetime | None:
        if not response.withdrawn_at:
            return None
        return self._known.withdrawal(response) or NEVER

    def _enter_requests(self) -> None:
        requests = sorted(self._dossier.requests, key=lambda item: (self._known.request(item) or NEVER, item.id))
        self.requests = [self._asked(request) for request in requests]
        for number, request in enumerate(requests):
            for point in self.points:
                if not request.points or point.id in request.points:
                    point.requests.append(number)

    def _asked(self, request: schema.Request) -> Asked:
        is_closed = request.outcome is not None or request.response in self._response_since
        deadlines = [Deadline(self._known.extension(item) or NEVER, *_end(item.until)) for item in request.extensions]
        since = self._known.request(request) or NEVER
        if request.deadline:
            deadlines.append(Deadline(since, *_end(request.deadline)))
        return Asked(
            id=request.id,
            party=request.to,
            since=since,
            closed=(self._known.outcome(request) or NEVER) if is_closed else None,
            deadlines=tuple(deadlines),
            answered_from=self._first_answer.get(request.to),
        )


def _end(moment: Moment) -> tuple[datetime, str | None]:
    return moment.end or NEVER, moment.value or moment.not_after


def _positions(response: schema.Response, words: tuple[StanceWord, ...]) -> Iterator[tuple[str, PartyPosition]]:
    """Point and position of each stance in words that are the party's to use."""
    express: defaultdict[str, list[str]] = defaultdict(list)
    for stance in response.stances:
        if stance.directness == Directness.EXPRESS:
            express[stance.stance].append(stance.point)
    for stance in sorted(response.stances, key=lambda item: item.id):
        if stance.stance in words:
            is_general = stance.directness == Directness.GENERAL
            beside = tuple(sorted(express[stance.stance])) if is_general else ()
            word = StanceWord(stance.stance)
            counts_as = GENERAL if is_general else word.value
            yield stance.point, PartyPosition(response.party, word, counts_as, stance.id, response.id, beside)
