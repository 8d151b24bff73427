"""`make reset`: throws the data of a local site away, after asking."""

import shutil
import sys
from pathlib import Path

from factcheck import embedded_postgres
from factcheck.embedded_postgres import EmbeddedPostgresError
from factcheck.serve.place import Place, PlaceRefused

# Only what the site made: FACTCHECK_DATA may name a folder in which other things lie.
OURS = ("postgres", "snapshots", "static", "stamps", "test", "secret-key", "demo-accounts.json")


def main() -> int:
    place = Place.from_environment()
    found = [place.data / name for name in OURS if (place.data / name).exists()]
    if not found:
        print(f"There is no local data in {place.data}.")
        return 0
    try:
        with place.hold_folder():
            # Both answer that the data is in use, before anything is asked.
            embedded_postgres.stop(place.data / "postgres")
            embedded_postgres.stop(place.data / "test" / "postgres")
            if not is_confirmed(place.data, found):
                print("Nothing was deleted.")
                return 0
            for path in found:
                delete(path)
    except (PlaceRefused, EmbeddedPostgresError) as error:
        print(error, file=sys.stderr)
        return 1
    print("Deleted. `make run` starts anew.")
    return 0


def is_confirmed(data: Path, found: list[Path]) -> bool:
    print(f"This deletes from {data}: {', '.join(path.name for path in found)}.")
    try:
        return input("All claims, accounts and snapshots in it are lost. Delete? [y/N] ").strip().lower() in {
            "y",
            "yes",
        }
    except EOFError:
        print()
        return False


def delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


if __name__ == "__main__":
    sys.exit(main())
