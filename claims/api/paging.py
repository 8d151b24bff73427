"""Paging by key (claims.models.keyset), with cursors that name the row after which a page starts.

A cursor holds only for the parameters it was made with, and says nothing that is not in the list.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from rest_framework.request import Request

from claims.api.parameters import DEFAULT_ROWS
from claims.api.refusals import Refused
from claims.models.keyset import Order

FORWARD, BACK = "next", "previous"
FREE = {"cursor", "limit", "fields", "facets"}
"""Parameters that may change from page to page."""


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    next: str | None
    previous: str | None


@dataclass(frozen=True)
class Keyset:
    """``columns`` make the order and are unique together; ``readers`` turn their text in a cursor into a value.

    ``against``: columns that run the other way than the rest.
    """

    columns: tuple[str, ...]
    readers: tuple[Callable[[str], Any], ...]
    is_descending: bool
    key: Callable[[Any], Sequence[Any]]
    against: frozenset[str] = frozenset()

    @classmethod
    def of_values(
        cls,
        columns: tuple[str, ...],
        readers: tuple[Callable[[str], Any], ...],
        *,
        is_descending: bool = True,
        against: frozenset[str] = frozenset(),
    ) -> "Keyset":
        """Over rows of ``.values()``, of more than one column; the largest first unless it is said otherwise."""
        return cls(columns, readers, is_descending, itemgetter(*columns), against)

    def page(self, request: Request, rows: QuerySet[Any], values: dict[str, Any]) -> Page:
        """One query. ``values``: the parameters as read, ``limit`` and ``cursor`` among them."""
        limit = values.get("limit", DEFAULT_ROWS)
        direction, key = self._place(request, values["cursor"]) if "cursor" in values else (FORWARD, None)
        order = Order(self.columns, self.is_descending, self.against)
        found = order.slice(rows, limit, key, is_back=direction == BACK)
        links = dict.fromkeys((FORWARD, BACK))
        for way, row, is_open in (
            (FORWARD, found.rows[-1:], found.has_after),
            (BACK, found.rows[:1], found.has_before),
        ):
            if is_open and (place := self.key(row[0]) if row else key) is not None:
                links[way] = self._link(request, way, place)
        return Page(found.rows, links[FORWARD], links[BACK])

    def _place(self, request: Request, cursor: str) -> tuple[str, list[Any]]:
        try:
            padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
            direction, bound, *texts = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
            key = [reader(text) for reader, text in zip(self.readers, texts, strict=True)]
        except (ValueError, TypeError, AttributeError, binascii.Error, RecursionError, OverflowError):
            raise _refused("This is no cursor of this list. Start without one.") from None
        if direction not in (FORWARD, BACK):
            raise _refused("This is no cursor of this list. Start without one.")
        if bound != _bound(request):
            raise _refused("This cursor belongs to other parameters. Keep them as they were, or start without one.")
        return direction, key

    def _link(self, request: Request, direction: str, key: Sequence[Any]) -> str:
        texts = [value.isoformat() if hasattr(value, "isoformat") else str(value) for value in key]
        packed = json.dumps([direction, _bound(request), *texts], separators=(",", ":")).encode()
        cursor = base64.urlsafe_b64encode(packed).decode().rstrip("=")
        query = {name: str(text) for name, text in request.query_params.items() if name != "cursor"}
        return address(request, query | {"cursor": cursor})


def address(request: Request, query: dict[str, str]) -> str:
    """Of the same list with other parameters, under the site's own name: answers are cached for everybody."""
    return f"{settings.SITE_URL}{request.path}" + (f"?{urlencode(query)}" if query else "")


def _bound(request: Request) -> str:
    """Of everything that makes the list; how many of them a page shows, and what of them, may differ."""
    kept = sorted(each for each in request.query_params.items() if each[0] not in FREE)
    return hashlib.sha256(json.dumps([request.path, kept]).encode()).hexdigest()[:12]


def _refused(message: str) -> Refused:
    return Refused("invalid-parameter", message, [{"parameter": "cursor", "message": message}])
