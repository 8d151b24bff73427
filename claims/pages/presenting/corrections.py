"""Corrections, clarifications and withdrawals as their page lists them: by month, each with what changed in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from claims.dossier.differences import FieldDifference
from claims.dossier.schema import Dossier
from claims.pages.presenting.entries import EntryView, entry_view
from claims.pages.presenting.moments import month
from claims.pages.presenting.revisions import RevisionView, revision_view

MOST_CHANGES = 3


@dataclass(frozen=True, slots=True)
class ChangedWords:
    part: str
    field: FieldDifference


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """``entry`` tells no title where the withdrawal hides what the claim was. ``more``: changes that are left out."""

    slug: str
    revision: RevisionView
    entry: EntryView
    changes: list[ChangedWords]
    more: int


@dataclass(frozen=True, slots=True)
class Month:
    name: str
    corrections: list[CorrectionView]


def correction_view(row: dict[str, Any], before: Dossier | None, dossier: Dossier | None) -> CorrectionView:
    """``row``: of ``entries.latest``; without dossiers it tells that something changed, and not what."""
    entry = entry_view(row, before, dossier)
    told = entry.differences if before else []  # compared with nothing, the whole case would be new
    changes = [
        ChangedWords(difference.part, field)
        for difference in told
        for field in difference.fields
        if not field.is_hidden
    ]
    more = max(0, len(changes) - MOST_CHANGES) + entry.more
    return CorrectionView(row["slug"], revision_view(row), entry, changes[:MOST_CHANGES], more)


def by_month(corrections: Iterable[CorrectionView]) -> list[Month]:
    """In the order in which they come."""
    return [
        Month(name, list(members))
        for name, members in groupby(corrections, key=lambda each: month(each.revision.published))
    ]
