"""`python -m factcheck.serve`"""

import os
import signal
import sys
from types import FrameType

from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError
from django.db import DatabaseError

from factcheck.embedded_postgres import EmbeddedPostgresError
from factcheck.serve import children, preparation
from factcheck.serve.place import Place, PlaceRefused

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
EXAMPLE = "claims/facebook-bank-data/"  # a page of the seed case


def main() -> int:
    for number in STOP_SIGNALS:
        signal.signal(number, leave)
    if "MAKELEVEL" in os.environ:
        children.die_with_parent()  # killing make is meant to end the site
    try:
        return serve()
    except (PlaceRefused, EmbeddedPostgresError, ImproperlyConfigured, CommandError) as error:
        print(error, file=sys.stderr)
    except DatabaseError as error:
        print(f"The database does not answer as it should: {error}", file=sys.stderr)
    return 1


def leave(number: int, frame: FrameType | None) -> None:
    """Being told to stop is a good end: exit handlers run, and the code says success."""
    raise SystemExit(0)


def serve() -> int:
    with Place.from_environment() as place:
        preparation.prepare(place)
        crew = children.Crew()
        try:
            crew.start("web server", server_command(place.socket.fileno()), keep_open=place.socket.fileno())
            if children.wait_until_served(place.port, crew):
                print(welcome(place), flush=True)
            # Afterwards: nobody waits for a job, and on a small machine the two would slow each other down.
            crew.start("job worker", [sys.executable, "manage.py", "run_worker"])
            ended = crew.wait_for_an_end()
            print(f"The {ended.title} has ended with code {ended.process.returncode}; stopping.", file=sys.stderr)
            return 1
        finally:
            for number in STOP_SIGNALS:  # once is enough: impatience must not leave anything behind
                signal.signal(number, signal.SIG_IGN)
            crew.stop()


def server_command(descriptor: int) -> list[str]:
    """Gunicorn on a socket that is already bound: nobody can take the port between the check and the start."""
    options = {
        "--bind": f"fd://{descriptor}",
        "--worker-class": "gthread",
        "--workers": "2",
        "--threads": "4",
        # The most that it takes: up to here a page of the site says what is wrong with an address, not gunicorn.
        "--limit-request-line": "8190",
        "--graceful-timeout": "5",
        "--log-level": "warning",
    }
    # Loaded once and then forked, which halves the start. Without the control socket, which would lie in the home folder
    # and be shared by all local sites.
    return [
        *(sys.executable, "-m", "gunicorn", "factcheck.wsgi", "--preload", "--no-control-socket"),
        *(part for option in options.items() for part in option),
    ]


def welcome(place: Place) -> str:
    home = f"http://localhost:{place.port}/"
    return (
        f"\nfactcheck is at {home}\n"
        f"  an example  {home}{EXAMPLE}\n"
        f"  the desk    {home}admin/\n"
        f"  accounts    {place.data / 'demo-accounts.json'}\n"
        "Ctrl-C stops it."
    )


if __name__ == "__main__":
    sys.exit(main())
