"""Quotation marks, words that narrow, and where a long text may be cut."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from claims.pages.presenting.quoting import LONGEST, Narrowing, in_pieces, marks_around, plain, shortened


def marked(text: str, *words: str, start: int | None = None) -> list[str]:
    return [
        piece.words for piece in in_pieces(text, [Narrowing(word, "manner", start) for word in words]) if piece.kind
    ]


@pytest.mark.parametrize(
    ("language", "text", "marks"),
    [
        ("en", "that is not true", ("“", "”")),
        ("de", "das ist nicht wahr", ("„", "“")),
        ("de", "die Geschichte des «Wall Street Journal»", ("„", "“")),
        ("en", "he said “no”", ("‘", "’")),
        ("de", "er sagte „nein“", ("‚", "‘")),
    ],
)
def test_the_marks_are_those_of_the_page_and_never_those_within(
    language: str, text: str, marks: tuple[str, str]
) -> None:
    with translation.override(language):
        assert marks_around(text) == marks


def test_only_whole_words_are_marked() -> None:
    assert marked("wir sind proaktiv und aktiv, nicht aktiver", "aktiv") == ["aktiv"]


def test_a_known_place_marks_that_word_alone() -> None:
    assert in_pieces("nur heute und nur hier", [Narrowing("nur", "scope", 14)])[1].words == "nur"
    assert marked("nur heute und nur hier", "nur", start=14) == ["nur"]


def test_a_place_that_holds_other_words_is_not_believed() -> None:
    assert marked("das ist aktiv", "aktiv", start=2) == ["aktiv"]


def test_words_that_overlap_are_marked_once() -> None:
    assert marked("financial transaction data", "financial transaction", "transaction data") == [
        "financial transaction"
    ]


def test_words_with_signs_of_patterns_are_words() -> None:
    assert marked("about (20 %) of it", "(20 %)") == ["(20 %)"]


@given(st.text(), st.lists(st.text(min_size=1), max_size=4))
def test_pieces_are_the_text(text: str, words: list[str]) -> None:
    assert plain(in_pieces(text, [Narrowing(word, "manner") for word in words])) == text


def test_a_long_text_is_cut_at_a_sentence() -> None:
    text = "One two three. " * 40

    cut = shortened(text)

    assert cut.endswith("three.")
    assert len(cut.split()) <= LONGEST


def test_a_text_without_a_place_to_cut_stays_whole() -> None:
    text = "word " * 100

    assert shortened(text) == text
