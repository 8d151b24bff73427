"""Text in lines: nothing lost, nothing wider than its place, cut after a word."""

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.pages.images.fonts import Face
from claims.pages.images.wrapping import ELLIPSIS, wrapped

FACE = Face("sans", 24)
TEXT = st.text(st.sampled_from("abcWij  -,.ß"), max_size=120)


@settings(max_examples=30, deadline=None)
@given(TEXT, st.integers(60, 400))
def test_lines_fit_and_hold_every_word(text: str, width: int) -> None:
    lines = wrapped(text, FACE, width, 200)
    assert all(FACE.width(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@settings(max_examples=30, deadline=None)
@given(TEXT, st.integers(60, 400), st.integers(1, 3))
def test_what_is_left_out_is_marked(text: str, width: int, most: int) -> None:
    lines = wrapped(text, FACE, width, most)
    assert len(lines) <= most
    assert all(FACE.width(line) <= width for line in lines)
    is_whole = "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert is_whole or lines[-1].endswith(ELLIPSIS)


def test_a_cut_falls_between_words() -> None:
    [line] = wrapped("Facebook sought data on customers", FACE, FACE.width("Facebook sought da…"), 1)
    assert line == "Facebook sought…"


def test_a_text_without_an_end_costs_no_more() -> None:
    assert wrapped("word " * 100_000, FACE, 10_000, 3)[-1].endswith(ELLIPSIS)
    assert wrapped("w" * 1_000_000, FACE, 400, 1)[-1].endswith(ELLIPSIS)
