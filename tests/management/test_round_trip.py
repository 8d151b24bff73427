"""Export → empty database → load → export: the same file. By the commands, as a newsroom that moves would."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests import cast, databases
from tests.actions.rich_case import rich_case
from tests.cases.files import FILES, SLUGS
from tests.management.console import run

Capture = pytest.CaptureFixture[str]
Site = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def site(django_db_setup: None, django_db_blocker: Any) -> Site:
    """An empty database with a publisher, for as long as it is open."""

    @contextmanager
    def opened() -> Iterator[None]:
        with (
            django_db_blocker.unblock(),
            databases.copied() as database,
            databases.in_use(database),
        ):
            cast.member("publisher")
            yield

    return opened


@pytest.fixture
def cases(tmp_path: Path) -> list[Path]:
    """The seed cases, which share parties and a source, and the one that uses every member of the schema."""
    rich = tmp_path / "rich-case.json"
    rich.write_text(json.dumps(rich_case()), encoding="utf-8")
    return [*(FILES / f"{slug}.json" for slug in SLUGS), rich]


def exported(capsys: Capture, *command: str) -> str:
    done = run(capsys, *command)
    assert (done.code, done.errors) == (0, "")
    return done.output


def load(capsys: Capture, *arguments: object) -> list[str]:
    done = run(capsys, "load_case", "--by", "publisher", *arguments)
    assert done.code == 0, done.errors
    return done.output.splitlines()


def test_cases_of_the_desk_lose_nothing(site: Site, cases: list[Path], tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "desk.ndjson"
    with site():
        load(capsys, *cases)
        file.write_text(exported(capsys, "export_case", "--all"), encoding="utf-8")
    with site():
        assert [line.split(": ")[1] for line in load(capsys, file)] == ["added"] * 4
        assert exported(capsys, "export_case", "--all") == file.read_text(encoding="utf-8")
        assert [line.split(": ")[1] for line in load(capsys, file)] == ["unchanged"] * 4


def test_published_dossiers_are_published_the_same(
    site: Site, cases: list[Path], tmp_path: Path, capsys: Capture
) -> None:
    """But for the record of the site: number in the chain, moment and hashes are those of the new one."""
    file = tmp_path / "claims.ndjson"
    with site():
        load(capsys, *cases, "--publish")
        file.write_text(exported(capsys, "export_claims", "--format", "ndjson"), encoding="utf-8")
    with site():
        load(capsys, file, "--publish")
        again = exported(capsys, "export_claims", "--format", "ndjson")
    assert contents(again) == contents(file.read_text(encoding="utf-8"))
    assert len(contents(again)) == 4


def contents(lines: str) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in lines.splitlines()]
    for dossier in found:
        del dossier["revision"]
    return found
