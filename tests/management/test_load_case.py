"""`manage.py load_case`: files in, one sentence out, exit codes for programs."""

import json
from pathlib import Path
from typing import Any

import pytest

from claims.models import Claim, Revision, User
from tests.actions import desk
from tests.actions.rich_case import Json, rich_case
from tests.cases.files import FILES, SLUGS
from tests.dossiers import an_id
from tests.management.console import Done, run

pytestmark = pytest.mark.django_db
SEED = [FILES / f"{slug}.json" for slug in SLUGS]


@pytest.fixture
def load(capsys: pytest.CaptureFixture[str], publisher: User) -> Any:
    return lambda *arguments: run(capsys, "load_case", "--by", "publisher", *arguments)


@pytest.fixture
def file(tmp_path: Path) -> Any:
    def write(case: Json | bytes, name: str = "case.json") -> Path:
        path = tmp_path / name
        path.write_bytes(case if isinstance(case, bytes) else json.dumps(case).encode())
        return path

    return write


def test_seed_is_loaded_and_published_as_unreviewed(load: Any) -> None:
    done: Done = load(*SEED, "--publish")
    assert done.code == 0
    assert done.output.splitlines()[0] == "facebook-bank-data: added, published as revision 1"
    assert list(Revision.objects.values_list("is_reviewed", "actor__username")) == [(False, "publisher")] * 3


def test_second_time_nothing_changes(load: Any) -> None:
    load(*SEED, "--publish")
    done: Done = load(*SEED, "--publish")
    assert (done.code, done.output.splitlines()) == (0, [f"{slug}: unchanged" for slug in SLUGS])
    assert Revision.objects.count() == 3


def test_change_is_published_with_kind_and_note(load: Any, file: Any) -> None:
    load(file(rich_case()), "--publish")
    load(
        file(rich_case() | {"title": "Courier: corrected"}),
        "--publish",
        "--kind",
        "correction",
        "--note",
        "Wrong title.",
    )
    last = Revision.objects.get(number=2)
    assert (last.kind, last.note) == ("correction", "Wrong title.")


def test_change_without_kind_is_an_update_from_a_file(load: Any, file: Any) -> None:
    load(file(rich_case()), "--publish")
    load(file(rich_case() | {"title": "Courier: corrected"}), "--publish")
    last = Revision.objects.get(number=2)
    assert (last.kind, last.note) == ("update", "Loaded from a file.")


def test_report_as_json(load: Any, file: Any) -> None:
    path = file(rich_case())
    (line,) = json.loads(load(path, "--publish", "--json").output)
    assert line.keys() == {"file", "slug", "outcome", "notices", "revision"}
    assert (line["file"], line["slug"], line["outcome"], line["revision"]) == (str(path), "rich-case", "added", 1)


def test_dry_run_stores_and_publishes_nothing(load: Any, file: Any) -> None:
    done: Done = load(file(rich_case()), "--publish", "--dry-run")
    assert (done.code, done.output) == (0, "rich-case: added\n")
    assert not Claim.objects.exists()


def test_notices_go_to_standard_error(load: Any, file: Any) -> None:
    case = rich_case()
    case["responses"][0]["made_at"] = {"value": "2018-07-01"}
    done: Done = load(file(case))
    assert "Response 1 is dated before the claim" in done.errors
    assert "Response 1" not in done.output


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"{", "case.json was refused: line 1, column 2"),
        (b"\xff", "case.json was refused: byte 0"),
        (b"[]", "case.json was refused: $: found [], expected an object"),
    ],
)
def test_wrong_file_is_refused_with_a_sentence(data: bytes, message: str, load: Any, file: Any) -> None:
    done: Done = load(file(data))
    assert done.code == 1
    assert message in done.errors
    assert "Traceback" not in done.errors


def test_one_wrong_file_leaves_none_of_several(load: Any, file: Any) -> None:
    done: Done = load(file(rich_case()), file(b"{", "wrong.json"))
    assert (done.code, Claim.objects.count()) == (1, 0)
    assert "wrong.json was refused" in done.errors


def test_lines_are_cases_and_a_wrong_one_is_named(load: Any, file: Any) -> None:
    good = json.dumps(rich_case()).encode()
    assert load(file(good + b"\n\n", "cases.ndjson"), "--dry-run").output == "rich-case: added\n"
    done: Done = load(file(good + b"\n{\n", "cases.ndjson"))
    assert (done.code, Claim.objects.count()) == (1, 0)
    assert "cases.ndjson, line 2 was refused: line 1, column 2" in done.errors


def test_one_refused_case_leaves_none_of_several(load: Any, file: Any) -> None:
    """Each file is right by itself; they claim the same slug."""
    other = rich_case() | {"id": an_id("other")}
    done: Done = load(file(rich_case()), file(other, "other.json"), "--publish")
    assert (done.code, Claim.objects.count()) == (1, 0)
    assert "“rich-case” is taken by another claim" in done.errors


def test_pending_changes_are_kept_unless_replaced(load: Any, file: Any, editor: User) -> None:
    path = file(rich_case())
    load(path, "--publish")
    desk.change(Claim.objects.get(), by=editor, title="Courier: pending")
    refused: Done = load(path)
    assert (refused.code, "load with --replace to overwrite" in refused.errors) == (1, True)
    assert load(path, "--replace").output == "rich-case: changed\n"
    assert Claim.objects.get().title == rich_case()["title"]


def test_missing_file_and_folder_are_refused(load: Any, tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.json", tmp_path):
        done: Done = load(path)
        assert (done.code, f"{path} cannot be read: " in done.errors) == (1, True)


def test_unknown_user_is_refused_with_those_there_are(load: Any, file: Any, capsys: pytest.CaptureFixture[str]) -> None:
    User.objects.create(username="gone", is_active=False)
    for name in ("nobody", "gone"):
        done = run(capsys, "load_case", "--by", name, file(rich_case()))
        assert done.code == 1
        assert f"there is no active account “{name}”. There are: publisher." in done.errors


def test_user_without_the_right_publishes_nothing(
    file: Any, contributor: User, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "load_case", "--by", "contributor", "--publish", file(rich_case()))
    assert (done.code, "You may not publish" in done.errors) == (1, True)
    assert not Revision.objects.exists()


@pytest.mark.parametrize(
    "arguments", [(), ("--kind", "typo"), ("--note", "Why."), ("--publish", "--kind", "first"), ("--colour",)]
)
def test_wrong_usage_has_a_code_of_its_own(arguments: tuple[str, ...], load: Any, file: Any) -> None:
    done: Done = load(*([file(rich_case()), *arguments] if arguments else []))
    assert done.code == 2
    assert not Claim.objects.exists()


def test_user_has_to_be_named(file: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "load_case", file(rich_case())).code == 2
