"""What the computation of a standing returns. The tally is also stored as JSON, so that lists can say it in words."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any, Self

from claims.vocabulary import Directness, StanceWord, StandingWord

GENERAL = Directness.GENERAL.value


@dataclass(frozen=True, slots=True)
class PartyPosition:
    """What a party's answers come to on one point.

    ``counts_as``: the word, or ``general`` where it is shown as possibly covering the point and never counted. It names
    the member of the party's Answer that counts it. ``beside``: for a general one, the points that the same response
    answers expressly with the same word.
    """

    party: str
    word: StanceWord
    counts_as: str
    stance: str
    response: str
    beside: tuple[str, ...] = ()

    @property
    def is_general(self) -> bool:
        return self.counts_as == GENERAL


@dataclass(frozen=True, slots=True)
class PointStanding:
    """``positions``: one a party, in the order in which they came to speak, those that only generally cover it last.

    ``claimant``: the claimant's move that holds, else its latest ``stands_by``. ``awaiting`` and ``no_response``: the
    parties asked about the point whose deadline is running, or passed without any answer of theirs.
    """

    point: str
    status: StandingWord
    basis: tuple[str, ...] = ()
    positions: tuple[PartyPosition, ...] = ()
    claimant: PartyPosition | None = None
    awaiting: tuple[str, ...] = ()
    no_response: tuple[str, ...] = ()

    @property
    def is_answered(self) -> bool:
        """Somebody takes an express position, a ``declines`` included, or the claimant took it back."""
        return self.claimant_took_back or any(not position.is_general for position in self.positions)

    @property
    def claimant_took_back(self) -> bool:
        return self.claimant is not None and self.claimant.word != StanceWord.STANDS_BY


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many points: in all; with a counted position or the claimant's correction; else declined; else general."""

    points: int = 0
    addressed: int = 0
    declined: int = 0
    general: int = 0

    def as_json(self) -> dict[str, int]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Answer:
    """One party over all points: on how many it takes which position. The figures from ``denies`` to ``none`` add up.

    ``has_answered``: a response of it counts; ``has_withdrawn``: none does any more, since it took them back. ``awaiting`` and ``no_response``: points it was asked about, with the
    deadline running, or passed without any answer; ``deadline`` is theirs, as a value of a Moment.
    """

    party: str
    denies: int = 0
    qualifies: int = 0
    confirms: int = 0
    declines: int = 0
    general: int = 0
    none: int = 0
    has_answered: bool = False
    awaiting: int = 0
    no_response: int = 0
    deadline: str | None = None
    has_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class ClaimantMoves:
    """On how many points the claimant's latest word is which."""

    party: str
    retracts: int = 0
    corrects: int = 0
    disowns: int = 0
    stands_by: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """Who answered how much, without the points: enough for headline and sentence."""

    points: int = 0
    answers: tuple[Answer, ...] = ()
    claimant: ClaimantMoves | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain JSON; members that say nothing (0, false, null) are left out."""
        stored: dict[str, Any] = {"points": self.points, "answers": [_telling(answer) for answer in self.answers]}
        if self.claimant:
            stored["claimant"] = _telling(self.claimant)
        return stored

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        claimant = stored.get("claimant")
        return cls(
            points=stored["points"],
            answers=tuple(Answer(**answer) for answer in stored["answers"]),
            claimant=ClaimantMoves(**claimant) if claimant else None,
        )


@dataclass(frozen=True, slots=True)
class ClaimStanding:
    """The standing of a claim. ``points`` are those known by ``as_of``, in their order."""

    status: StandingWord
    coverage: Coverage = field(default_factory=Coverage)
    basis: tuple[str, ...] = ()
    points: tuple[PointStanding, ...] = ()
    tally: Tally = field(default_factory=Tally)
    as_of: datetime | None = None

    def summary(self) -> tuple[StandingWord, Coverage, tuple[str, ...], Tally]:
        """What a stored step says; two moments with equal summaries are one step."""
        return self.status, self.coverage, self.basis, self.tally

    def point(self, identifier: str) -> PointStanding:
        """The standing of one point. Raises KeyError where it was not known by then."""
        for standing in self.points:
            if standing.point == identifier:
                return standing
        raise KeyError(identifier)


def _telling(part: Answer | ClaimantMoves) -> dict[str, Any]:
    values = {item.name: getattr(part, item.name) for item in fields(part)}
    return {name: value for name, value in values.items() if value}
