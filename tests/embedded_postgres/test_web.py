"""Web servers with several processes."""

import os
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.embedded_postgres.place import Place, end, wait_until

WORKERS = 2


def serve(place: Place, *options: str, **environment: str) -> "subprocess.Popen[str]":
    """Gunicorn, once both workers use the database."""
    process = place.begin(
        *("-m", "gunicorn", "--workers", str(WORKERS), "--no-control-socket", *options),
        *("--bind", f"unix:{place.base}/web", "tests.embedded_postgres.web:application"),
        environment={"FOLDER": str(place.data)} | environment,
    )
    wait_for_workers(place)
    return process


def wait_for_workers(place: Place, *, without: str = "") -> None:
    """Until two workers have answered, which then hold their locks."""
    seen: set[str] = set()

    def all_answered() -> bool:
        with suppress(OSError, AssertionError):
            seen.add(ask(place).split()[0])
        return len(seen - {without}) == WORKERS

    wait_until(all_answered)


def ask(place: Place) -> str:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(20)
        connection.connect(f"{place.base}/web")
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    assert answer.rstrip().endswith(b"answered"), answer
    return answer.decode().rpartition("\r\n\r\n")[2]


@pytest.mark.parametrize("options", [(), ("--preload",)])
def test_server_stops_with_the_last_worker(place: Place, options: tuple[str, ...]) -> None:
    gunicorn = serve(place, *options, EARLY="1")

    gunicorn.terminate()
    gunicorn.wait(timeout=30)

    assert place.server_processes() == []


def test_workers_whose_master_was_killed_stop_the_server(place: Place) -> None:
    end(place.join())  # the cluster is made: a worker that takes longer than its time would be killed
    gunicorn = serve(place, "--timeout", "4")  # of which half goes by until a worker looks for its master

    gunicorn.kill()
    gunicorn.wait()

    wait_until(lambda: not place.server_processes(), seconds=20)


def test_killed_worker_is_replaced_and_the_server_stays(place: Place) -> None:
    gunicorn = serve(place)
    server, worker = place.pid, ask(place).split()[0]

    os.kill(int(worker), signal.SIGKILL)

    wait_for_workers(place, without=worker)
    assert place.pid == server
    gunicorn.terminate()
    gunicorn.wait(timeout=30)
    assert place.server_processes() == []


def test_workers_start_a_killed_server_again(place: Place) -> None:
    gunicorn = serve(place)
    place.kill_server()

    wait_for_workers(place)

    gunicorn.terminate()
    gunicorn.wait(timeout=30)
    assert place.server_processes() == []


def test_reload_keeps_the_server_and_sigterm_stops_it(place: Place) -> None:
    watched = place.base / "watched.py"
    watched.write_text("")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = (
        f"import sys, os, watched; sys.argv = [__file__, 'runserver', '127.0.0.1:{port}']\n"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.embedded_postgres.site'\n"
        "from tests.embedded_postgres import site; site.manage()\n"
    )
    main = place.base / "manage.py"
    main.write_text(code)
    runserver = place.begin("-u", main, environment={"FOLDER": str(place.data)})
    wait_until(lambda: _responds(port))
    server, clients = place.pid, _children(runserver.pid)

    time.sleep(1.1)  # the reloader compares times of modification each second
    watched.write_text("changed = True\n")
    wait_until(lambda: _children(runserver.pid) not in (clients, []))
    wait_until(lambda: _responds(port))

    assert place.pid == server
    runserver.terminate()
    runserver.wait(timeout=30)
    assert place.server_processes() == []


def _responds(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
        return connection.recv(5) == b"HTTP/"
    return False


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
