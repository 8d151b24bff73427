"""What takes long to put into the database, put back as the rows that it left: a tenth of the time.

For fixtures that many tests of a worker ask for, each within its own transaction.
"""

from collections.abc import Callable

from django.db import connection
from django.utils import timezone

Rows = dict[str, list[bytes]]
"""By table and its columns, as COPY writes and reads them."""

COLUMNS = """
    SELECT attrelid::regclass::text, string_agg(quote_ident(attname), ', ' ORDER BY attnum)
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
        AND attgenerated = '' AND relname <> 'claims_change'
    GROUP BY attrelid ORDER BY array_position('{claims_revision,claims_revisiondocument}', attrelid::regclass::text) NULLS FIRST, 1
"""
"""A revision comes after its case and before its document, as their guards want it. The history is written by its triggers."""
_KEPT: dict[tuple[str, str, str], Rows] = {}


def remembered(name: str, make: Callable[[], None]) -> None:
    """Call ``make``; from the second time on, put back what it stored. It only adds rows, and finds those of migrations."""
    # Another database gives other numbers; by another clock the same rows are of another day.
    key = (name, connection.settings_dict["NAME"], timezone.now().date().isoformat())
    if key in _KEPT:
        _put_back(_KEPT[key])
        return
    before = _rows()
    make()
    after = _rows()
    changed = [table for table, rows in before.items() if not set(rows) <= set(after[table])]
    if changed:
        raise RuntimeError(f"{name} changes rows that were there before, of {changed}: it cannot be remembered.")
    _KEPT[key] = {
        table: new for table, rows in after.items() if (new := [row for row in rows if row not in before[table]])
    }


def _rows() -> Rows:
    """In the order of their first columns: keys, which grow."""
    found: Rows = {}
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        for table, columns in cursor.fetchall():
            with cursor.cursor.copy(f"COPY (SELECT {columns} FROM {table} ORDER BY 1) TO STDOUT") as copied:  # noqa: S608
                found[f"{table} ({columns})"] = [bytes(row) for row in copied]
    return found


def _put_back(rows: Rows) -> None:
    """Past most triggers: what they would write is among the rows. Those of the chain, of the record and of history run."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, lines in rows.items():
            with cursor.cursor.copy(f"COPY {table} FROM STDIN") as copied:
                copied.write(b"".join(lines))
        cursor.execute("SET LOCAL session_replication_role = origin")
