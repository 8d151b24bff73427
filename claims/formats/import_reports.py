"""The report of an import: one line for each row of a file, and one for each notice. CSV, as spreadsheets read it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from claims.actions.importing_claims import Line, Tell
from claims.formats.tables import csv_lines

HEADER = ("file", "row", "external id", "outcome", "field", "reason", "claim")


@contextmanager
def written(path: Path) -> Iterator["Report"]:
    """A report that is there as a whole or, where the import breaks off, as far as it went."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(next(csv_lines(HEADER, [])))
        yield Report(file.write)


class Report:
    def __init__(self, write: object) -> None:
        self._write = write

    def of(self, file: str) -> Tell:
        """What writes the lines of one file."""

        def tell(line: Line) -> None:
            cells = [file, line.row, line.external_id, line.outcome, line.field, line.reason, line.claim]
            _mark, text = csv_lines(HEADER, [cells])
            self._write(text)  # type: ignore[operator]

        return tell
