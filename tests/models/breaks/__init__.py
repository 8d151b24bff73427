"""For each named constraint of a table, the change of a valid row that breaks it. One module a subject."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

Columns = Mapping[str, Any]


@dataclass(frozen=True)
class Break:
    constraint: str
    make: Callable[[], Any]
    """Makes a valid row, and what it needs around it."""
    changes: Columns | Callable[[Any], Columns]
    """What UPDATE sets in this row, perhaps depending on it."""

    def __str__(self) -> str:
        return self.constraint

    def attempt(self) -> None:
        row = self.make()
        changes = self.changes(row) if callable(self.changes) else self.changes
        columns = ", ".join(f'"{column}" = %s' for column in changes)
        with connection.cursor() as cursor:
            cursor.execute(
                f'UPDATE {row._meta.db_table} SET {columns} WHERE "{row._meta.pk.column}" = %s',  # noqa: S608  our names
                [*changes.values(), row.pk],
            )


def itself(column: str) -> Callable[[Any], Columns]:
    """The row refers to itself."""
    return lambda row: {column: row.pk}
