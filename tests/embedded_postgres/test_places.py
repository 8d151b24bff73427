"""Folders in which the server must run, whatever they are called and wherever they lie."""

import os
import stat
from pathlib import Path

import pytest

from tests.embedded_postgres.place import Place, end, wait_until

LONG = "/".join(["a-folder-with-a-long-name"] * 5)


@pytest.fixture
def runtime(place: Place) -> Path:
    folder = place.base / "runtime"
    folder.mkdir(mode=0o700)
    return folder


@pytest.mark.parametrize("name", [LONG, "with a blank", "it's", '"$HOME", 100%', "Übersicht"])
def test_server_runs_under_any_name(place: Place, name: str) -> None:
    place.data = place.base / name / "data"

    client = place.join()

    assert place.query("SELECT 1") == 1
    end(client)
    assert place.server_processes() == []


@pytest.mark.parametrize("name", [LONG, "with a blank"])
def test_socket_outside_the_data_folder_goes_with_the_server(place: Place, name: str) -> None:
    place.data = place.base / name
    client = place.join()
    assert place.postmaster
    socket = place.postmaster.socket
    assert place.data not in socket.parents
    assert stat.S_IMODE(socket.stat().st_mode) == 0o700

    end(client)

    assert not socket.exists()


def test_processes_with_different_runtime_folders_meet(place: Place, runtime: Path) -> None:
    place.data = place.base / LONG
    session = place.join(environment={"XDG_RUNTIME_DIR": str(runtime)})
    cron = place.join(environment={"XDG_RUNTIME_DIR": None, "TMPDIR": None})

    assert len(place.servers()) == 1
    end(session, cron)


def test_socket_folder_made_by_somebody_else_is_refused(place: Place, ordinary: int) -> None:
    place.data = place.base / LONG
    client = place.join()
    assert place.postmaster
    socket = place.postmaster.socket
    end(client)
    socket.mkdir()
    os.chown(socket, 12345, 12345)
    try:
        assert "is not a folder that only the account" in place.refusal()
    finally:
        socket.rmdir()


def test_socket_folder_that_is_a_link_is_refused(place: Place) -> None:
    place.data = place.base / LONG
    client = place.join()
    assert place.postmaster
    socket = place.postmaster.socket
    end(client)
    socket.symlink_to(place.base)
    try:
        assert "is not a folder that only the account" in place.refusal()
    finally:
        socket.unlink()


def test_server_whose_socket_was_cleaned_away_is_replaced(place: Place) -> None:
    first = place.join()
    assert place.postmaster
    server, socket_file = place.pid, place.postmaster.socket_file
    socket_file.unlink()

    second = place.join()

    assert place.pid != server
    assert place.query("SELECT 1") == 1
    end(first, second)


def test_data_folder_may_be_a_link(place: Place) -> None:
    (place.base / "real").mkdir()
    place.data.symlink_to(place.base / "real")
    through_the_link = place.join()
    real = Place(place.base, place.base / "real", place.processes)
    direct = real.join()

    assert len(real.servers()) == 1
    end(through_the_link, direct)
    assert real.server_processes() == []


def test_data_folder_may_move_while_no_server_runs(place: Place) -> None:
    client = place.join()
    place.query("CREATE TABLE moved ()")
    end(client)
    place.data = place.data.rename(place.base / "elsewhere")

    client = place.join()

    assert place.query("SELECT count(*) FROM moved") == 0
    end(client)


def test_data_folder_thrown_away_under_a_server_is_made_anew(place: Place) -> None:
    client = place.join()
    old = place.data.rename(place.base / "thrown-away")

    successor = place.join()

    assert place.query("SELECT 1") == 1
    end(successor)
    assert place.server_processes() == []
    end(client)
    Place(place.base, old).clear_server()
    wait_until(lambda: not Place(place.base, old).server_processes())


def test_folder_that_cannot_be_made_is_named(place: Place) -> None:
    (place.base / "file").touch()
    place.data = place.base / "file" / "data"

    refusal = place.refusal()

    assert str(place.data) in refusal
    assert "FACTCHECK_DATA" in refusal
    place.data = place.base / "data"
