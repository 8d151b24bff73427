"""What each party answered to each point, and what became of its denials: the facts that the figures of a party count.

Pure functions of a published dossier; everything on record in it counts, as of now. They say what is on record after an
answer and never which account is right.

- **Whose points.** Of a party that is not the claimant: the points about it (the point's subjects, or the claim's), and
  those it answered. Of the claimant: the points it stood by, corrected, retracted or disowned.
- **Answer.** The party's position as the standing has it: its latest express ``denies``, ``qualifies`` or ``confirms``;
  else ``declines``; else ``general`` where a sweeping denial may cover the point; else ``none``.
- **A denial** is a party and a point which it expressly denied in at least one response that was not replaced (a
  replaced one was entered in error). Denied three times is one denial. A general denial is none. A denial that was
  withdrawn, or followed by another account, still was one: so a party can have denied more points than it denies now.
- **Later** than its first denial, in the order of the standing: by the moment from which a response is known, then by its
  place in the case. Of a month or a day the end counts, as everywhere; a day and a minute within it therefore stand in
  the order minute, day. Assessments have no place: one that is known at the very moment of the denial counts as later.
- **A different account**: a later express ``qualifies`` or ``confirms`` of the same party on the same point that was
  neither replaced nor withdrawn. It stays one if the party denied again afterwards: both are on record.
- **Spoke again**: later express words on the point (a denial once more, or no comment), none of them a different account.
- **Withdrawn**: every response in which it denied the point was withdrawn by the party.
- **Taken back**: a later express ``corrects``, ``retracts`` or ``disowns`` of the claimant on the point. **Stood by**: a
  later ``stands_by`` and none of those.
- **Assessed**: a later assessment that covers the point, by somebody else than the party, the claimant and this desk.
- **Nothing**: none of these.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from claims.dossier import schema
from claims.dossier.known import KnownFrom
from claims.standing.points import answers_to
from claims.standing.record import NEVER, ClaimRecord, Entry, PointRecord
from claims.vocabulary import Became, PointAnswer, StanceWord

_DIFFERENT: Final = (StanceWord.QUALIFIES, StanceWord.CONFIRMS)


@dataclass(frozen=True, slots=True)
class Denial:
    """``response``: the first that denies. ``later``: the latest with a different account, if there is one."""

    response: str
    became: tuple[Became, ...]
    later: str | None = None


@dataclass(frozen=True, slots=True)
class PartyPoint:
    party: str
    point: str
    answer: PointAnswer
    denial: Denial | None = None


def party_points(dossier: schema.Dossier) -> list[PartyPoint]:
    """One for each party and point that belong together, in the order of the points."""
    record = ClaimRecord(dossier)
    subjects = {point.id: point.subjects or dossier.subjects for point in dossier.points}
    after = _After(dossier, record)
    return [found for point in record.points for found in _of_point(point, subjects[point.id], record, after)]


def _of_point(point: PointRecord, subjects: list[str], record: ClaimRecord, after: "_After") -> Iterator[PartyPoint]:
    answers = answers_to(point, NEVER)
    held = {position.party: PointAnswer(position.counts_as) for position in answers.positions}
    denials = after.denials(point)
    concerned = dict.fromkeys([*subjects, *held, *denials])
    for party in concerned:
        if party != record.claimant:
            yield PartyPoint(party, point.id, held.get(party, PointAnswer.NONE), denials.get(party))
    if record.claimant and answers.claimant and not answers.claimant.is_general:
        yield PartyPoint(record.claimant, point.id, PointAnswer(answers.claimant.word))


class _After:
    """What is on record after the denials of one case."""

    def __init__(self, dossier: schema.Dossier, record: ClaimRecord) -> None:
        self._record = record
        self._replaced = {item.replaces for item in dossier.responses if item.replaces}
        self._withdrawn = {item.id for item in dossier.responses if item.withdrawn_at}
        known = KnownFrom(dossier)
        self._assessments = [(item, known(item) or NEVER) for item in dossier.assessments]

    def denials(self, point: PointRecord) -> dict[str, Denial]:
        """By party, in the order in which they first denied it."""
        spoken: dict[str, list[Entry]] = {}
        for entry in self._express(point.entries):
            spoken.setdefault(entry.position.party, []).append(entry)
        found = {}
        for party, entries in spoken.items():
            if any(entry.position.word == StanceWord.DENIES for entry in entries):
                found[party] = self._denial(point, party, entries)
        return found

    def _denial(self, point: PointRecord, party: str, entries: list[Entry]) -> Denial:
        denying = [entry for entry in entries if entry.position.word == StanceWord.DENIES]
        first = denying[0]
        later = self._later(first, entries)
        different = [entry for entry in later if entry.position.word in _DIFFERENT]
        moves = {entry.position.word for entry in self._later(first, self._express(point.moves))}
        took_back = bool(moves - {StanceWord.STANDS_BY})
        holds = {
            Became.SPOKE_AGAIN: bool(later) and not different,
            Became.DIFFERENT_ACCOUNT: bool(different),
            Became.WITHDRAWN: all(entry.position.response in self._withdrawn for entry in denying),
            Became.TAKEN_BACK: took_back,
            Became.STOOD_BY: bool(moves) and not took_back,
            Became.ASSESSED: self._is_assessed(point, party, first),
        }
        became = tuple(word for word, does_hold in holds.items() if does_hold) or (Became.NOTHING,)
        return Denial(first.position.response, became, different[-1].position.response if different else None)

    def _express(self, entries: list[Entry]) -> list[Entry]:
        """Without those that were entered in error, in their order."""
        return [
            entry
            for entry in entries
            if not entry.position.is_general and entry.position.response not in self._replaced
        ]

    def _later(self, first: Entry, entries: list[Entry]) -> list[Entry]:
        """Of those that still stand."""
        rank = self._record.ranks[first.position.response]
        return [
            entry
            for entry in entries
            if entry.position.response not in self._withdrawn and self._record.ranks[entry.position.response] > rank
        ]

    def _is_assessed(self, point: PointRecord, party: str, first: Entry) -> bool:
        concerned = (None, party, self._record.claimant)
        return any(
            item.author not in concerned and (not item.points or point.id in item.points) and since >= first.since
            for item, since in self._assessments
        )
