"""Locks between processes. The kernel drops them with the last process that holds them, however that one ends."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factcheck.embedded_postgres.errors import EmbeddedPostgresError
from factcheck.embedded_postgres.folders import open_own

try:
    import fcntl
except ImportError as error:
    raise EmbeddedPostgresError(
        "The local PostgreSQL server runs on Linux and macOS only. Set DATABASE_URL to use another server."
    ) from error


def _open_current(path: Path, operation: int) -> int:
    """Opens and locks the file that bears the name `path` now; a waiter's file may have been deleted meanwhile."""
    while True:
        descriptor = open_own(path, os.O_RDWR)
        try:
            fcntl.flock(descriptor, operation)
            if path.exists() and os.path.samestat(os.fstat(descriptor), path.stat()):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    descriptor = _open_current(path, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(descriptor, fcntl.LOCK_UN)  # also where a forked child has inherited the descriptor
        os.close(descriptor)


def shared(path: Path) -> int:
    """A descriptor that holds the lock until it is closed. It belongs to this process: children do not inherit it."""
    return _open_current(path, fcntl.LOCK_SH)


def is_last_holder(descriptor: int) -> bool:
    """Whether nobody else shares the lock. Ask only where newcomers are kept out by another lock."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def take(path: Path, *, within: float) -> int | None:
    """A descriptor that holds the lock exclusively, or None when others keep it for `within` seconds."""
    deadline = time.monotonic() + within
    while True:
        try:
            return _open_current(path, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return None
            time.sleep(0.01)


def is_free(path: Path) -> bool:
    descriptor = take(path, within=0)
    if descriptor is None:
        return False
    os.close(descriptor)
    return True
