from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from factcheck import env


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("Yes", True), ("off", False), ("", True), ("  ", True)])
def test_a_flag_is_read_or_has_its_default(monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    monkeypatch.setenv("SOME", value)
    assert env.flag("SOME", default=True) is expected


def test_a_flag_that_is_neither_yes_nor_no_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="SOME is 'perhaps'; write 1 or 0"):
        env.flag("SOME", default=False)


@pytest.mark.parametrize("value", ["0", "65536", "80.0", "-1", "８０", "eighty"])
def test_a_number_out_of_range_or_malformed_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SOME", value)
    with pytest.raises(ImproperlyConfigured, match="write a whole number from 1 to 65535"):
        env.number("SOME", default=8000, least=1, most=65535)


def test_words_lose_the_blanks_around_their_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME", " a.example , b.example,")
    assert env.words("SOME") == ["a.example", "b.example"]


def test_a_relative_folder_starts_at_the_working_directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOME", "my data")
    assert env.folder("SOME", default=Path("var")) == tmp_path / "my data"


def test_the_address_of_the_site_loses_its_last_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME", "https://facts.example.org/")
    assert env.site_url("SOME", default="") == "https://facts.example.org"


@pytest.mark.parametrize(
    "value", ["facts.example.org", "ftp://facts.example.org", "https://", "https://a.example/path"]
)
def test_an_address_with_more_or_less_than_scheme_and_host_is_refused(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("SOME", value)
    with pytest.raises(ImproperlyConfigured, match="write scheme and host only"):
        env.site_url("SOME", default="")


def test_without_a_database_address_there_is_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOME", raising=False)
    assert env.database("SOME") is None


def test_a_database_behind_a_socket_folder_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME", "postgres://user@%2Fvar%2Frun%2Fpostgresql/facts")
    found = env.database("SOME")
    assert found is not None
    assert (found["HOST"], found["NAME"]) == ("/var/run/postgresql", "facts")


@pytest.mark.parametrize("value", ["postgres://user:s3cret#1@host/facts", "mysql://user:s3cret@host/facts", "s3cret"])
def test_a_refused_database_address_does_not_show_its_password(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SOME", value)
    with pytest.raises(ImproperlyConfigured, match="SOME ") as refusal:
        env.database("SOME")
    assert "s3cret" not in str(refusal.value)


def test_the_secret_of_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from the file\n")
    monkeypatch.setenv("SOME", "from outside")
    assert env.secret("SOME", file=tmp_path / "key") == "from outside"
    monkeypatch.delenv("SOME")
    assert env.secret("SOME", file=tmp_path / "key") == "from the file"


@pytest.mark.parametrize("value", ["desk@facts.example.org", "Facts <desk@example.org>"])
def test_a_sender_is_an_address_with_or_without_a_name(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SOME", value)
    assert env.sender("SOME", default="a@example.org") == value


@pytest.mark.parametrize("value", ["desk", "@example.org", "desk@", "Facts <desk>", "a@b\nBcc: c@d"])
def test_a_sender_without_an_address_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SOME", value)
    with pytest.raises(ImproperlyConfigured, match="; write an address, such as Facts"):
        env.sender("SOME", default="a@example.org")
