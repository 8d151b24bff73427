"""`python -m factcheck.embedded_postgres`."""

import subprocess

from tests.embedded_postgres.place import Place, end


def command(place: Place, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return place.run("-m", "factcheck.embedded_postgres", arguments[0], place.data, *arguments[1:])


def test_status_says_whether_a_server_runs(place: Place) -> None:
    assert command(place, "status").stdout == "Not running.\n"
    client = place.join()

    assert f"process {place.pid}," in command(place, "status").stdout
    end(client)
    assert command(place, "status").stdout == "Not running.\n"


def test_stop_spares_a_server_in_use(place: Place) -> None:
    client = place.join()

    done = command(place, "stop")

    assert done.returncode == 1
    assert "Other processes use" in done.stderr
    assert place.servers()
    assert command(place, "stop", "--even-if-used").stdout == "Stopped.\n"
    assert not place.server_processes()
    end(client)


def test_stop_stops_a_server_that_was_left_behind(place: Place) -> None:
    client = place.join()
    client.kill()
    client.wait()

    assert command(place, "stop").stdout == "Stopped.\n"

    assert not place.server_processes()
    assert command(place, "stop").stdout == "Not running.\n"


def test_nothing_is_made_where_nothing_was(place: Place) -> None:
    command(place, "stop")
    command(place, "status")

    assert not place.data.exists()
