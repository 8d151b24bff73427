"""What a reader of one revision sees differently in another: where the claim stood, then part by part of its page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import wording
from claims.dossier.differences import Difference, FieldDifference, Kind, differences
from claims.dossier.schema import Dossier
from claims.pages.presenting.cards import attributed_title
from claims.pages.presenting.case import StandingView, names, standing_view
from claims.pages.presenting.case_index import CaseIndex
from claims.pages.presenting.texts import Text
from claims.pages.presenting.voices import claim_text
from claims.standing import ClaimStanding, standing_of

MOST_DIFFERENCES = 200
_GROUPS = (
    (gettext_lazy("The claim"), ("claim", "relations")),
    (gettext_lazy("Points"), ("points",)),
    (gettext_lazy("Answers"), ("responses",)),
    (gettext_lazy("Requests for comment"), ("requests", "unasked")),
    (gettext_lazy("Events"), ("events",)),
    (gettext_lazy("Assessments"), ("assessments",)),
    (gettext_lazy("Sources"), ("sources", "citations")),
    (gettext_lazy("Parties and topics"), ("parties", "topics")),
)
"""In the order of the page: what a group is called, and the lists of the schema whose parts it holds."""


@dataclass(frozen=True, slots=True)
class Version:
    """One side of the comparison. ``at``: the moment whose standing is shown."""

    dossier: Dossier
    at: datetime


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    differences: list[Difference]


@dataclass(frozen=True, slots=True)
class Changes:
    """``more``: differences that are left out; ``unseen``: those of the record alone, whose words stayed the same."""

    title: Text
    before: StandingView
    after: StandingView
    groups: list[Group]
    more: int
    unseen: int

    @property
    def standing_stays(self) -> bool:
        return self.before == self.after


def changes_between(before: Version, after: Version, titles: Mapping[str, str]) -> Changes:
    """``titles``: those of related claims, by id."""
    was, becomes = (standing_of(each.dossier, now=each.at) for each in (before, after))
    found = differences(before.dossier, after.dossier, titles=titles)
    visible = [each for each in found if not each.is_hidden or not each.fields]
    numbers = CaseIndex(after.dossier).point_numbers
    answered = _with_answers(visible, _answers(before.dossier, was), _answers(after.dossier, becomes), numbers)
    shown = sorted(answered, key=lambda each: _place(each, numbers))
    title = claim_text(after.dossier, "title")
    assert title is not None  # noqa: S101  the schema requires it
    return Changes(
        title=attributed_title(title, CaseIndex(after.dossier).claimant),
        before=standing_view(was, names(before.dossier)),
        after=standing_view(becomes, names(after.dossier)),
        groups=list(_grouped(shown[:MOST_DIFFERENCES])),
        more=max(0, len(shown) - MOST_DIFFERENCES),
        unseen=len(found) - len(visible),
    )


def _grouped(found: list[Difference]) -> Iterator[Group]:
    for name, places in _GROUPS:
        members = [each for each in found if each.place[0] in places]
        if members:
            yield Group(str(name), members)


def _answers(dossier: Dossier, standing: ClaimStanding) -> dict[str, str]:
    """Where each point stands, in words."""
    parties = names(dossier)
    return {point.point: wording.point_headline(point, standing.tally, parties) for point in standing.points}


def _with_answers(
    found: list[Difference], was: dict[str, str], becomes: dict[str, str], numbers: dict[str, int]
) -> list[Difference]:
    """Where a point stands is told beside its words; a point of which only that changed is told, too."""
    fields = {
        point: FieldDifference(_("standing"), was.get(point, ""), becomes.get(point, ""))
        for point in [*becomes, *was]
        if was.get(point) != becomes.get(point)
    }
    joined = [
        replace(each, fields=[*each.fields, fields.pop(each.id)]) if each.of == "point" and each.id in fields else each
        for each in found
    ]
    return joined + [
        Difference(
            _("point %(number)d") % {"number": numbers[point]}, Kind.CHANGED, "point", point, [field], ("points",)
        )
        for point, field in fields.items()
        if point in numbers
    ]


def _place(difference: Difference, numbers: dict[str, int]) -> tuple[int, int]:
    """In the order of the groups; within the points, what is said of one stands together."""
    group = next(index for index, (_name, places) in enumerate(_GROUPS) if difference.place[0] in places)
    if difference.place[0] != "points":
        return group, 0
    point = difference.id if difference.of == "point" else "".join(difference.place[1:2])
    return group, numbers.get(point, len(numbers) + 1)
