"""The passage most like words that stand nowhere, and what differs."""

from difflib import SequenceMatcher
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.reading.anchoring import Nearest, likeness, nearest
from claims.reading.anchoring.tokens import MOST_TOKENS

MEGABYTE = 1_000_000


def of_kind(found: Nearest, *kinds: str) -> str:
    return "".join(difference.text for difference in found.differences if difference.kind in kinds)


def test_changed_words_are_shown_beside_those_of_the_source(article: str) -> None:
    found = nearest(
        article, "Wir nutzen die Bankdaten allerdings für nichts – weder für Werbezwecke noch sonst irgendwas."
    )
    assert found
    assert (found.place.start, found.place.end) == (1234, 1336)
    assert of_kind(found, "missing").split() == ["benutzen", "anderes"]
    assert of_kind(found, "extra").split() == ["nutzen"]
    assert 0.8 < found.similarity < 1


def test_a_mistyped_word_is_found(article: str) -> None:
    found = nearest(article, "Finanztransaktionsdatn")
    assert found
    assert found.place.exact == "Finanztransaktionsdaten"


def test_same_and_missing_are_the_passage(german_quotes: list[tuple[str, dict[str, Any]]]) -> None:
    """Every quotation of eight words or more with its fourth word left out leads back to where it stands."""
    tried = 0
    for text, quote in german_quotes[::5]:
        start, end = quote["quote"]["spans"][0]
        words = text[start:end].split()
        if len(words) < 8:
            continue
        tried += 1
        found = nearest(text, " ".join(words[:3] + words[4:]))
        assert found
        assert of_kind(found, "same", "missing") == found.place.exact
        assert found.similarity > 0.75
        assert start - 2 <= found.place.start < found.place.end <= end + 2
    assert tried > 150


@pytest.mark.parametrize("words", ["", " ", "\u200b", "Der Himmel ist blau und weit über dem Meer", "x"])
def test_nothing_alike_is_nothing(article: str, words: str) -> None:
    assert nearest(article, words) is None
    assert nearest("", words) is None


def test_words_without_spaces_are_compared_sign_by_sign() -> None:
    found = nearest("该公司表示,这不是真的。银行也否认。", "这不是假的")
    assert found
    assert of_kind(found, "missing", "extra") == "真假"


@given(st.text(max_size=60), st.text(max_size=30))
def test_any_text_and_any_words(text: str, words: str) -> None:
    found = nearest(text, words)
    if found:
        assert found.place.exact == text[found.place.start : found.place.end] == of_kind(found, "same", "missing")
        assert likeness.LEAST_SIMILARITY <= found.similarity <= 1


@pytest.mark.parametrize(
    ("text", "words"),
    [("aaaa aaab " * (MEGABYTE // 10), "aaaa aaac " * 40), ("„»" * (MEGABYTE // 2), "»‚a" * 100)],
)
def test_in_a_megabyte_only_a_few_windows_are_compared(monkeypatch: pytest.MonkeyPatch, text: str, words: str) -> None:
    compared: list[int] = []

    class Counted(SequenceMatcher[Any]):
        def __init__(self, isjunk: Any, a: Any, b: Any, autojunk: bool = True) -> None:
            compared.append(len(a) + len(b))
            super().__init__(isjunk, a, b, autojunk)

    monkeypatch.setattr(likeness, "SequenceMatcher", Counted)
    nearest(text, words)
    assert max(compared, default=0) <= 4 * MOST_TOKENS
    assert sum(compared) < MEGABYTE / 50
