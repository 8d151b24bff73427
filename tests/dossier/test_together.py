"""Two changes of one text: joined where they do not touch, left to a person where they do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.dossier.differences.segments import word_segments
from claims.dossier.differences.together import together

BASE = "The bank paid ten euros on Monday. Nobody asked why."


@pytest.mark.parametrize(
    ("theirs", "yours", "both"),
    [
        (
            "The bank paid twelve euros on Monday. Nobody asked why.",
            "The bank paid ten euros on Monday. Nobody asked when.",
            "The bank paid twelve euros on Monday. Nobody asked when.",
        ),
        (
            "Later the bank paid ten euros on Monday. Nobody asked why.",
            "The bank paid ten euros on Monday.",
            "Later the bank paid ten euros on Monday.",
        ),
        (
            "The bank paid ten euros on Monday. Nobody asked why. A second sentence.",
            "A bank paid ten euros on Monday. Nobody asked why.",
            "A bank paid ten euros on Monday. Nobody asked why. A second sentence.",
        ),
    ],
)
def test_changes_at_different_places_are_joined(theirs: str, yours: str, both: str) -> None:
    assert together(BASE, theirs, yours) == both
    assert together(BASE, yours, theirs) == both


@pytest.mark.parametrize(
    ("theirs", "yours"),
    [
        ("The bank paid twelve euros on Monday. Nobody asked why.", BASE.replace("ten", "nine")),
        (BASE.replace("ten euros", "a lot"), BASE.replace("euros on", "dollars on")),
        (BASE + " Then this.", BASE + " Then that."),
        (BASE.replace("Monday.", "Tuesday."), BASE.replace("Monday.", "Monday!")),
    ],
)
def test_changes_that_touch_are_left_to_a_person(theirs: str, yours: str) -> None:
    assert together(BASE, theirs, yours) is None


def test_change_that_both_made_is_made_once() -> None:
    theirs = BASE.replace("ten", "nine").replace("why", "when")
    yours = BASE.replace("ten", "nine").replace("Nobody", "No one")
    assert together(BASE, theirs, yours) == "The bank paid nine euros on Monday. No one asked when."


@pytest.mark.parametrize(("theirs", "yours"), [(BASE, "x"), ("x", BASE), (BASE, BASE)])
def test_nothing_to_join_where_one_changed_nothing(theirs: str, yours: str) -> None:
    assert together(BASE, theirs, yours) is None


WORDS = st.lists(st.sampled_from(["a", "bb", "ccc", "d.", "é", "\n"]), max_size=12).map(" ".join)


@given(WORDS, WORDS, WORDS)
def test_words_of_a_join_come_from_the_three_texts(base: str, theirs: str, yours: str) -> None:
    both = together(base, theirs, yours)
    if both is not None:
        known = {segment.text for text in (theirs, yours) for segment in word_segments("", text)}
        assert set(both.split()) <= set(f"{base} {theirs} {yours}".split()) | {
            word for text in known for word in text.split()
        }
        assert both == together(base, yours, theirs)


@given(WORDS, WORDS)
def test_join_of_one_change_with_itself_is_that_change(base: str, changed: str) -> None:
    assert together(base, changed, changed) == (None if base == changed else changed)
