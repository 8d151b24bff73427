"""Lists by key: a part of a list starts after a row, not after a number of rows, so nothing is repeated or left out while
rows come and go, and the thousandth part costs what the first does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet


class Slice(NamedTuple):
    """``has_before`` and ``has_after``: whether the list goes on that way, as far as was looked."""

    rows: list[Any]
    has_before: bool
    has_after: bool


@dataclass(frozen=True)
class Order:
    """``columns`` are unique together. ``against``: those that run the other way than the rest."""

    columns: tuple[str, ...]
    is_descending: bool = True
    against: frozenset[str] = frozenset()

    def slice(
        self, rows: "QuerySet[Any]", limit: int, key: Sequence[Any] | None = None, *, is_back: bool = False
    ) -> Slice:
        """At most ``limit`` rows after the row with this key; with ``is_back`` those before it. One query.

        ``key``: a value for each column; without one, the beginning of the list.
        """
        is_down = self.is_descending != is_back
        if key is not None:
            rows = rows.filter(_beyond([(each, self._side(each, is_down)) for each in self.columns], key))
        signs = {"lt": "-", "gt": ""}
        order = [signs[self._side(column, is_down)] + column for column in self.columns]
        found = list(rows.order_by(*order)[: limit + 1])
        has_more, found = len(found) > limit, found[:limit]
        if is_back:
            found.reverse()
            return Slice(found, has_more, key is not None)
        return Slice(found, key is not None, has_more)

    def _side(self, column: str, is_down: bool) -> str:
        return "lt" if is_down != (column in self.against) else "gt"


def _beyond(columns: Sequence[tuple[str, str]], key: Sequence[Any]) -> Q:
    """Rows after ``key``, in a form that an index over the columns serves. ``columns``: each with the side it goes to."""
    (column, side), value = columns[0], key[0]
    strictly = Q((f"{column}__{side}", value))
    if len(columns) == 1:
        return strictly
    return Q((f"{column}__{side}e", value)) & (strictly | _beyond(columns[1:], key[1:]))
