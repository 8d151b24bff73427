"""Links that open a document at certain words."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.pages.presenting.fragments import at_words

PAGE = "https://news.example/report"


@pytest.mark.parametrize(
    ("words", "fragment"),
    [
        ("not true", "not%20true"),
        ("well-known", "well%2Dknown"),
        ("no, never", "no%2C%20never"),
        ("bed & board", "bed%20%26%20board"),
        ("100 % #1", "100%20%25%20%231"),
        ("  two\n lines ", "two%20lines"),
        ("müßte", "m%C3%BC%C3%9Fte"),
        ("غير صحيح", "%D8%BA%D9%8A%D8%B1%20%D8%B5%D8%AD%D9%8A%D8%AD"),
    ],
    ids=["blank", "dash", "comma", "ampersand", "per cent and hash", "white space", "umlaut", "Arabic"],
)
def test_what_means_something_in_a_directive_is_escaped(words: str, fragment: str) -> None:
    assert at_words(PAGE, words) == f"{PAGE}#:~:text={fragment}"


def test_prefix_and_suffix_stand_around_the_words() -> None:
    assert at_words(PAGE, "true", "is not-", ", it") == f"{PAGE}#:~:text=is%20not%2D-,true,-%2C%20it"


def test_of_a_long_text_the_first_and_the_last_words_are_named() -> None:
    words = " ".join(f"word{number}" for number in range(60))

    assert at_words(PAGE, words).endswith(
        "#:~:text=word0%20word1%20word2%20word3%20word4,word55%20word56%20word57%20word58%20word59"
    )


@pytest.mark.parametrize(
    ("address", "opened"),
    [(f"{PAGE}#part", f"{PAGE}#part:~:text=true"), (f"{PAGE}#part:~:text=old", f"{PAGE}#part:~:text=true")],
)
def test_a_fragment_of_the_address_is_kept(address: str, opened: str) -> None:
    assert at_words(address, "true") == opened


def test_without_words_there_is_no_directive() -> None:
    assert at_words(PAGE, " ") == PAGE


@given(st.text(min_size=1, max_size=100))
def test_a_short_text_comes_back_whole_and_bare_of_marks(words: str) -> None:
    said = " ".join(words.split())
    directive = at_words(PAGE, words).partition(":~:text=")[2]

    assert not set("-,& ") & set(directive)
    assert unquote(directive, errors="strict") == said
