"""What has to be there before the site is served. Each step does nothing where it has been done before."""

import os
from pathlib import Path

import django
from django.core.management import CommandError, call_command
from django.db import connection, connections

from factcheck import health
from factcheck.serve import catalogues, stamps
from factcheck.serve.place import PROJECT, Place

# Asked for by no page: Redoc, the other reader of API descriptions, and the browsable API, which is switched off.
NOT_SERVED = ("redoc*", "rest_framework*")


def prepare(place: Place) -> None:
    """Raises what Django and the local database raise; then nothing is running yet."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    catalogues.compile_stale()
    django.setup()
    collect_static_files(place.data)
    migrate()
    call_command("demo_accounts")
    try:
        load_seed(place.data)
    except CommandError as error:  # what editors did to the case here weighs more, and is no reason not to serve it
        say(f"The seed case is left as it is: {error}", more=False)
    connections.close_all()


def collect_static_files(data: Path) -> None:
    sources = [file for file in (PROJECT / "claims" / "static").rglob("*") if file.is_file()]
    joining = PROJECT / "factcheck" / "static_files.py"
    state = stamps.state([*sources, PROJECT / "requirements.txt", joining, Path(__file__)])
    stamp = data / "stamps" / "static"
    if stamps.is_done(stamp, state) and (data / "static" / "staticfiles.json").exists():
        return
    say("Collecting static files")
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=list(NOT_SERVED))
    stamps.set_done(stamp, state)


def migrate() -> None:
    if health.unready():
        say("Migrating the database")
        call_command("migrate", interactive=False, verbosity=0)


def load_seed(data: Path) -> None:
    """Once for a state of the files and a database: what editors publish of the case later is not set back.

    Raises `CommandError` where the case has been edited in this database, or its files are wrong.
    """
    files = sorted((PROJECT / "claims" / "cases").glob("*.json"))
    state = stamps.state(files, identity_of_database())
    stamp = data / "stamps" / "seed"
    if stamps.is_done(stamp, state):
        return
    say("Loading the seed case")
    call_command("load_case", *map(str, files), "--publish", "--by", "publisher")
    stamps.set_done(stamp, state)


def identity_of_database() -> str:
    """The server's own number and the database's in it: the same name may stand for another database tomorrow."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT system_identifier, oid FROM pg_control_system(), pg_database WHERE datname = current_database()"
        )
        return "/".join(map(str, cursor.fetchone()))


def say(what: str, *, more: bool = True) -> None:
    print(f"{what} ..." if more else what, flush=True)
