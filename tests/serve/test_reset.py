import builtins
from pathlib import Path

import pytest

from factcheck.serve import reset
from factcheck.serve.place import Place


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "stamps").mkdir()
    (tmp_path / "secret-key").touch()
    (tmp_path / "holiday.jpg").touch()
    monkeypatch.setenv("FACTCHECK_DATA", str(tmp_path))
    return tmp_path


def answer(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setattr(builtins, "input", lambda question: word)


@pytest.mark.parametrize("word", ["y", "Yes"])
def test_it_deletes_what_the_site_made_and_nothing_else(data: Path, monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    answer(monkeypatch, word)
    assert reset.main() == 0
    assert {path.name for path in data.iterdir()} == {"holiday.jpg", "run.lock"}


@pytest.mark.parametrize("word", ["", "n", "perhaps"])
def test_nothing_is_deleted_without_a_yes(data: Path, monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    answer(monkeypatch, word)
    assert reset.main() == 0
    assert (data / "secret-key").exists()


def test_nothing_is_deleted_when_nobody_answers(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def end(question: str) -> str:
        raise EOFError

    monkeypatch.setattr(builtins, "input", end)
    assert reset.main() == 0
    assert (data / "secret-key").exists()


def test_data_in_use_is_refused_unasked(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Place(data, port=0).hold_folder():
        assert reset.main() == 1
    assert "already runs on the data" in capsys.readouterr().err
    assert (data / "secret-key").exists()
