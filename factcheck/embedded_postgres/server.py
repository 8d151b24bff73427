"""Starting and stopping the server. Every function here is called under the start lock."""

import os
import signal
import subprocess
import time
from pathlib import Path

from factcheck.embedded_postgres import accounts, binaries, cluster, locks, postmaster, sockets
from factcheck.embedded_postgres.accounts import Account
from factcheck.embedded_postgres.errors import EmbeddedPostgresError
from factcheck.embedded_postgres.folders import Folders, open_own
from factcheck.embedded_postgres.postmaster import Postmaster

START_SECONDS = 120  # recovery after a crash reads the whole log of changes
STOP_SECONDS = 15
ORPHAN_SECONDS = 15
LARGEST_LOG = 10_000_000  # bytes; then it begins anew and the last one is kept

# On the command line, where no file in the cluster and no ALTER SYSTEM overrules them.
SETTINGS = {
    "listen_addresses": "",
    "port": str(sockets.PORT),
    "fsync": "on",
    "full_page_writes": "on",
    "max_connections": "100",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


def ensure_running(folders: Folders) -> Postmaster:
    if running_now(folders):
        running = _wait_until_ready(folders)  # None when it was on its way down
        if running and running.socket_file.exists():
            return running
        stop(folders)  # without a socket, as after a cleaning of the folder for temporary files, nobody can reach it
    start(folders)
    if running := _wait_until_ready(folders):
        return running
    raise EmbeddedPostgresError(f"The local database does not start. The end of {folders.log}:\n{_tail(folders)}")


def running_now(folders: Folders) -> Postmaster | None:
    noted = postmaster.read(folders.cluster)
    return noted if noted and noted.is_alive() else None


def start(folders: Folders) -> None:
    account = accounts.of_server(folders)
    cluster.ensure(folders, account)
    server_lock = _take_over(folders)
    try:
        socket = sockets.prepare(folders, account)
        cluster.write_access_rules(folders)
        _launch(folders, account, socket, server_lock)
    finally:
        os.close(server_lock)


def stop(folders: Folders) -> None:
    """Open transactions are rolled back. The server gets 15 seconds, then leaves the tidying to its next start."""
    running = running_now(folders)
    if running is None:
        return
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):  # fast, immediate, and what cannot be refused
        running.send(number)
        if _has_gone(folders, running):
            sockets.discard(running.socket, folders)
            return
    raise EmbeddedPostgresError(f"The local database, process {running.pid}, does not stop. See {folders.log}.")


def _has_gone(folders: Folders, running: Postmaster) -> bool:
    deadline = time.monotonic() + STOP_SECONDS
    while time.monotonic() < deadline:
        if not running.is_alive() and locks.is_free(folders.server_lock):
            return True
        time.sleep(0.01)
    return False


def _take_over(folders: Folders) -> int:
    """Takes the server's own lock and removes the note of a dead server, which would keep a new one from starting."""
    noted = postmaster.noted_pid(folders.cluster)
    if noted is not None and postmaster.works_in(noted, folders.cluster):
        raise EmbeddedPostgresError(f"Process {noted} already works in {folders.cluster}, but is no server to be used.")
    server_lock = locks.take(folders.server_lock, within=2)
    if server_lock is None:  # children of a dead postmaster go by themselves, but a busy one takes its time
        postmaster.send_to_all(folders.cluster, signal.SIGQUIT)
        server_lock = locks.take(folders.server_lock, within=ORPHAN_SECONDS)
    if server_lock is None:
        raise EmbeddedPostgresError(
            f"Another server still uses {folders.cluster}, perhaps in another container. Stop it, or let FACTCHECK_DATA "
            "name another folder."
        )
    (folders.cluster / "postmaster.pid").unlink(missing_ok=True)
    return server_lock


def _launch(folders: Folders, account: Account, socket: Path, server_lock: int) -> None:
    """The server leaves the terminal's session, so that Ctrl-C there does not reach it, and inherits its lock."""
    settings = SETTINGS | {
        "unix_socket_directories": str(socket),
        "unix_socket_permissions": "0700",
        "hba_file": str(folders.hba),
        "ident_file": str(folders.ident),
    }
    options = [f"--{name}={value}" for name, value in settings.items()]
    command: list[str | Path] = [binaries.program("postgres"), "-D", folders.cluster, *options]
    if folders.log.exists() and folders.log.stat().st_size > LARGEST_LOG:
        folders.log.replace(folders.log.with_suffix(".log.old"))
    log = open_own(folders.log, os.O_WRONLY | os.O_APPEND)
    try:
        # The shell ends at once and leaves its child to the system, which buries it when it dies.
        account.run(
            ["/bin/sh", "-c", '"$@" &', "sh", *command],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=(server_lock,),
            start_new_session=True,
        )
    finally:
        os.close(log)


def _wait_until_ready(folders: Folders) -> Postmaster | None:
    """None when the server ends instead."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        found = postmaster.read(folders.cluster)
        if found and found.is_ready:
            return found
        if locks.is_free(folders.server_lock) and not running_now(folders):
            return None
        time.sleep(0.01)
    raise EmbeddedPostgresError(
        f"The local database has not become ready within {START_SECONDS} seconds; it may still be recovering from a "
        f"crash. Try again; {folders.log} tells more."
    )


def _tail(folders: Folders) -> str:
    return "\n".join(folders.log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])
