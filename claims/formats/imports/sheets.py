"""Tables that others publish as CSV or TSV: rows by column, numbered as lines are, the header being row 1."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from claims.actions.import_items import Refusal
from claims.formats.imports import opened

Row = dict[str, str]
LARGEST_CELL = 1_000_000


def rows(
    text: str, name: str, *, delimiter: str, needed: tuple[str, ...], is_quoted: bool = True
) -> Iterator[tuple[int, Row | Refusal]]:
    """Number and cells of each row; a Refusal for one with too few or too many cells. Raises FileRefused."""
    lines = io.StringIO(text, newline="") if is_quoted else iter(text.split("\n"))
    # Python's reader has one limit for the whole process; a larger cell would end the table.
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST_CELL))
    reader = csv.reader(
        lines, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if is_quoted else csv.QUOTE_NONE, strict=True
    )
    try:
        header = [column.strip() for column in next(reader, [])]
        if lacking := [column for column in needed if header.count(column) != 1]:
            raise opened.refused(
                name, _("no column %(names)s") % {"names": ", ".join(lacking)}, _("each once"), _("row 1")
            )
        for number, cells in enumerate(reader, 2):
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) == len(header):
                yield number, dict(zip(header, cells, strict=True))
            else:
                said = {"given": len(cells), "expected": len(header)}
                yield number, Refusal(number, "", "", _("%(given)d cells instead of %(expected)d.") % said)
    except csv.Error as broken:
        place = _("line %(line)d") % {"line": reader.line_num}
        raise opened.refused(name, str(broken), _("a table with “%(sign)s”") % {"sign": delimiter}, place) from broken
