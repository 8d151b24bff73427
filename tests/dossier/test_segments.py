"""Texts compared word by word."""

import pytest

from claims.dossier.differences import word_segments


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("one two", "one two"),
        ("", "new"),
        ("a b c d", "a x y d"),
        ("«aktiv»", "»aktiv« nie"),
        ("a  b", "a b"),
    ],
)
def test_segments_give_both_texts_back(before: str, after: str) -> None:
    found = word_segments(before, after)
    assert "".join(each.text for each in found if each.share != "added") == before
    assert "".join(each.text for each in found if each.share != "removed") == after


def test_phrases_are_marked_as_one() -> None:
    assert word_segments("says the word here", "says two more here") == [
        ("same", "says "),
        ("removed", "the word"),
        ("added", "two more"),
        ("same", " here"),
    ]


def test_very_long_texts_are_compared_as_a_whole() -> None:
    before, after = " ".join(map(str, range(5000))), " ".join(map(str, range(7000, 12000)))
    assert [each.share for each in word_segments(before, after)] == ["removed", "added"]
