"""The canonical bytes agree with an independent RFC 8785 library, and refuse what content may not hold."""

import hashlib
import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from claims.dossier.canonical import canonical_bytes, fingerprint, hash_of_original

texts = st.text(st.characters(exclude_categories=["Cs"]))  # every character but surrogates
numbers = st.integers(-(2**53) + 1, 2**53 - 1)
values = st.recursive(
    texts | numbers | st.booleans(),
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
    max_leaves=30,
)


@given(values)
def test_agrees_with_rfc8785(value: Any) -> None:
    assert canonical_bytes(value) == rfc8785.dumps(value)


@given(values)
def test_loses_nothing(value: Any) -> None:
    assert json.loads(canonical_bytes(value)) == value


@given(st.dictionaries(texts, texts), st.randoms(use_true_random=False))
def test_order_of_members_makes_no_difference(fields: dict[str, str], chance: Any) -> None:
    shuffled = list(fields.items())
    chance.shuffle(shuffled)
    assert canonical_bytes(dict(shuffled)) == canonical_bytes(fields)


def test_example_written_out() -> None:
    value = {"title": "«WSJ» – Bericht", "order": 1, "held": True, "lines": ["a\nb", '"', "\x1f"], "named": {}}
    expected = '{"held":true,"lines":["a\\nb","\\"","\\u001f"],"named":{},"order":1,"title":"«WSJ» – Bericht"}'
    assert canonical_bytes(value) == expected.encode("utf-8")


def test_members_are_ordered_by_utf16_code_units() -> None:
    assert canonical_bytes({"\ue000": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\ue000":1}'.encode()


@pytest.mark.parametrize("value", [None, 1.0, float("nan"), ("a",), b"a", {1, 2}, {"a": [None]}, {"a": {"b": 0.5}}])
def test_other_types_are_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="not str, int, bool, list or dict"):
        canonical_bytes(value)


def test_member_names_are_texts() -> None:
    with pytest.raises(TypeError, match="member name of type int"):
        canonical_bytes({1: "a"})


@pytest.mark.parametrize("value", ["\ud800", ["a", "b\udfff"], {"a\ud800": 1}])
def test_lone_surrogates_are_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="lone surrogate"):
        canonical_bytes(value)


@pytest.mark.parametrize("value", [2**53, -(2**53)])
def test_numbers_that_json_readers_round_are_refused(value: int) -> None:
    with pytest.raises(ValueError, match=r"beyond ±\(2\*\*53 - 1\)"):
        canonical_bytes(value)


def test_refusal_says_where() -> None:
    with pytest.raises(TypeError, match=r"^value\.points\[1\]\.order is of type float"):
        canonical_bytes({"points": [{"order": 1}, {"order": 2.0}]})


def test_fingerprint_is_sha256_of_the_bytes() -> None:
    assert fingerprint({"text": "ä"}) == hashlib.sha256('{"text":"ä"}'.encode()).hexdigest()


def test_hash_of_original_leaves_out_what_is_absent() -> None:
    covered = {"title": "Titel", "statement": "Aussage", "scope_note": None}
    assert hash_of_original(covered) == fingerprint({"statement": "Aussage", "title": "Titel"})


def test_hash_of_original_changes_with_the_original() -> None:
    assert hash_of_original({"text": "a"}) != hash_of_original({"text": "b"}) != hash_of_original({"words": "b"})
