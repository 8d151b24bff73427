"""Where a reader may look back to: each moment at which what this file knew changed, and how the claim stood from then on."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from claims import wording
from claims.dossier import schema
from claims.dossier.known import KnownFrom
from claims.fields.moment import Moment, just_after
from claims.pages.presenting.case_index import CaseIndex
from claims.pages.presenting.moments import instant_in_words
from claims.pages.presenting.parties import PartyName
from claims.standing import StandingStep, standing_steps

_EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class News:
    """What came to be known. ``kind``: claimed, point, answered, withdrawn, asked, extended, closed, passed, event,
    assessed or source."""

    kind: str
    party: PartyName | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """``asked``: what to ask for, empty for the last, which is the page itself; ``since``: the moment in words."""

    asked: str
    since: str
    headline: str
    status: str
    news: list[News]


@dataclass(frozen=True, slots=True)
class Stops:
    """``shown``: the place of the one that the page shows, -1 before the first."""

    listed: list[Stop] = field(default_factory=list)
    shown: int = -1

    def told(self, asked: str) -> str:
        """The moment that was asked for, in the words of its stop; empty where it is none."""
        return next((stop.since for stop in self.listed if stop.asked == asked), "")

    @property
    def place(self) -> int:
        """Of a slider, which knows no place before the first."""
        return max(self.shown, 0)

    @property
    def last_place(self) -> int:
        return len(self.listed) - 1

    @property
    def first(self) -> Stop | None:
        return self.listed[0] if self.shown > 0 else None

    @property
    def earlier(self) -> Stop | None:
        return self.listed[self.shown - 1] if self.shown > 0 else None

    @property
    def later(self) -> Stop | None:
        return self.listed[self.shown + 1] if self.shown + 1 < len(self.listed) else None


def stops_of(index: CaseIndex, as_of: datetime | None, now: datetime | None = None) -> Stops:
    """``index``: of the case as published. ``now``: what is later than it has not happened; None takes in everything."""
    known = KnownFrom(index.dossier)
    begun = known.claim()
    if begun is None:
        return Stops()
    steps = standing_steps(index.dossier).as_of
    starts = [step.start or _EVER for step in steps]
    named = {identifier: party.name for identifier, party in index.parties.items()}
    zones = _zones(index.dossier)
    moments = _moments(_news(index, known, steps), begun, now)
    last = len(moments) - 1
    listed = []
    for place, (at, asked, news) in enumerate(moments):
        standing = steps[bisect_right(starts, at) - 1].standing
        headline = wording.headline(standing.status, standing.tally, named)
        since = instant_in_words(asked, zones.get(at))
        listed.append(Stop("" if place == last else asked, since, headline, standing.status, news))
    shown = last if as_of is None else bisect_right([at for at, _, _ in moments], as_of) - 1
    return Stops(listed, shown)


def _moments(
    news: Iterable[tuple[datetime, News]], begun: datetime, now: datetime | None
) -> list[tuple[datetime, str, list[News]]]:
    """In order, each once: the moment, what to ask for, and what came to be known. What is older belongs to the first."""
    found: dict[str, tuple[datetime, list[News]]] = {}
    for instant, item in sorted(news, key=lambda each: each[0]):
        if now is None or max(instant, begun) <= now:
            asked, at = _asked_for(max(instant, begun))
            told = found.setdefault(asked, (at, []))[1]
            told += [item] if item not in told else []
    return [(at, asked, told) for asked, (at, told) in found.items()]


def _news(index: CaseIndex, known: KnownFrom, steps: Iterable[StandingStep]) -> Iterator[tuple[datetime, News]]:
    """Each thing with the moment from which it is known, in no order."""
    dossier, begun = index.dossier, known.claim()
    found: list[tuple[datetime | None, News]] = [(begun, News("claimed", index.claimant))]
    points = map(known.point, dossier.points)
    found += [(instant, News("point")) for instant in points if instant != begun]
    for response in dossier.responses:
        party = index.parties[response.party]
        found.append((known.response(response), News("answered", party)))
        if response.withdrawn_at:
            found.append((known.withdrawal(response), News("withdrawn", party)))
    for request in dossier.requests:
        found += _of_request(known, request, index.parties[request.to])
    found += [(known(event), News("event")) for event in dossier.events]
    found += [(known(item), News("assessed", index.parties.get(item.author or ""))) for item in dossier.assessments]
    found += [(known(source), News("source")) for source in dossier.sources if source.held]
    told = {instant for instant, _ in found}
    found += [(step.start, News("passed")) for step in steps if step.start not in told]
    yield from ((instant, news) for instant, news in found if instant)


def _of_request(known: KnownFrom, request: schema.Request, party: PartyName) -> Iterator[tuple[datetime | None, News]]:
    yield known.request(request), News("asked", party)
    yield from ((known.extension(extension), News("extended", party)) for extension in request.extensions)
    if request.outcome and not request.response:
        yield known.outcome(request), News("closed", party)


def _zones(dossier: schema.Dossier) -> dict[datetime, str]:
    """The zone in which a minute was stated, by its instant: a stop is told by the clock of its source."""
    dated: list[Moment | None] = [dossier.made_at]
    dated += [moment for response in dossier.responses for moment in (response.made_at, response.withdrawn_at)]
    dated += [moment for request in dossier.requests for moment in (request.sent_at, request.outcome_at)]
    dated += [event.at for event in dossier.events] + [source.published_at for source in dossier.sources]
    return {moment.end: moment.zone for moment in dated if moment and moment.zone and moment.end}


def _asked_for(start: datetime) -> tuple[str, datetime]:
    """What to ask for to see what is known from ``start`` on, and the moment that it means.

    A date where that is the end of a day, else the first whole minute of it.
    """
    instant = start.astimezone(UTC)
    if just_after(instant).time() == time.min:
        return instant.date().isoformat(), instant
    if instant.second or instant.microsecond:
        instant = instant.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return instant.strftime("%Y-%m-%dT%H:%MZ"), instant
