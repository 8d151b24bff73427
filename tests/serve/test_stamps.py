from pathlib import Path

from factcheck.serve import stamps


def test_a_state_changes_with_content_and_words_but_not_with_order(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("1")
    other.write_text("2")
    before = stamps.state([one, other], "word")
    assert stamps.state([other, one], "word") == before
    assert stamps.state([one, other], "another") != before
    other.write_text("3")
    assert stamps.state([one, other], "word") != before


def test_work_is_done_for_the_state_it_was_done_for(tmp_path: Path) -> None:
    stamp = tmp_path / "stamps" / "some"
    assert not stamps.is_done(stamp, "a")
    stamps.set_done(stamp, "a")
    assert stamps.is_done(stamp, "a")
    assert not stamps.is_done(stamp, "b")
