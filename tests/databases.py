"""The databases of a test run, and copies of them.

The record can only be added to, so nothing can empty a database again: tests that commit work on a copy that is dropped.
"""

import fcntl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from factcheck.serve import stamps
from factcheck.serve.place import PROJECT

_numbers = count(1)


@dataclass(frozen=True)
class Database:
    """A copy. While it is in use, Django's default connection leads to it, in every thread of this process."""

    name: str

    @property
    def url(self) -> str:
        """DATABASE_URL for a process of its own."""
        server = connection.settings_dict
        account = quote(server["USER"] or "", safe="")
        if server["PASSWORD"]:
            account += ":" + quote(server["PASSWORD"], safe="")
        place = quote(server["HOST"] or "", safe="") + (f":{server['PORT']}" if server["PORT"] else "")
        return f"postgres://{account}@{place}/{self.name}"

    def connect(self) -> "psycopg.Connection[tuple[Any, ...]]":
        """One more connection, past Django, that commits each statement. Close it, best by `with`."""
        return _connect(self.name)


def migrated() -> str:
    """The name of an empty, migrated database to copy from; made once by all runs and workers, until a migration changes.

    Nobody connects to it.
    """
    folders = (PROJECT / "claims" / name for name in ("migrations", "fields"))
    # Of the files that make tables: migrations, what they import for columns, the packages that bring their own.
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in {".py", ".sql"}]
    state = state_of([*files, PROJECT / "claims" / "models" / "constraints.py", PROJECT / "requirements.txt"])

    def migrate(_database: Database) -> None:
        call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)

    return made_once("migrated", state, migrate)


def made_once(kind: str, state: str, make: Callable[[Database], None], *, template: str = "template1") -> str:
    """The name of a database that ``make`` filled, in which Django's connection leads to it; made anew for another state.

    Others wait for it meanwhile.
    """
    name = f"{kind}_{state}"
    with (_data() / f"{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = _names(f"{kind}\\_%")
        if name not in made:
            for former in made[:-1]:  # the last one may be what another run works with
                _run(f'DROP DATABASE "{former}" WITH (FORCE)')
            unfinished = Database(f"unfinished_{kind}")
            _run(f'DROP DATABASE IF EXISTS "{unfinished.name}" WITH (FORCE)')
            _run(f'CREATE DATABASE "{unfinished.name}" TEMPLATE "{template}"')
            with in_use(unfinished):
                make(unfinished)
            _run(f'ALTER DATABASE "{unfinished.name}" RENAME TO "{name}"')
    return name


def state_of(files: Iterable[Path], *words: str) -> str:
    """Of files of the project, as a word that goes into the name of a database."""
    return stamps.state(files, *words)[:16]


def take_name(wanted: str) -> tuple[str, IO[str]]:
    """A name that no other run on this machine uses, for as long as the file stays open."""
    folder = _data()
    for name in (wanted, *(f"{wanted}_{number}" for number in range(2, 100))):
        lock = (folder / f"{name}.lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
        else:
            return name, lock
    raise RuntimeError(f"A hundred test runs at once on {folder}?")


@contextmanager
def copied(template: str | None = None) -> Iterator[Database]:
    """A copy: of the empty one of this run, or of another to which nobody is connected. This process's connection is closed.

    What still works on the copy at the end is cut off. Its files stay until all tests have run: for a minute after many were
    removed, ext4 takes a second instead of a tenth to make the files of the next copy.
    """
    if connection.in_atomic_block:
        raise RuntimeError("A test on a copy cannot use `db` as well: that one's transaction holds the original.")
    connections.close_all()
    copy = Database(f"copy_{next(_numbers)}_of_{_run_name()}")
    _run(f'CREATE DATABASE "{copy.name}" TEMPLATE "{template or _run_name()}"')
    try:
        yield copy
    finally:
        connections.close_all()
        _run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", copy.name)


def drop_copies() -> None:
    """Those of this run; also of an earlier one of its name, which was killed."""
    for name in _names(f"copy_%_of_{_run_name()}"):
        _run(f'DROP DATABASE "{name}" WITH (FORCE)')


def _run_name() -> str:
    return str(connection.settings_dict["TEST"]["NAME"])


@contextmanager
def in_use(database: Database) -> Iterator[Database]:
    """Leads Django's default connection to a copy."""
    original = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = database.name
    try:
        yield database
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = original


def _data() -> Path:
    folder = Path(settings.FACTCHECK_DATA)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _connect(name: str) -> "psycopg.Connection[tuple[Any, ...]]":
    return psycopg.connect(**connection.get_connection_params() | {"dbname": name}, autocommit=True)


def _run(statement: str, *values: str) -> None:
    with _connect("postgres") as maintenance:
        maintenance.execute(statement, values or None)


def _names(like: str) -> list[str]:
    """Those made first come first."""
    with _connect("postgres") as maintenance:
        found = maintenance.execute("SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid", [like])
        return [name for (name,) in found]
