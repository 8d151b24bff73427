"""Django on a server of its own."""

import subprocess

import pytest

from tests.embedded_postgres.place import Place, end


def manage(place: Place, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    done = place.run(
        "-m", "tests.embedded_postgres.site", *arguments, environment={"FOLDER": str(place.data)} | environment
    )
    assert not place.server_processes()
    return done


def shell(place: Place, code: str, **environment: str) -> str:
    done = manage(
        place, "shell", "--no-imports", "-v0", "-c", f"from django.db import connection\n{code}", **environment
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


NAME_OF_DATABASE = """
with connection.cursor() as cursor:
    cursor.execute("SELECT current_database()")
    print(cursor.fetchone()[0])
"""
TEST_DATABASES = f"""
old = connection.settings_dict["NAME"]
connection.creation.create_test_db(verbosity=0, autoclobber=True)
connection.creation.clone_test_db(suffix="gw0", verbosity=0)
{NAME_OF_DATABASE}
connection.creation.destroy_test_db(suffix="gw0", verbosity=0)
connection.creation.destroy_test_db(old, verbosity=0)
with connection._nodb_cursor() as cursor:
    cursor.execute("SELECT count(*) FROM pg_database WHERE datname LIKE 'test%'")
    print(cursor.fetchone()[0])
"""  # noqa: S608 - Python, no query


def test_commands_without_database_start_no_server(place: Place) -> None:
    assert manage(place, "check").returncode == 0
    assert manage(place, "diffsettings").returncode == 0

    assert not place.data.exists()


@pytest.mark.parametrize("pool", ["", "1"])
def test_first_query_makes_the_database(place: Place, pool: str) -> None:
    assert shell(place, NAME_OF_DATABASE, POOL=pool) == "site"


def test_processes_that_make_the_database_at_once_agree(place: Place) -> None:
    client = place.join()
    code = f"from django.db import connection\n{NAME_OF_DATABASE}"
    command = ("-m", "tests.embedded_postgres.site", "shell", "--no-imports", "-v0", "-c", code)
    processes = [place.begin(*command, environment={"FOLDER": str(place.data)}) for _ in range(6)]

    assert {process.communicate(timeout=60)[0].strip() for process in processes} == {"site"}
    end(client)


def test_test_database_is_made_cloned_and_dropped(place: Place) -> None:
    assert shell(place, TEST_DATABASES).split() == ["test_site", "0"]


def test_connection_survives_the_killing_of_the_server(place: Place) -> None:
    answer = shell(
        place,
        "import signal\n"
        "from factcheck.embedded_postgres import postmaster\n"
        "from pathlib import Path\n"
        f"{NAME_OF_DATABASE}\n"
        "connection.close()\n"
        f"cluster = Path({str(place.cluster)!r})\n"
        "postmaster.send_to_all(cluster, signal.SIGKILL)\n"
        f"{NAME_OF_DATABASE}",
    )
    assert answer.split() == ["site", "site"]


def test_dbshell_uses_the_psql_of_the_server(place: Place) -> None:
    done = manage(place, "dbshell", "--", "-X", "-A", "-t", "-c", "SELECT current_database(), 1 + 1")

    assert done.stdout == "site|2\n", done.stderr


def test_database_of_character_type_c_is_refused(place: Place) -> None:
    client = place.join()
    place.query("CREATE DATABASE wrong TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'")
    end(client)

    done = manage(
        place,
        "shell",
        "--no-imports",
        "-v0",
        "-c",
        f"from django.db import connection\n{NAME_OF_DATABASE}",
        NAME="wrong",
    )

    assert done.returncode != 0
    assert "'wrong' has the character type 'C'" in done.stderr


def test_missing_folder_is_named(place: Place) -> None:
    code = "from django.db import connection\ndel connection.settings_dict['FOLDER']\nconnection.connect()"

    assert "needs FOLDER" in manage(place, "shell", "--no-imports", "-v0", "-c", code).stderr
