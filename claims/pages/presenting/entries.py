"""An entry of a feed: what a revision changed, as a reader sees it, and where the claim stood when it was published."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from claims.dossier.differences import Difference, differences
from claims.dossier.schema import Dossier
from claims.pages.presenting.cards import attributed_title, card_of
from claims.pages.presenting.case import StandingView, names, standing_view
from claims.pages.presenting.case_index import CaseIndex
from claims.pages.presenting.embedding import PointAnswer, point_answers
from claims.pages.presenting.parties import reported
from claims.pages.presenting.texts import Text
from claims.pages.presenting.voices import claim_text, shown_statement
from claims.standing import standing_of
from claims.vocabulary import RevisionKind

MOST_DIFFERENCES = 40


@dataclass(frozen=True, slots=True)
class EntryView:
    """``statement`` and ``points`` only for a first publication, ``differences`` only for a later one. ``reported``: by
    whom they were.

    ``is_redacted``: the claim shows no text any more, whatever this revision has.
    """

    title: Text | None
    kind: str
    note: str
    is_withdrawal: bool
    is_gone: bool
    is_redacted: bool = False
    standing: StandingView | None = None
    statement: Text | None = None
    reported: str = ""
    points: list[PointAnswer] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    more: int = 0

    @property
    def heading(self) -> str:
        """“Correction: WSJ report: …”."""
        title = self.title.words if self.title else self._without_title()
        if self.kind == RevisionKind.FIRST:
            return title
        label = str(RevisionKind(self.kind).label)
        return f"{label[0].upper()}{label[1:]}: {title}"

    def _without_title(self) -> str:
        return _("A claim whose text was removed") if self.is_redacted else _("A claim that was withdrawn")


def entry_view(row: dict[str, Any], before: Dossier | None, dossier: Dossier | None) -> EntryView:
    """``row``: of ``entries.latest``. Without a dossier it tells that something changed, and not what."""
    is_withdrawal = row["kind"] == RevisionKind.WITHDRAWAL
    if dossier is None:
        is_hidden, is_redacted = row["is_hidden"], not row["card"]
        title = None if is_hidden or is_redacted else card_of(row["slug"], row["card"], None).title
        return EntryView(
            title, row["kind"], row["note"], is_withdrawal, not is_withdrawal, is_redacted and not is_hidden
        )
    standing, parties = standing_of(dossier, now=row["published_at"]), names(dossier)
    first = row["kind"] == RevisionKind.FIRST
    found = [] if first else [each for each in differences(before, dossier) if not each.is_hidden]
    return EntryView(
        title=_title(dossier),
        kind=row["kind"],
        note=row["note"],
        is_withdrawal=False,
        is_gone=False,
        standing=standing_view(standing, parties),
        statement=shown_statement(dossier) if first else None,
        reported=reported(CaseIndex(dossier).claimant),
        points=point_answers(dossier, standing, parties) if first else [],
        differences=found[:MOST_DIFFERENCES],
        more=max(0, len(found) - MOST_DIFFERENCES),
    )


def _title(dossier: Dossier) -> Text | None:
    """As that revision had it: an entry does not change when the title does."""
    title = claim_text(dossier, "title")
    return attributed_title(title, CaseIndex(dossier).claimant) if title else None
