"""Corrections and withdrawals, as the page of corrections lists them."""

from dataclasses import dataclass
from typing import Any

from claims.pages.presenting.cards import Card, card_of
from claims.pages.presenting.revisions import RevisionView, revision_view


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """``card`` is None where the withdrawal hides what the claim was, or its text was taken off the record."""

    slug: str
    revision: RevisionView
    card: Card | None
    is_withdrawn: bool
    hides_revisions: bool


def correction_view(row: dict[str, Any]) -> CorrectionView:
    is_hidden = row["hides_revisions"] or not row["card"]
    card = None if is_hidden else card_of(row["slug"], row["card"], None)
    return CorrectionView(row["slug"], revision_view(row), card, row["is_withdrawn"], row["hides_revisions"])
