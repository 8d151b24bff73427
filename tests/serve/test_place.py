import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.serve.place import Place, PlaceRefused


@pytest.fixture(autouse=True)
def _same_surroundings_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Entering a place changes the environment and the working directory for the processes to be started."""
    monkeypatch.chdir(Path.cwd())
    for name in ("FACTCHECK_DATA", "PORT"):
        monkeypatch.setenv(name, os.environ.get(name, ""))


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_place_makes_its_folder_and_a_key_that_only_its_owner_reads(tmp_path: Path) -> None:
    with Place(tmp_path / "my data", port=0) as place:
        key = place.data / "secret-key"
        assert key.stat().st_mode & 0o777 == 0o600
        assert len(key.read_text().strip()) >= 50


def test_the_key_stays_the_same(tmp_path: Path) -> None:
    with Place(tmp_path, port=0):
        first = (tmp_path / "secret-key").read_text()
    with Place(tmp_path, port=0):
        assert (tmp_path / "secret-key").read_text() == first


def test_a_port_in_use_is_refused_with_a_way_out(tmp_path: Path, taken_port: int) -> None:
    expected = f"Port {taken_port} cannot be used: .* make run PORT={taken_port + 1}"
    with pytest.raises(PlaceRefused, match=expected), Place(tmp_path, taken_port):
        pass


def test_a_refused_port_leaves_the_folder_free(tmp_path: Path, taken_port: int) -> None:
    with pytest.raises(PlaceRefused), Place(tmp_path, taken_port):
        pass
    with Place(tmp_path, port=0):
        pass


def test_two_sites_do_not_share_a_folder(tmp_path: Path) -> None:
    with (
        Place(tmp_path, port=0),
        pytest.raises(PlaceRefused, match="already runs on the data"),
        Place(tmp_path, port=0),
    ):
        pass


def test_two_sites_live_side_by_side(tmp_path: Path) -> None:
    with Place(tmp_path / "one", port=0), Place(tmp_path / "other", port=0):
        pass


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(PlaceRefused, match="cannot be made: Not a directory"),
        Place(tmp_path / "file" / "data", port=0),
    ):
        pass
