"""Rows of a table → items: each row is read alone, and one that is refused keeps none of the others out."""

from collections.abc import Callable, Iterator

from claims.actions.import_items import Item, Read, Refusal
from claims.formats.imports import sheets
from claims.formats.imports.cells import Cells, RowRefused

_MOST = 2000  # characters of the id in a report


def items(
    rows: Iterator[tuple[int, sheets.Row | Refusal]], item_of: Callable[[sheets.Row, Cells], Item], known_by: str
) -> Iterator[Read]:
    """``item_of`` raises RowRefused. ``known_by``: the column by which the report names a row that is refused."""
    for number, row in rows:
        if isinstance(row, Refusal):
            yield row
            continue
        cells = Cells(number)
        try:
            yield item_of(row, cells)
        except RowRefused as refused:
            yield cells.refusal(refused, row[known_by].strip()[:_MOST])
