"""What a killed process, of whichever side, leaves behind, and that nobody minds."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.embedded_postgres.place import CLIENT, Place, end, read_line, wait_until, write_line

WRITER = """
import sys, psycopg
from pathlib import Path
from factcheck import embedded_postgres
server = embedded_postgres.ensure(Path(sys.argv[1]))
with psycopg.connect(host=server.host, port=server.port, user=server.user, dbname="postgres", autocommit=True) as c:
    c.execute("CREATE TABLE IF NOT EXISTS entry (number int)")
    number = 0
    while True:
        number += 1
        c.execute("INSERT INTO entry VALUES (%s)", [number])
        print(number, flush=True)
"""
BUSY = """
import sys, psycopg
with psycopg.connect(host=sys.argv[1], user="postgres", dbname="postgres") as connection:
    try:
        connection.execute("SELECT count(*) FROM generate_series(1, 100000000000)")
    except psycopg.OperationalError:
        pass
"""
UNREAPING = """
import ctypes, sys
from pathlib import Path
from factcheck import embedded_postgres
PR_SET_CHILD_SUBREAPER = 36
assert ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0
embedded_postgres.ensure(Path(sys.argv[1]))
print("joined", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def stranger() -> "Iterator[subprocess.Popen[bytes]]":
    """A process that has nothing to do with the server."""
    process = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)
    yield process
    process.kill()
    process.communicate()


def note_of(place: Place, pid: int) -> str:
    """A `postmaster.pid` as it was, with another number."""
    lines = (place.cluster / "postmaster.pid").read_text().splitlines()
    return "\n".join([str(pid), *lines[1:]]) + "\n"


def test_next_process_joins_and_stops_the_server_of_a_killed_one(place: Place) -> None:
    only = place.join()
    server = place.pid
    only.kill()
    only.wait()
    assert place.query("SELECT 1") == 1

    successor = place.join()

    assert place.pid == server
    end(successor)
    assert place.server_processes() == []


def test_every_commit_survives_the_killing_of_the_server(place: Place) -> None:
    writer = place.begin("-c", WRITER, place.data)
    assert writer.stdout
    for _ in range(500):
        writer.stdout.readline()

    place.kill_server()
    rest = writer.stdout.read().split()
    client = place.join()

    assert place.query("SELECT max(number) FROM entry") >= int(rest[-1] if rest else 500)
    assert place.query("SELECT count(*) = max(number) FROM entry")
    end(client)


def test_server_starts_again_within_a_process_that_had_joined(place: Place) -> None:
    code = (
        "import sys; from pathlib import Path; from factcheck import embedded_postgres as e\n"
        "for _ in range(2):\n"
        "    print(e.ensure(Path(sys.argv[1])).host, flush=True)\n"
        "    sys.stdin.readline()\n"
    )
    client = place.begin("-c", code, place.data)
    read_line(client)
    place.kill_server()

    write_line(client)
    assert read_line(client)

    assert place.query("SELECT 1") == 1
    end(client)
    assert place.server_processes() == []


def test_killing_the_postmaster_alone_leaves_no_orphan_in_the_way(place: Place) -> None:
    client = place.join()
    assert place.postmaster
    busy = place.begin("-c", BUSY, place.postmaster.socket)
    at_work = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%10000000%'"
    wait_until(lambda: place.query(f"{at_work} AND pid <> pg_backend_pid()"))
    killed = place.pid
    os.kill(killed, signal.SIGKILL)

    successor = place.join()

    assert place.pid != killed
    assert len(place.servers()) == 1
    busy.wait(timeout=30)
    end(client, successor)


def test_stale_note_with_the_number_of_another_process(place: Place, stranger: "subprocess.Popen[bytes]") -> None:
    place.join().kill()
    note = note_of(place, stranger.pid)
    place.kill_server()
    (place.cluster / "postmaster.pid").write_text(note)
    socket_lock = place.data / "socket" / ".s.PGSQL.5432.lock"
    socket_lock.write_text(note)

    client = place.join()

    assert place.query("SELECT 1") == 1
    assert place.pid != stranger.pid
    end(client)
    assert stranger.poll() is None


def test_stopping_spares_another_process_whose_number_is_noted(
    place: Place, stranger: "subprocess.Popen[bytes]"
) -> None:
    client = place.join()
    note = note_of(place, stranger.pid)
    place.kill_server()
    (place.cluster / "postmaster.pid").write_text(note)

    end(client)

    assert stranger.poll() is None


def test_stale_note_that_is_garbled(place: Place) -> None:
    end(place.join())
    for note in ("", "\n", "no number\n", "99999999\n"):
        (place.cluster / "postmaster.pid").write_text(note)

        client = place.join()

        assert place.query("SELECT 1") == 1
        end(client)


def test_zombie_does_not_count_as_a_server(place: Place) -> None:
    parent = place.begin("-c", UNREAPING, place.data)
    read_line(parent)
    zombie = place.pid
    place.kill_server()
    wait_until(lambda: Path(f"/proc/{zombie}/stat").read_text().rpartition(")")[2].split()[0] == "Z")

    client = place.join()

    assert place.query("SELECT 1") == 1
    assert place.pid != zombie
    end(client, parent)
    assert place.server_processes() == []


def test_interrupted_making_of_the_cluster_leaves_nothing_half_made(place: Place) -> None:
    first = place.begin(*CLIENT, place.data, start_new_session=True)
    wait_until(lambda: list(place.data.glob("cluster.new.*/base")))
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    assert not place.cluster.exists()

    client = place.join()

    assert place.query("SELECT 1") == 1
    assert not list(place.data.glob("cluster.new.*"))
    end(client)


def test_killed_backend_delays_the_next_connection_only(place: Place) -> None:
    client = place.join()
    code = (
        "import os, signal, sys; from pathlib import Path; from factcheck import embedded_postgres as e\n"
        "from factcheck.embedded_postgres.backend import databases\n"
        "import psycopg\n"
        "p = e.ensure(Path(sys.argv[1]))\n"
        "connect = lambda: psycopg.connect(host=p.host, port=p.port, user=p.user, dbname='postgres')\n"
        "held = connect()\n"  # one that nobody holds is closed at once, and its backend gone before it is killed
        "os.kill(held.info.backend_pid, signal.SIGKILL)\n"
        "for _ in range(20): databases.patiently(connect).close()\n"
    )

    done = place.run("-W", "ignore", "-c", code, place.data)

    assert done.returncode == 0, done.stderr
    end(client)
