"""What the database says when it refuses."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
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
    assert isinstance(error.__cause__, psycopg.Error)
    return error.__cause__.diag.constraint_name


def execute(statement: str, *parameters: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
