"""Fixtures: a place for a server, and an ordinary user."""

import os
import pwd
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.embedded_postgres.place import Place


@pytest.fixture
def place() -> Iterator[Place]:
    # Not tmp_path: that lies under a folder which only the user of the tests may enter.
    base = Path(tempfile.mkdtemp(prefix="pg-"))
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
