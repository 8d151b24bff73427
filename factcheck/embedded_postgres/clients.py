"""This process as one of the processes that use a server: it joins, and the last one to leave turns off the light."""

import atexit
import os
import threading
from dataclasses import dataclass
from pathlib import Path

from factcheck.embedded_postgres import folders, locks, postmaster, server
from factcheck.embedded_postgres.cluster import SUPERUSER
from factcheck.embedded_postgres.errors import EmbeddedPostgresError
from factcheck.embedded_postgres.folders import Folders
from factcheck.embedded_postgres.postmaster import Postmaster


@dataclass(frozen=True)
class ConnectionParams:
    """What libpq needs to connect; the host is the folder of the socket."""

    host: str
    port: int
    user: str


@dataclass
class Membership:
    """The use of one server by this process, from its first connection to its end."""

    folders: Folders
    server: Postmaster
    lock: int

    def is_valid(self) -> bool:
        """Whether the server joined is the one that runs now: it may have been killed and started anew since."""
        return postmaster.read(self.folders.cluster) == self.server and self.server.is_alive()


_memberships: dict[Path, Membership] = {}
_guard = threading.RLock()


def ensure(data_dir: Path) -> ConnectionParams:
    """Starts or joins the server of a data folder.

    Cheap when called again: then it only looks whether the server still lives, and starts it again if not. Raises
    `EmbeddedPostgresError`.
    """
    data_dir = data_dir.absolute()
    with _guard:
        membership = _memberships.get(data_dir)
        if membership is None or not membership.is_valid():
            membership = _join(data_dir)
        running = membership.server
        return ConnectionParams(host=str(running.socket), port=running.port, user=SUPERUSER)


def leave(data_dir: Path) -> None:
    """Ends the use by this process; the server stops when no other process uses it."""
    data_dir = data_dir.absolute()
    with _guard:
        membership = _memberships.pop(data_dir, None)
        if membership is None:
            return
        try:
            if membership.folders.data.exists():
                with locks.exclusive(membership.folders.start_lock):
                    if locks.is_last_holder(membership.lock):
                        server.stop(membership.folders)
        finally:
            os.close(membership.lock)


def stop(data_dir: Path, *, even_if_used: bool = False) -> bool:
    """Stops the server; False when none ran. Refuses while other processes use it, unless told otherwise."""
    data_dir = data_dir.absolute()
    if not data_dir.exists():
        return False
    with _guard:
        _forget(data_dir)
    place = folders.prepare(data_dir)
    with locks.exclusive(place.start_lock):
        if server.running_now(place) is None:
            return False
        if not even_if_used and not locks.is_free(place.clients_lock):
            raise EmbeddedPostgresError(f"Other processes use the local database in {data_dir}. Stop them first.")
        server.stop(place)
        return True


def _join(data_dir: Path) -> Membership:
    _forget(data_dir)
    place = folders.prepare(data_dir)
    with locks.exclusive(place.start_lock):
        lock = locks.shared(place.clients_lock)
        try:
            membership = Membership(place, server.ensure_running(place), lock)
        except BaseException as error:
            if not isinstance(error, EmbeddedPostgresError) and locks.is_last_holder(lock):
                server.stop(place)  # interrupted: nobody would be left to stop what was started
            os.close(lock)
            raise
    _memberships[data_dir] = membership
    return membership


def _forget(data_dir: Path) -> None:
    stale = _memberships.pop(data_dir, None)
    if stale is not None:
        os.close(stale.lock)


def _leave_all() -> None:
    for data_dir in list(_memberships):
        leave(data_dir)


def _begin_as_child() -> None:
    """A forked child shares its parent's lock. It gives that up, to take its own with its first connection."""
    for data_dir in list(_memberships):
        _forget(data_dir)
    _guard.release()


atexit.register(_leave_all)
# No fork while another thread starts or stops a server: the child would keep that thread's locks.
os.register_at_fork(before=_guard.acquire, after_in_parent=_guard.release, after_in_child=_begin_as_child)
