"""Revisions of a case as readers see them: what changed, when, and the hash that commits to it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims.pages.presenting.moments import day


@dataclass(frozen=True, slots=True)
class RevisionView:
    number: int
    kind: str
    note: str
    published: datetime
    hash: str = ""

    @property
    def date(self) -> str:
        return day(self.published)


def revision_view(row: dict[str, Any]) -> RevisionView:
    published = row["published_at"]
    if isinstance(published, str):
        published = datetime.fromisoformat(published)
    return RevisionView(row["number"], row["kind"], row["note"], published, row.get("hash", ""))
