"""Revisions of a case as readers see them: what changed, when, and the hash that commits to it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims.pages.presenting.moments import day
from claims.vocabulary import RevisionKind


@dataclass(frozen=True, slots=True)
class RevisionView:
    number: int
    kind: str
    note: str
    published: datetime
    hash: str = ""

    @property
    def can_differ(self) -> bool:
        """From the one before it, for readers."""
        return self.number > 1 and self.kind != RevisionKind.WITHDRAWAL

    @property
    def date(self) -> str:
        return day(self.published)


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A revision in the list of all of its claim. ``has_changes``: there is a text before it to compare with."""

    view: RevisionView
    is_readable: bool
    is_withdrawal: bool
    is_current: bool
    has_changes: bool


def revision_rows(views: list[RevisionView], readable: set[int]) -> list[RevisionRow]:
    """``readable``: the numbers of those whose text is there."""
    first = min(readable, default=0)
    return [
        RevisionRow(
            view,
            is_readable=view.number in readable,
            is_withdrawal=view.kind == RevisionKind.WITHDRAWAL,
            is_current=view is views[-1],
            has_changes=view.number in readable and view.number > first,
        )
        for view in views
    ]


def revision_view(row: dict[str, Any]) -> RevisionView:
    published = row["published_at"]
    if isinstance(published, str):
        published = datetime.fromisoformat(published)
    return RevisionView(row["number"], row["kind"], row["note"], published, row.get("hash", ""))
