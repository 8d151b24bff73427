"""`manage.py demo_accounts`: four accounts and the file with their passwords, for the owner's eyes only."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from knox.auth import TokenAuthentication
from knox.models import AuthToken

from claims.actions.accounts import ROLES
from claims.models import User
from tests.management.console import run

pytestmark = pytest.mark.django_db
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def file(settings: Any, tmp_path: Path) -> Path:
    settings.FACTCHECK_DATA = str(tmp_path / "data")
    return tmp_path / "data" / "demo-accounts.json"


def accounts_in(file: Path) -> dict[str, dict[str, str]]:
    return {each["role"]: each for each in json.loads(file.read_text(encoding="utf-8"))}


def test_four_accounts_are_made_one_a_role(file: Path, capsys: Capture) -> None:
    done = run(capsys, "demo_accounts")
    accounts = accounts_in(file)
    assert (done.code, tuple(accounts)) == (0, ROLES)
    for role, account in accounts.items():
        user = User.objects.get(username=role)
        assert list(user.groups.values_list("name", flat=True)) == [role]
        assert account.keys() == {"username", "password", "role", "token"}
        assert account["password"] in done.output
        assert account["token"] not in done.output


def test_passwords_and_tokens_are_those_of_the_file(file: Path, capsys: Capture) -> None:
    run(capsys, "demo_accounts")
    account = accounts_in(file)["editor"]
    assert User.objects.get(username="editor").check_password(account["password"])
    user, _token = TokenAuthentication().authenticate_credentials(account["token"].encode())
    assert user.username == "editor"


def test_file_is_for_its_owner_only(file: Path, capsys: Capture) -> None:
    run(capsys, "demo_accounts")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_second_time_passwords_stay(file: Path, capsys: Capture) -> None:
    run(capsys, "demo_accounts")
    before = file.read_text(encoding="utf-8")
    done = run(capsys, "demo_accounts")
    assert (done.code, str(file) in done.output) == (0, True)
    assert file.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("content", ["", "{", "[1]", '[{"username": "nobody"}]', "{}", "[]"])
def test_broken_file_is_made_anew(content: str, file: Path, capsys: Capture) -> None:
    file.parent.mkdir(parents=True)
    file.write_text(content, encoding="utf-8")
    assert run(capsys, "demo_accounts").code == 0
    assert tuple(accounts_in(file)) == ROLES


def test_renewing_gives_new_ones_and_ends_the_old(file: Path, capsys: Capture) -> None:
    run(capsys, "demo_accounts")
    before = accounts_in(file)["editor"]
    done = run(capsys, "demo_accounts", "--renew", "--json")
    after = accounts_in(file)["editor"]
    assert json.loads(done.output)[1] == after
    assert not User.objects.get(username="editor").check_password(before["password"])
    assert AuthToken.objects.filter(user__username="editor").count() == 1
