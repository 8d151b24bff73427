"""Fixtures: a place for a server, and an ordinary user."""

import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.embedded_postgres.place import Place

MEMORY = Path("/dev/shm")  # noqa: S108 - mkdtemp chooses the name


def is_roomy(folder: Path) -> bool:
    """Whether it takes a few clusters. Memory makes them quicker; what a disk would keep is not tested here."""
    return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > 1_000_000_000


@pytest.fixture
def place() -> Iterator[Place]:
    # Not tmp_path: that lies under a folder which only the user of the tests may enter.
    base = Path(tempfile.mkdtemp(prefix="pg-", dir=MEMORY if is_roomy(MEMORY) else None))
    base.chmod(0o755)
    made = Place(base, base / "data")
    yield made
    made.clear()


@pytest.fixture
def ordinary() -> int:
    """The id of an ordinary user other than the one of the tests."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    return pwd.getpwnam("nobody").pw_uid


@pytest.fixture
def as_root() -> None:
    if os.geteuid() != 0:
        pytest.skip("about what root does")
