"""Every message of templates and Python has its German translation: `python -m tests.gates.catalogues [PROJECT]`

Messages are collected anew, in a copy of the project, so that a message that nobody collected is found as well.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

PROJECT = Path(__file__).resolve().parent.parent.parent
SOURCES = ("manage.py", "factcheck", "claims", "templates")
LANGUAGE = "de"
CATALOGUE = Path("claims") / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"
# The tests' settings name the tests' data, and the copy has no tests.
ENVIRONMENT = {"SECRET_KEY": "of no consequence", "DJANGO_SETTINGS_MODULE": "factcheck.settings"}


def findings(project: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        copy(project, Path(folder))
        collect(Path(folder))
        with (Path(folder) / CATALOGUE).open("rb") as file:
            collected = read_po(file, locale=LANGUAGE)
    for message in collected:
        if message.id and (problem := problem_of(message, collected)):
            place = ", ".join(f"{name}:{line}" if line else name for name, line in message.locations)
            yield f"{place}: {problem}: {message.id!r}"


def copy(project: Path, folder: Path) -> None:
    for name in SOURCES:
        source = project / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
        elif source.exists():
            shutil.copy(source, folder / name)


def collect(folder: Path) -> None:
    (folder / "claims" / "locale").mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--locale", LANGUAGE, "--verbosity", "0", "--no-obsolete"],
        cwd=folder,
        env={**os.environ, **ENVIRONMENT, "FACTCHECK_DATA": str(folder / "var")},
        check=True,
    )


def problem_of(message: Message, catalogue: Catalog) -> str:
    texts = [message.string] if isinstance(message.string, str) else list(message.string or ())
    if not texts or not all(texts):
        return f"no translation ({LANGUAGE})"
    if message.fuzzy:
        return f"translation only guessed, marked fuzzy ({LANGUAGE})"
    return "; ".join(str(error) for error in message.check(catalogue))


def main() -> int:
    found = list(findings(Path(sys.argv[1]) if sys.argv[1:] else PROJECT))
    for finding in found:
        print(finding)
    if found:
        print(
            f"{len(found)} messages lack a translation. `make messages` collects them into {CATALOGUE}.",
            file=sys.stderr,
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
