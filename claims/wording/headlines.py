"""The headline of a standing: its word, and who."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from claims.standing import Answer, ClaimantMoves, PointStanding, Tally
from claims.vocabulary import StandingWord
from claims.wording.lists import Names, agents, name_of, subjects

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as LazyText


class _Position(NamedTuple):
    """How a position is said: of whoever takes it on every point; of several that do only together; of some points."""

    figure: str
    string: Callable[[Names, Sequence[str]], str]
    whole: "LazyText"
    together: "LazyText"
    part: "LazyText"


_DENIED = _Position(
    "denies",
    agents,
    gettext_lazy("Denied by %(names)s"),
    gettext_lazy("Denied by %(names)s, each in part"),
    gettext_lazy("Denied in part by %(names)s"),
)
_QUALIFIED = _Position(
    "qualifies",
    subjects,
    ngettext_lazy("%(names)s gives a different account", "%(names)s give a different account", "count"),
    gettext_lazy("%(names)s give a different account, each in part"),
    ngettext_lazy("%(names)s gives a different account in part", "%(names)s give a different account in part", "count"),
)
_CONFIRMED = _Position(
    "confirms",
    agents,
    gettext_lazy("Confirmed by %(names)s"),
    gettext_lazy("Confirmed by %(names)s, each in part"),
    gettext_lazy("Confirmed in part by %(names)s"),
)
_DECLINED = _Position(
    "declines",
    subjects,
    gettext_lazy("%(names)s: no comment"),
    gettext_lazy("%(names)s: no comment, each on part of it"),
    gettext_lazy("%(names)s: no comment on part of it"),
)
_WHOLE = {
    StandingWord.DENIED: _DENIED,
    StandingWord.QUALIFIED: _QUALIFIED,
    StandingWord.CONFIRMED: _CONFIRMED,
    StandingWord.DECLINED: _DECLINED,
}
_PART = {
    StandingWord.PARTLY_DENIED: _DENIED,
    StandingWord.PARTLY_QUALIFIED: _QUALIFIED,
    StandingWord.PARTLY_CONFIRMED: _CONFIRMED,
    StandingWord.PARTLY_DECLINED: _DECLINED,
}
_TAKEN_BACK = {
    StandingWord.RETRACTED: gettext_lazy("Retracted by %(name)s"),
    StandingWord.CORRECTED: gettext_lazy("Corrected by %(name)s"),
    StandingWord.DISOWNED: gettext_lazy("Disowned by %(name)s"),
}


def headline(status: str, tally: Tally, names: Names) -> str:
    """“Denied in part by Facebook”. ``status``: a StandingWord or its value."""
    word = StandingWord(status)
    if position := _WHOLE.get(word):
        return _wholly(position, tally, names)
    if position := _PART.get(word):
        return _said(position.part, position, _taking(position, tally), names)
    if tally.claimant and (word in _TAKEN_BACK or word == StandingWord.PARTLY_CORRECTED):
        text = _TAKEN_BACK.get(word) or _partly_taken_back(tally.claimant)
        return text % {"name": name_of(names, tally.claimant.party)}
    match word:
        case StandingWord.NOT_YET_MADE:
            return _("Not yet made")
        case StandingWord.CONFLICTING:
            return _("The answers differ")
        case StandingWord.AWAITING:
            return _awaiting([answer for answer in tally.answers if answer.awaiting], names)
        case StandingWord.NO_RESPONSE:
            asked = [answer.party for answer in tally.answers if answer.no_response]
            return _("Asked, no answer by the deadline: %(names)s") % {"names": subjects(names, asked)}
        case _:
            return _unanswered(tally, names)


def point_headline(point: PointStanding, tally: Tally, names: Names) -> str:
    """The same for one point; ``tally`` is that of the claim, which knows who has answered at all, and deadlines."""
    if point.status == StandingWord.UNANSWERED and any(answer.has_answered for answer in tally.answers):
        return _("No specific answer to this point")
    deadlines = {answer.party: answer.deadline for answer in tally.answers}
    figures: dict[str, dict[str, Any]] = {position.party: {position.counts_as: 1} for position in point.positions}
    asked: dict[str, dict[str, Any]] = {party: {"no_response": 1} for party in point.no_response}
    asked |= {party: {"awaiting": 1} for party in point.awaiting}
    answers = [
        replace(Answer(party, deadline=deadlines.get(party)), **figures.get(party, {}), **asked.get(party, {}))
        for party in dict.fromkeys([*figures, *asked])
    ]
    claimant = ClaimantMoves(point.claimant.party) if point.claimant else None
    return headline(point.status, Tally(1, tuple(answers), claimant), names)


def _wholly(position: _Position, tally: Tally, names: Names) -> str:
    taking = _taking(position, tally)
    wholly = [answer for answer in taking if getattr(answer, position.figure) == tally.points]
    if wholly:
        return _said(position.whole, position, wholly, names)
    return _said(position.together, position, taking, names)


def _taking(position: _Position, tally: Tally) -> list[Answer]:
    return [answer for answer in tally.answers if getattr(answer, position.figure)]


def _said(text: "LazyText", position: _Position, answers: list[Answer], names: Names) -> str:
    parties = [answer.party for answer in answers]
    return text % {"names": position.string(names, parties), "count": len(parties)}


def _partly_taken_back(moves: ClaimantMoves) -> str:
    """“Corrected” covers all three; where only one of them happened, that one is named."""
    if moves.retracts and not moves.corrects and not moves.disowns:
        return _("Retracted in part by %(name)s")
    if moves.disowns and not moves.corrects and not moves.retracts:
        return _("Disowned in part by %(name)s")
    return _("Corrected in part by %(name)s")


def _awaiting(asked: list[Answer], names: Names) -> str:
    text = _("Asked, deadline running: %(names)s")
    if not any(answer.deadline for answer in asked):
        text = _("Asked, no answer yet: %(names)s")
    return text % {"names": subjects(names, [answer.party for answer in asked])}


def _unanswered(tally: Tally, names: Names) -> str:
    """Whoever answered something, though no point expressly or not for good, is not shown as somebody without an answer."""
    answered = [answer.party for answer in tally.answers if answer.has_answered]
    withdrawn = [answer.party for answer in tally.answers if answer.has_withdrawn]
    if answered:
        return _("No specific answer by %(names)s") % {"names": agents(names, answered)}
    if withdrawn:
        return _("Answer withdrawn by %(names)s") % {"names": agents(names, withdrawn)}
    return _("No answer on record")
