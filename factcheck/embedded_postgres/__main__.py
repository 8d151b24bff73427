"""`python -m factcheck.embedded_postgres status|stop DATA_DIR`"""

import argparse
import sys
from pathlib import Path

from factcheck.embedded_postgres import EmbeddedPostgresError, postmaster, stop
from factcheck.embedded_postgres.folders import Folders


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m factcheck.embedded_postgres", description="The local database.")
    parser.add_argument("action", choices=("status", "stop"))
    parser.add_argument("folder", type=Path, help="the folder of the local database, FACTCHECK_DATA/postgres")
    parser.add_argument("--even-if-used", action="store_true", help="stop it although other processes use it")
    options = parser.parse_args()
    try:
        if options.action == "stop":
            answer = "Stopped." if stop(options.folder, even_if_used=options.even_if_used) else "Not running."
        else:
            answer = describe(options.folder)
    except EmbeddedPostgresError as error:
        sys.exit(str(error))
    sys.stdout.write(f"{answer}\n")


def describe(folder: Path) -> str:
    found = postmaster.read(Folders(folder.resolve()).cluster)
    if found is None or not found.is_alive():
        return "Not running."
    return f"Running: process {found.pid}, socket {found.socket_file}."


if __name__ == "__main__":
    main()
