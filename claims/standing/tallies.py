"""Who answered how much: the figures behind headline and sentence."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain
from operator import attrgetter

from claims.standing.points import Instant, Open
from claims.standing.record import ClaimRecord
from claims.standing.results import Answer, ClaimantMoves, PointStanding, Tally
from claims.vocabulary import StanceWord

_FIGURES = ("denies", "qualifies", "confirms", "declines", "general")
_figure = attrgetter("party", "counts_as")


def tally_of(
    record: ClaimRecord, points: Sequence[PointStanding], requests: Sequence[Open | None], at: Instant
) -> Tally:
    """Parties that spoke, in the order in which they first did, then those asked without an answer."""
    taken = Counter(map(_figure, chain.from_iterable(point.positions for point in points)))
    requests_of = _by_party(requests)
    awaiting = Counter(chain.from_iterable(point.awaiting for point in points))
    passed = Counter(chain.from_iterable(point.no_response for point in points))
    speaking = {item.party for item in record.spoken if item.counts(at.known)}
    withdrawn = {item.party for item in record.spoken if item.is_withdrawn(at.known)} - speaking
    in_order = [item.party for item in record.spoken if item.party in speaking | withdrawn]
    in_order += [party for party in requests_of if awaiting[party] or passed[party]]
    answers = []
    for party in dict.fromkeys(in_order):
        figures = {name: taken[party, name] for name in _FIGURES}
        answer = Answer(
            party=party,
            **figures,
            none=len(points) - sum(figures.values()),
            has_answered=party in speaking,
            has_withdrawn=party in withdrawn,
            awaiting=awaiting[party],
            no_response=passed[party],
            deadline=_deadline(requests_of[party]),
        )
        answers.append(answer)
    return Tally(len(points), tuple(answers), _claimant(record.claimant, points))


def _by_party(requests: Sequence[Open | None]) -> defaultdict[str, list[Open]]:
    found: defaultdict[str, list[Open]] = defaultdict(list)
    for request in requests:
        if request:
            found[request.party].append(request)
    return found


def _deadline(requests: list[Open]) -> str | None:
    """The next one that runs out; where none is running, the last one that passed."""
    running = [item.deadline for item in requests if item.deadline and not item.has_passed]
    passed = [item.deadline for item in requests if item.deadline and item.has_passed]
    if running:
        return min(running, key=lambda item: item.end).text
    return max(passed, key=lambda item: item.end).text if passed else None


def _claimant(claimant: str | None, points: Sequence[PointStanding]) -> ClaimantMoves | None:
    moves = Counter(point.claimant.word for point in points if point.claimant)
    if claimant is None or not moves:
        return None
    return ClaimantMoves(
        party=claimant,
        retracts=moves[StanceWord.RETRACTS],
        corrects=moves[StanceWord.CORRECTS],
        disowns=moves[StanceWord.DISOWNS],
        stands_by=moves[StanceWord.STANDS_BY],
    )
