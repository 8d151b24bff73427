"""`manage.py export_claims`: the files of the API, at the terminal."""

import gzip
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from rest_framework.test import APIClient

from claims.models import Claim
from tests.actions import desk
from tests.factories import make_case
from tests.management.console import Done, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def export(capsys: pytest.CaptureFixture[str]) -> Any:
    return lambda *arguments: run(capsys, "export_claims", *arguments)


@pytest.fixture
def claim() -> Claim:
    claim = make_case(title="Courier: a zebra in the bank")
    desk.publish(claim)
    return claim


@pytest.mark.parametrize(
    ("kind", "file"),
    [("ndjson", "claims.ndjson"), ("csv", "claims.csv"), ("annotations", "annotations.json"), ("datafeed", "datafeed.json")],
)  # fmt: skip
def test_output_is_the_file_of_the_api(export: Any, claim: Claim, kind: str, file: str) -> None:
    done: Done = export("--format", kind)
    served: Any = APIClient().get(f"/api/v1/exports/{file}")
    assert (done.code, done.output) == (0, served.getvalue().decode())


def test_filters_choose(export: Any, claim: Claim) -> None:
    desk.publish(make_case(("confirms",)))
    done: Done = export("--format", "ndjson", "--standing", "denied", "--q", "zebra")
    (dossier,) = map(json.loads, done.output.splitlines())
    assert dossier["slug"] == claim.slug


def test_as_of_looks_back(export: Any, claim: Claim) -> None:
    assert json.loads(export("--format", "ndjson", "--as-of", "2020").output)["standing"]["as_of"] == "2020"
    refused: Done = export("--format", "ndjson", "--as-of", "2100")
    assert (refused.code, refused.output, "has not come yet" in refused.errors) == (2, "", True)


def test_a_file_is_written_whole_and_compressed_by_its_name(export: Any, claim: Claim, tmp_path: Path) -> None:
    path = tmp_path / "claims.ndjson.gz"
    done: Done = export("--format", "ndjson", "--output", path)
    assert (done.code, done.output) == (0, "")
    assert json.loads(gzip.decompress(path.read_bytes()))["slug"] == claim.slug
    assert list(tmp_path.iterdir()) == [path]


def test_spreadsheets_go_to_a_file(export: Any, claim: Claim, tmp_path: Path) -> None:
    path = tmp_path / "claims.xlsx"
    assert export("--format", "xlsx", "--output", path).code == 0
    assert openpyxl.load_workbook(path).active["B2"].value == claim.slug


def test_spreadsheets_do_not_go_to_a_terminal(export: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    done: Done = export("--format", "xlsx")
    assert (done.code, "name a file with --output" in done.errors) == (2, True)


def test_what_was_there_stays_when_writing_fails(
    export: Any, claim: Claim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: Any) -> Any:
        raise OSError(28, "No space left on device")

    path = tmp_path / "claims.csv"
    path.write_text("of yesterday")
    monkeypatch.setattr("claims.management.commands.export_claims._write", full)
    done: Done = export("--format", "csv", "--output", path)
    assert (done.code, "claims.csv cannot be written: No space left on device." in done.errors) == (1, True)
    assert (path.read_text(), list(tmp_path.iterdir())) == ("of yesterday", [path])


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "--format"),
        (("--format", "pdf"), "invalid choice"),
        (("--format", "csv", "--standing", "false"), "--standing: Give one of: "),
        (("--format", "csv", "--as-of", "yesterday"), "--as-of: "),
        (("--format", "csv", "--party", "a\x00b"), "--party: The character U+0000"),
        (("--format", "csv", "--q", "a\x00b"), "--q: The character U+0000 cannot be looked for."),
        (("--format", "csv", "--role", "subject"), "--role: “role” says something only together with “party”."),
        (("--format", "datafeed", "--topic", "banking"), "takes no filter"),
    ],
    ids=[
        "no-format",
        "unknown-format",
        "no-word",
        "no-date",
        "nul-in-slug",
        "nul-in-words",
        "role-of-nobody",
        "datafeed",
    ],
)
def test_wrong_usage_is_named(export: Any, arguments: tuple[str, ...], sentence: str) -> None:
    done: Done = export(*arguments)
    assert (done.code, sentence in done.errors) == (2, True)
