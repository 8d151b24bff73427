"""A cell of the table of points and parties: what a party says about a point, in a label and sometimes a note."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from claims.standing import PartyPosition, PointStanding, Tally
from claims.vocabulary import StanceWord
from claims.wording.lists import numbers

_LABELS = {
    StanceWord.DENIES: gettext_lazy("Denies"),
    StanceWord.QUALIFIES: gettext_lazy("Gives a different account"),
    StanceWord.CONFIRMS: gettext_lazy("Confirms"),
    StanceWord.DECLINES: gettext_lazy("No comment"),
    StanceWord.STANDS_BY: gettext_lazy("Stands by the claim"),
    StanceWord.CORRECTS: gettext_lazy("Corrects"),
    StanceWord.RETRACTS: gettext_lazy("Retracts"),
    StanceWord.DISOWNS: gettext_lazy("Disowns"),
}


class Cell(NamedTuple):
    """``kind`` picks the mark: a StanceWord, ``general``, ``none``, ``awaiting``, ``no_response`` or ``unanswered``."""

    kind: str
    label: str
    note: str = ""


def stance_label(word: str) -> str:
    """A stance as the label of a cell. ``word``: a StanceWord or its value."""
    return str(_LABELS[StanceWord(word)])


def cell_of(point: PointStanding, party: str, tally: Tally, numbers_of: Mapping[str, int]) -> Cell:
    """``tally`` is that of the claim; ``numbers_of``: the number that each point is shown with, by its id."""
    if point.claimant and point.claimant.party == party:
        return Cell(point.claimant.word.value, stance_label(point.claimant.word))
    position = next((position for position in point.positions if position.party == party), None)
    if position and position.is_general:
        return Cell("general", _("No specific answer to this point"), _possibly_covered(position, numbers_of))
    if position:
        return Cell(position.word.value, stance_label(position.word))
    answer = next((answer for answer in tally.answers if answer.party == party), None)
    if party in point.awaiting:
        has_deadline = answer is not None and answer.deadline
        return Cell("awaiting", _("Asked, deadline running") if has_deadline else _("Asked, no answer yet"))
    if party in point.no_response:
        return Cell("no_response", _("Asked, no answer by the deadline"))
    if answer and answer.has_answered:
        return Cell("none", _("No specific answer to this point"))
    if answer and answer.has_withdrawn:
        return Cell("unanswered", _("Answer withdrawn"))
    return Cell("unanswered", _("No answer on record"))


def possibly_covered(point: PointStanding, numbers_of: Mapping[str, int]) -> str:
    """Of a point that nobody answers expressly: by what it may be covered. Empty where nothing general was said."""
    if point.is_answered:
        return ""
    return " ".join(dict.fromkeys(_possibly_covered(position, numbers_of) for position in point.positions))


def _possibly_covered(position: PartyPosition, numbers_of: Mapping[str, int]) -> str:
    beside = [numbers_of[point] for point in position.beside if point in numbers_of]
    if position.word == StanceWord.DENIES:
        text = ngettext(
            "Possibly covered by the denial of point %(points)s. Shown, not counted.",
            "Possibly covered by the denial of points %(points)s. Shown, not counted.",
            len(beside),
        )
        unplaced = _("Possibly covered by a general denial. Shown, not counted.")
    else:
        text = ngettext(
            "Possibly covered by the answer to point %(points)s. Shown, not counted.",
            "Possibly covered by the answer to points %(points)s. Shown, not counted.",
            len(beside),
        )
        unplaced = _("Possibly covered by a general answer. Shown, not counted.")
    return text % {"points": numbers(beside)} if beside else unplaced
