"""The running server, as its own note `postmaster.pid` and the operating system describe it."""

import os
import signal
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True)
class Postmaster:
    """The first process of a server; all others are its children."""

    cluster: Path
    pid: int
    port: int
    socket: Path
    is_ready: bool

    @property
    def socket_file(self) -> Path:
        return self.socket / f".s.PGSQL.{self.port}"

    def is_alive(self) -> bool:
        return works_in(self.pid, self.cluster)

    def send(self, number: signal.Signals) -> None:
        _send(self.pid, number)


def read(cluster: Path) -> Postmaster | None:
    """None when no server is noted, or when the note is still being written."""
    try:
        lines = (cluster / "postmaster.pid").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        return Postmaster(
            cluster=cluster,
            pid=int(lines[0]),
            port=int(lines[3]),
            socket=Path(lines[4]),
            is_ready=len(lines) > 7 and lines[7].strip() == "ready",
        )
    except (FileNotFoundError, IndexError, ValueError):
        return None


def noted_pid(cluster: Path) -> int | None:
    """The process id of a note in whatever state; negative ids, which PostgreSQL gives to other programs, as they are."""
    try:
        return int((cluster / "postmaster.pid").read_text(encoding="utf-8", errors="replace").split()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None


def works_in(pid: int, folder: Path) -> bool:
    """Whether the process lives, is no zombie, and has `folder` as working directory, as every server has its cluster.

    The number alone says nothing: after a crash it may belong to any other program.
    """
    pid = abs(pid)
    if not PROC.joinpath("self").exists():
        return _works_in_by_ps(pid, folder)
    try:
        state = PROC.joinpath(str(pid), "stat").read_text(errors="replace").rpartition(")")[2].split()[0]
        if state in "ZX":
            return False
        return (PROC / str(pid) / "cwd").samefile(folder)
    except PermissionError:
        # Root without the right to trace processes, as in a container, may read the command line only.
        return os.fsencode(folder) in PROC.joinpath(str(pid), "cmdline").read_bytes().split(b"\0")
    except (FileNotFoundError, ProcessLookupError):
        return False


def _works_in_by_ps(pid: int, folder: Path) -> bool:
    """The same, as far as a system without /proc tells."""
    answer = subprocess.run(["ps", "-o", "stat=,args=", "-p", str(pid)], capture_output=True, text=True, check=False)
    state, _, arguments = answer.stdout.strip().partition(" ")
    return bool(state) and not state.startswith("Z") and str(folder) in arguments


def processes_of(cluster: Path) -> list[int]:
    """All processes of the server, with those that outlived their postmaster."""
    if not PROC.joinpath("self").exists():
        return []
    found = []
    for entry in PROC.iterdir():
        if entry.name.isdecimal():
            with suppress(OSError):
                is_postgres = (entry / "exe").readlink().name.removesuffix(" (deleted)") == "postgres"
                if is_postgres and (entry / "cwd").samefile(cluster):
                    found.append(int(entry.name))
    return found


def send_to_all(cluster: Path, number: signal.Signals) -> None:
    """Signals all processes of the server; those that end meanwhile, as backends do all the time, need none."""
    for pid in processes_of(cluster):
        _send(pid, number)


def _send(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)
