"""What the database says when it refuses."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction


@contextmanager
def refused(constraint: str, kind: type[DatabaseError] = IntegrityError) -> Iterator[None]:
    """The block breaks this constraint, at once or at the end of its transaction, and leaves nothing behind."""
    with pytest.raises(kind) as caught, transaction.atomic():  # noqa: PT012  the block is the caller's
        yield
        check_deferred_rules()
    assert name_of(caught.value) == constraint


def check_deferred_rules() -> None:
    """What waits for the end of the transaction is checked now."""
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    execute("SET CONSTRAINTS ALL DEFERRED")


def name_of(error: BaseException) -> str | None:
    return error.__cause__.diag.constraint_name  # type: ignore[union-attr]  # psycopg's error


def execute(statement: str, *parameters: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
