"""A folder for one test, the processes that use the server in it, and what is seen of them from outside."""

import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest

from factcheck.embedded_postgres import postmaster

ROOT = Path(__file__).parents[2]
CLIENT = ("-m", "tests.embedded_postgres.client")
PATHS = os.pathsep.join([str(ROOT), str(Path(psycopg.__file__).parents[1])])  # also for a Python outside the venv


@cache
def interpreter(user: int | None) -> str:
    """A Python like this one that the user may run; skips the test where there is none."""
    candidates = [sys.executable, f"/usr/bin/python{sysconfig.get_python_version()}"]
    for candidate in candidates if user is not None else ():
        with suppress(OSError):
            command = [candidate, "-c", "import psycopg, factcheck"]
            environment = {"PYTHONPATH": PATHS, "PYTHONDONTWRITEBYTECODE": "1"}
            if not subprocess.run(command, cwd="/", user=user, env=environment, check=False).returncode:
                return candidate
    return sys.executable if user is None else pytest.skip("this Python or the project lies in a closed folder")


def wait_until(condition: Callable[[], Any], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


@dataclass
class Place:
    base: Path
    """A folder that others may enter and that is removed after the test."""
    data: Path
    """The folder of the server."""
    processes: "list[subprocess.Popen[str]]" = field(default_factory=list)

    def begin(
        self,
        *arguments: str | Path,
        environment: Mapping[str, str | None] | None = None,
        before: Sequence[str] = (),
        **options: Any,
    ) -> "subprocess.Popen[str]":
        """A Python process. `environment` changes this process's own; None removes a variable."""
        changed = {**os.environ, "PYTHONPATH": PATHS, "PYTHONDONTWRITEBYTECODE": "1", **(environment or {})}
        process = subprocess.Popen(
            [*before, interpreter(options.get("user")), *arguments],
            env={name: value for name, value in changed.items() if value is not None},
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )
        self.processes.append(process)
        return process

    def run(self, *arguments: str | Path, **options: Any) -> "subprocess.CompletedProcess[str]":
        """A Python process that has ended, with what it wrote."""
        process = self.begin(*arguments, **options)
        stdout, stderr = process.communicate(timeout=60)
        return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)

    def join(self, **options: Any) -> "subprocess.Popen[str]":
        """A client that has joined the server."""
        client = self.begin(*CLIENT, self.data, **options)
        assert read_line(client), client.stderr and client.stderr.read()
        return client

    def refusal(self, **options: Any) -> str:
        """What a client says that is not let in."""
        done = self.run(*CLIENT, self.data, **options)
        assert done.returncode == 1, done
        return done.stderr

    def query(self, statement: str, database: str = "postgres") -> Any:
        """The first value of the first row."""
        noted = self.postmaster
        assert noted
        with psycopg.connect(
            host=str(noted.socket), port=noted.port, user="postgres", dbname=database, autocommit=True
        ) as connection:
            cursor = connection.execute(statement)
            row = cursor.fetchone() if cursor.description else None
        return row and row[0]

    @property
    def cluster(self) -> Path:
        return self.data.resolve() / "cluster"

    @property
    def postmaster(self) -> postmaster.Postmaster | None:
        return postmaster.read(self.cluster)

    @property
    def pid(self) -> int:
        noted = self.postmaster
        assert noted
        return noted.pid

    def servers(self) -> list[int]:
        """The living first processes of servers in this place. A child born just now still has its parent's arguments."""
        found = [pid for pid in self.server_processes() if b"-D" in _read(pid, "cmdline").split(b"\0")]
        return [pid for pid in found if _parent(pid) not in found]

    def server_processes(self) -> list[int]:
        return postmaster.processes_of(self.cluster)

    def kill_server(self) -> None:
        """As the kernel does when memory runs out: every process at once, without a word."""
        os.kill(self.pid, signal.SIGKILL)
        postmaster.send_to_all(self.cluster, signal.SIGKILL)
        wait_until(lambda: not self.server_processes())

    def clear(self) -> None:
        for process in self.processes:
            process.kill()
            bury(process)
        self.clear_server()
        shutil.rmtree(self.base)

    def clear_server(self) -> None:
        noted = self.postmaster
        postmaster.send_to_all(self.cluster, signal.SIGKILL)
        wait_until(lambda: not self.server_processes())
        if noted and noted.socket.name.startswith("factcheck-"):  # outside the place
            shutil.rmtree(noted.socket, ignore_errors=True)


def read_line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline()


def write_line(process: "subprocess.Popen[str]") -> None:
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()


def end(*clients: "subprocess.Popen[str]") -> None:
    """Lets them end by themselves."""
    for client in clients:
        assert client.stdin
        client.stdin.close()
    for client in clients:
        assert client.wait(timeout=60) == 0, client.stderr and client.stderr.read()


def bury(process: "subprocess.Popen[str]") -> None:
    """Waits until it has ended, and whatever it has forked: that stops servers, and writes into the place, as well."""
    if process.stdin:
        with suppress(BrokenPipeError):
            process.stdin.close()
    for stream in (process.stdout, process.stderr):
        if stream and not stream.closed:
            with stream:
                stream.read()  # ends when nobody is left to write
    process.wait()


def _read(pid: int, name: str) -> bytes:
    """A file of /proc; empty where the process has ended meanwhile."""
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def _parent(pid: int) -> int | None:
    lines = _read(pid, "status").decode().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("PPid:")), None)
