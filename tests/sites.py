"""The site as readers and editors meet it: a server of its own, on a copy of a database that holds the seed case.

`python -m tests.sites` makes that database before the tests need it; with `here`, the seed case is put into the one of the
environment, the way `make run` does.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from factcheck.serve import children, preparation
from factcheck.serve.__main__ import server_command
from factcheck.serve.place import PROJECT
from tests import databases
from tests.databases import Database

START_SECONDS = 30


@dataclass(frozen=True)
class Site:
    """A running site. Changes stay until the end of the module that uses it."""

    url: str
    """Without a slash at the end."""
    accounts: dict[str, dict[str, str]]
    """By role: username, password, token."""
    database: Database
    data: Path
    """Its FACTCHECK_DATA."""


def seeded() -> tuple[str, Path]:
    """The seed case, published, and an account of each role: the name of a database, and the data folder that belongs to it.

    Made once by all runs and workers, until the code changes or the day ends. Both are to be copied.
    """
    data = Path(settings.FACTCHECK_DATA) / "site"
    code = (path for name in ("claims", "factcheck") for path in (PROJECT / name).rglob("*"))
    files = [path for path in code if path.suffix in {".py", ".sql", ".json", ".js", ".css"}]
    state = databases.state_of([*files, PROJECT / "requirements.txt"], datetime.now(UTC).date().isoformat())
    return databases.made_once("seeded", state, partial(seed, data=data), template=databases.migrated()), data


def seed(database: Database, data: Path, *, cases: bool = True) -> None:
    """Static files, accounts and, unless it is left out, the seed case, published."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.sites", "here", *([] if cases else ["--without-cases"])],
        env=environment(database, data, 8000),
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"The seed case could not be loaded:\n{done.stdout}{done.stderr}")


@contextmanager
def serving(database: Database, data: Path) -> Iterator[Site]:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
        server = subprocess.Popen(
            server_command(bound.fileno()),
            env=environment(database, data, port),
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            pass_fds=(bound.fileno(),),
            start_new_session=True,
            preexec_fn=partial(children.die_with_parent, os.getpid()),  # noqa: PLW1509  it only asks the kernel
        )
        try:
            _wait_until_served(port, server)
            accounts = json.loads((data / "demo-accounts.json").read_text(encoding="utf-8"))
            by_role = {account["role"]: account for account in accounts}
            yield Site(f"http://localhost:{port}", by_role, database, data)
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                children.Child("server", server).signal_all(signal.SIGKILL)
                server.wait()


def environment(database: Database, data: Path, port: int) -> dict[str, str]:
    """Of the site's processes: its ordinary settings, not those of the tests."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "factcheck.settings",
        "DATABASE_URL": database.url,
        "FACTCHECK_DATA": str(data),
        "PORT": str(port),
        "SITE_URL": f"http://localhost:{port}",
        "SECRET_KEY": "of a site for tests",
        "LOG_LEVEL": "WARNING",
    }


def _wait_until_served(port: int, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while not children.is_served(port):
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"The server of the site did not start (code {server.poll()}).")
        time.sleep(0.05)


def _seed_here() -> None:
    data = Path(os.environ["FACTCHECK_DATA"])
    preparation.collect_static_files(data)
    call_command("demo_accounts")
    if "--without-cases" not in sys.argv:
        preparation.load_seed(data)


if __name__ == "__main__":
    django.setup()
    if "here" in sys.argv:
        _seed_here()
    else:
        seeded()
