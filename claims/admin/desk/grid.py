"""The matrix of points and answers: marks only. A large case has thousands of cells; what stands in one is shown when it opens."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from claims import wording
from claims.admin.desk.cell_form import Seen
from claims.dossier.schema import Dossier, Stance
from claims.models import Claim
from claims.models import Stance as StoredStance
from claims.standing import ClaimStanding
from claims.vocabulary import Directness, StanceWord

MOST_WORDED = 1000
"""Hedges whose words stand in the matrix. Where there are more, the marks say that there are some."""


class Cell(NamedTuple):
    """A crossing, as a tuple that a template unpacks. ``short`` names it in addresses of the page; ``seen`` travels along
    with what is done there. ``shape`` and ``label``: of the stance; empty where none is taken."""

    short: str
    seen: str
    shape: str
    label: str
    hedges: str


@dataclass(frozen=True)
class PointRow:
    pk: str
    order: int
    text: str
    standing: str
    cells: list[Cell]


def versions_of(claim: Claim) -> dict[str, int]:
    """Of the stances. To be read before what is shown of them: who meets a change in between is then told of it."""
    stored = StoredStance.objects.standing().filter(claim=claim).values_list("pk", "version")
    return {str(pk): version for pk, version in stored}


def rows_of(
    dossier: Dossier, standing: ClaimStanding, names: Mapping[str, str], versions: Mapping[str, int]
) -> list[PointRow]:
    labels = _labels()
    stances = [(response.id, stance) for response in dossier.responses for stance in response.stances]
    is_worded = sum(len(stance.hedges) for _response, stance in stances) <= MOST_WORDED
    hedged = "" if is_worded else _("hedged")
    taken = {(stance.point, response): _mark(stance, versions, labels, hedged) for response, stance in stances}
    ends = [(each.id, each.id[-8:]) for each in dossier.responses]
    empty = (str(Seen(0)), "", "", "")
    return [
        PointRow(
            pk=point.id,
            order=point.order,
            text=point.text,
            standing=wording.point_headline(standing.point(point.id), standing.tally, names),
            cells=[Cell(f"{point.id[-8:]}.{end}", *taken.get((point.id, pk), empty)) for pk, end in ends],
        )
        for point in dossier.points
    ]


def _labels() -> dict[tuple[str, str], str]:
    """By stance and directness, in the active language, each looked up once."""
    found = {(word.value, Directness.EXPRESS.value): str(word.label) for word in StanceWord}
    general = _("general")
    return found | {(word.value, Directness.GENERAL.value): f"{word.label}, {general}" for word in StanceWord}


def _mark(
    stance: Stance, versions: Mapping[str, int], labels: Mapping[tuple[str, str], str], hedged: str
) -> tuple[str, str, str, str]:
    """``hedged``: the word for hedges, where theirs are too many."""
    word, directness = str(stance.stance), str(stance.directness)
    seen = Seen(versions[stance.id], stance.id[-8:]) if stance.id in versions else Seen(0)
    shape = f"{word} general" if directness == Directness.GENERAL else word
    label = labels[word, directness]
    if hedged and stance.hedges:
        return str(seen), shape, f"{label}, {hedged}", ""
    return str(seen), shape, label, ", ".join(hedge.words for hedge in stance.hedges)
