"""Tables as files: CSV out and in, XLSX out. A cell that a spreadsheet would take for a formula gets an apostrophe."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

FORMULA = ("=", "+", "-", "@", "\t", "\r")
SEPARATOR = "; "
DELIMITERS = ",;\t"
SHEET_ROWS = 2**20  # what a sheet of XLSX can hold


@dataclass(frozen=True)
class Row:
    """``line``: where it starts in the file, the header being line 1. ``extra``: cells beyond the header."""

    line: int
    cells: dict[str, str]
    extra: int = 0


class NoTable(Exception):
    """The bytes are no table; ``line`` where it breaks off, 0 for all of it."""

    def __init__(self, line: int = 0) -> None:
        super().__init__(f"line {line}")
        self.line = line


def text_of(value: Any) -> str:
    """A value as a cell shows it, neutral to spreadsheets."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    text = SEPARATOR.join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def plain(cell: str) -> str:
    """What ``text_of`` wrote, or somebody typed."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


class _Echo:
    def write(self, line: str) -> str:
        return line


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Line by line; the first one starts with the mark by which spreadsheets know UTF-8."""
    writer: Any = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(header)
    for row in rows:
        yield writer.writerow([text_of(value) for value in row])


def write_xlsx(file: Any, header: Sequence[str], rows: Iterable[Sequence[Any]], *, most: int = SHEET_ROWS) -> None:
    """A sheet holds ``most`` rows, its header among them; the next one goes on."""
    book = Workbook(write_only=True)
    sheet = _sheet(book, header)
    for place, row in enumerate(rows):
        if place and place % (most - 1) == 0:
            sheet = _sheet(book, header)
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", text_of(value)) for value in row])
    book.save(file)


def _sheet(book: Any, header: Sequence[str]) -> Any:
    sheet = book.create_sheet()
    sheet.append(list(header))
    return sheet


def read_csv(data: bytes) -> tuple[list[str], list[Row]]:
    """The header and the rows that hold anything. Raises NoTable."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as refused:
        raise NoTable from refused
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=first.count), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        rows = list(_rows(reader, header))
    except csv.Error as refused:
        raise NoTable(reader.line_num) from refused
    if not any(header):
        raise NoTable
    return header, rows


def _rows(reader: Any, header: list[str]) -> Iterator[Row]:
    line = reader.line_num + 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            named = {name: plain(cell.strip()) for name, cell in zip(header, cells, strict=False)}
            yield Row(line, named, max(0, len(cells) - len(header)))
        line = reader.line_num + 1
