"""Which rows break a rule of their table: the database is asked for all of them at once, and stores none."""

from collections.abc import Iterator
from typing import Any

from django.db import connection, models

RULES = """
    SELECT conname, pg_get_expr(conbin, conrelid), (SELECT attname FROM pg_attribute
           WHERE attrelid = conrelid AND attnum = conkey[1])
    FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass ORDER BY conname
"""
Broken = tuple[int, str, str, str]


def broken(model: type[models.Model], records: dict[int, Any]) -> Iterator[Broken]:
    """For each rule that a row breaks: its line, the column, the value there, and the sentence of the rule."""
    if not records:
        return
    columns = list(model._meta.concrete_fields)
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(str(column.column)) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.claims_import")
        cursor.execute(f"CREATE TEMP TABLE claims_import AS SELECT 0 AS line, {names} FROM {table} WITH NO DATA")  # noqa: S608 - names of the model
        places = ", ".join(["%s"] * (len(columns) + 1))
        cursor.executemany(
            f"INSERT INTO pg_temp.claims_import VALUES ({places})",  # noqa: S608 - only placeholders
            [(line, *_values(record, columns)) for line, record in records.items()],
        )
        cursor.execute(RULES, [model._meta.db_table])
        rules = cursor.fetchall()
        known = {rule.name: rule for rule in model._meta.constraints}
        for name, condition, column in rules:
            cursor.execute(f"SELECT line FROM pg_temp.claims_import WHERE NOT ({condition}) ORDER BY line")  # noqa: S608 - of the database's own catalogue
            for (line,) in cursor.fetchall():
                sentence = str(known[name].violation_error_message) if name in known else name
                yield line, column.removesuffix("_id"), str(getattr(records[line], column, ""))[:200], sentence
        cursor.execute("DROP TABLE pg_temp.claims_import")


def _values(record: Any, columns: list[Any]) -> list[Any]:
    return [column.get_db_prep_save(getattr(record, column.attname), connection) for column in columns]
