"""Who starts the server, who joins it, who stops it."""

import signal
import subprocess

from tests.embedded_postgres.place import CLIENT, Place, end, read_line, wait_until


def test_first_process_starts_the_server_and_stops_it_at_its_end(place: Place) -> None:
    client = place.join()
    assert len(place.servers()) == 1

    end(client)

    assert place.server_processes() == []


def test_twelve_cold_starts_at_once_make_one_server(place: Place) -> None:
    clients = [place.begin(*CLIENT, place.data) for _ in range(12)]
    hosts = {read_line(client) for client in clients}

    assert len(hosts) == 1
    assert len(place.servers()) == 1
    end(*clients)
    assert place.server_processes() == []


def test_processes_that_come_and_go_never_miss_the_server(place: Place) -> None:
    end(place.join())
    code = (
        "import sys, psycopg; from pathlib import Path; from factcheck import embedded_postgres as e\n"
        "for _ in range(4):\n"
        "    p = e.ensure(Path(sys.argv[1]))\n"
        "    with psycopg.connect(host=p.host, port=p.port, user=p.user, dbname='postgres') as c: c.execute('SELECT 1')\n"
        "    e.leave(Path(sys.argv[1]))\n"
    )
    racers = [place.begin("-c", code, place.data) for _ in range(6)]

    for racer in racers:
        assert racer.wait(timeout=60) == 0, racer.stderr and racer.stderr.read()
    assert place.server_processes() == []


def test_server_survives_the_process_that_started_it(place: Place) -> None:
    starter = place.join()
    other = place.join()
    server = place.pid

    end(starter)

    assert place.query("SELECT 1") == 1
    assert place.pid == server
    end(other)
    assert place.server_processes() == []


def test_two_places_have_two_servers(place: Place) -> None:
    first = Place(place.base, place.base / "first", place.processes)
    second = Place(place.base, place.base / "second", place.processes)
    clients = first.join(), second.join()

    first.query("CREATE DATABASE only_here")

    assert second.query("SELECT count(*) FROM pg_database WHERE datname = 'only_here'") == 0
    end(*clients)
    assert first.server_processes() == second.server_processes() == []


def test_sigterm_stops_the_server_with_its_last_client(place: Place) -> None:
    client = place.join()

    client.terminate()

    assert client.wait(timeout=30) == 128 + signal.SIGTERM
    assert place.server_processes() == []


def test_interrupting_the_terminal_does_not_reach_the_server(place: Place) -> None:
    starter = place.join(start_new_session=True)
    other = place.join()

    subprocess.run(["kill", "-INT", "--", f"-{starter.pid}"], check=True)
    starter.wait(timeout=30)

    assert place.query("SELECT 1") == 1
    end(other)


def test_forked_child_holds_a_lock_of_its_own(place: Place) -> None:
    code = (
        "import os, sys; from pathlib import Path; from factcheck import embedded_postgres as e\n"
        "e.ensure(Path(sys.argv[1]))\n"
        "if os.fork():\n"
        "    sys.exit()\n"
        "e.ensure(Path(sys.argv[1]))\n"
        "print('joined', flush=True)\n"
        "sys.stdin.read()\n"
    )
    parent = place.begin("-c", code, place.data)
    assert read_line(parent) == "joined\n"
    parent.wait(timeout=30)
    assert place.query("SELECT 1") == 1

    end(parent)

    wait_until(lambda: not place.server_processes())


def test_forked_child_that_uses_no_database_keeps_no_server(place: Place) -> None:
    code = (
        "import os, sys; from pathlib import Path; from factcheck import embedded_postgres as e\n"
        "e.ensure(Path(sys.argv[1]))\n"
        "if os.fork():\n"
        "    print('forked', flush=True)\n"
        "    sys.exit()\n"
        "sys.stdin.read()\n"
    )
    parent = place.begin("-c", code, place.data)

    assert parent.wait(timeout=30) == 0

    assert place.server_processes() == []


def test_using_it_again_in_one_process_is_cheap(place: Place) -> None:
    code = (
        "import sys, time; from pathlib import Path; from factcheck import embedded_postgres as e\n"
        "e.ensure(Path(sys.argv[1]))\n"
        "start = time.perf_counter()\n"
        "for _ in range(100): e.ensure(Path(sys.argv[1]))\n"
        "print(time.perf_counter() - start)\n"
    )
    assert float(place.run("-c", code, place.data).stdout) / 100 < 0.005
