"""The databases inside a running server."""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

import psycopg
from psycopg import errors, sql

from factcheck.embedded_postgres import ConnectionParams, EmbeddedPostgresError

MAINTENANCE = "postgres"
RECOVERY_SECONDS = 10
# What is said to newcomers while a server dies or recovers; nothing of theirs has been executed yet.
PASSING = (
    "the database system is",
    "because of crash",
    "server closed the connection unexpectedly",
    "Connection refused",
    "Connection reset by peer",
    "Broken pipe",
    "No such file or directory",
)

Connection = TypeVar("Connection")


def ensure(server: ConnectionParams, name: str) -> None:
    """Makes the database where it is missing, and refuses one whose search would be wrong. Costs one connection."""
    with psycopg.connect(
        host=server.host, port=server.port, user=server.user, dbname=MAINTENANCE, autocommit=True
    ) as connection:
        character_type = _character_type(connection, name)
        if character_type is None:
            with suppress(errors.DuplicateDatabase, errors.UniqueViolation):  # another process was faster
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            character_type = _character_type(connection, name)
    if character_type in ("C", "POSIX"):
        raise EmbeddedPostgresError(
            f"The database {name!r} has the character type {character_type!r}, under which the search takes quotation "
            "marks for letters and loses umlauts. Save it with `pg_dump`, drop it, make it again from template1, and "
            "load it with `pg_restore`."
        )


def patiently(connect: Callable[[], Connection]) -> Connection:
    """Connects also in the moments when the server dies or recovers because one of its processes was killed.

    Raises `psycopg.OperationalError` when the moments last longer than RECOVERY_SECONDS.
    """
    deadline = time.monotonic() + RECOVERY_SECONDS
    while True:
        try:
            return connect()
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline or not any(words in str(error) for words in PASSING):
                raise
        time.sleep(0.05)


def _character_type(connection: "psycopg.Connection[tuple[str, ...]]", name: str) -> str | None:
    row = connection.execute("SELECT datctype FROM pg_database WHERE datname = %s", [name]).fetchone()
    return row[0] if row else None
