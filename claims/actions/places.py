"""The place of a row among its siblings: points of a claim, passages of an answer, hedges of a stance."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Max
from django.utils.translation import gettext as _

from claims.errors import RecordChanged
from claims.models.record import CaseRecord

_OWNERS = ("response", "stance", "claim")
"""The fields that name the owner of a row; the first that a row has."""


def siblings(record: models.Model) -> models.QuerySet[Any]:
    """The rows among which it has its place, itself included; what was removed has none."""
    owner = next(name for name in _OWNERS if hasattr(record, f"{name}_id"))
    rows = type(record)._base_manager.filter(**{f"{owner}_id": getattr(record, f"{owner}_id")})
    return rows.filter(is_removed=False) if isinstance(record, CaseRecord) else rows


def last(record: Any) -> Any:
    """The same row with the place after all the others."""
    record.order = (siblings(record).aggregate(last=Max("order"))["last"] or 0) + 1
    return record


def require_order(rows: Iterable[Any], shown: Sequence[UUID] | None) -> None:
    """Raise RecordChanged where somebody ordered the rows anew since they were ``shown`` in this order. None: nobody asks."""
    now = [row.pk for row in sorted(rows, key=lambda row: (row.order, str(row.pk)))]
    if shown is not None and set(shown) == set(now) and list(shown) != now:
        raise RecordChanged(_("Somebody else changed the order since it was shown to you. This is it now: move again."))
