"""What a revision changed against the one before: for the list at the record, and beside what was corrected."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.urls import NoReverseMatch, reverse

from claims.dossier.differences import Difference, Kind, differences
from claims.dossier.schema import Dossier
from claims.pages.presenting.revisions import RevisionView
from claims.vocabulary import RevisionKind

LARGEST = 400_000  # bytes of a dossier; larger ones are compared on the page made for it
MOST_LISTED = 6
_CORRECTIVE = (RevisionKind.CORRECTION, RevisionKind.CLARIFICATION, RevisionKind.TYPO)


@dataclass(frozen=True, slots=True)
class Corrections:
    """The changes of a revision that corrects, by what they belong to: the claim itself, or one of its points (by id)."""

    revision: RevisionView
    of_claim: list[Difference] = field(default_factory=list)
    of_points: dict[str, list[Difference]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Amendments:
    """``more``: so many that are not listed; ``address``: of the page that compares the two revisions, if there is one."""

    listed: list[Difference] = field(default_factory=list)
    more: int = 0
    address: str = ""
    corrections: Corrections | None = None


def amendments_of(before: bytes | None, dossier: Dossier, revision: RevisionView) -> Amendments:
    """``before``: the document of the revision before this one; None where there is none, or none any more."""
    address = comparison(dossier.slug, revision.number)
    if before is None or len(before) > LARGEST:
        return Amendments(address=address)
    found = [each for each in differences(Dossier.from_json(bytes(before)), dossier) if not each.is_hidden]
    corrections = _corrections(found, dossier, revision) if revision.kind in _CORRECTIVE else None
    return Amendments(found[:MOST_LISTED], max(0, len(found) - MOST_LISTED), address, corrections)


def comparison(slug: str, number: int) -> str:
    if number < 2:
        return ""
    try:
        return reverse("claim-revision-changes", kwargs={"slug": slug, "number": number})
    except NoReverseMatch:
        return ""


def _corrections(found: list[Difference], dossier: Dossier, revision: RevisionView) -> Corrections:
    points = {stance.id: stance.point for response in dossier.responses for stance in response.stances}
    points |= {point.id: point.id for point in dossier.points}
    of_points: dict[str, list[Difference]] = defaultdict(list)
    for each in found:
        if each.of in ("point", "stance") and each.kind == Kind.CHANGED and each.id in points:
            of_points[points[each.id]].append(each)
    return Corrections(revision, [each for each in found if each.of == "claim"], dict(of_points))
