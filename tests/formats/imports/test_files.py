"""The bytes of a file: gzip by its first bytes, and bounded however well it is packed."""

import gzip
import json
from typing import Any

import pytest

from claims.actions.import_items import Rating
from claims.errors import FileRefused
from claims.formats.imports import dates, json_texts, numbers
from tests.formats.imports.reading import item, read, review


def test_gzip_is_read_as_it_is() -> None:
    assert item("claimreview", gzip.compress(json.dumps(review()).encode())).sentence == "The moon is cheese."


def test_archive_that_unpacks_to_too_much_is_refused(settings: Any) -> None:
    settings.IMPORT_LARGEST = 1_000_000
    with pytest.raises(FileRefused, match="more than 1 MB"):
        read("claimreview", gzip.compress(b" " * 50_000_000))


def test_file_that_is_too_large_is_refused(settings: Any) -> None:
    settings.IMPORT_LARGEST = 100
    with pytest.raises(FileRefused, match="divide the file"):
        read("averitec", " " * 101)


@pytest.mark.parametrize(
    ("text", "value", "stated"),
    [
        ("2020", "2020", None),
        ("2020-06", "2020-06", None),
        ("2020-06-24", "2020-06-24", None),
        ("2020-06-24 00:03", "2020-06-24", "2020-06-24 00:03"),
        ("2020-06-24T00:00:00Z", "2020-06-24", "2020-06-24T00:00:00Z"),
        ("2019-04-10T12:09:05+05:30", "2019-04-10T12:09+05:30", "2019-04-10T12:09:05+05:30"),
        ("2019-04-10T12:09:00.000+0530", "2019-04-10T12:09+05:30", None),
    ],
)
def test_date_has_the_precision_it_was_given(text: str, value: str, stated: str | None) -> None:
    found = dates.moment(text)
    assert found
    assert (found.value, found.stated) == (value, stated)


@pytest.mark.parametrize("text", ["2020-13-01", "2020-02-30", "yesterday", "9" * 5000, "2020-06-24T25:00Z"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert dates.moment(text) is None


@pytest.mark.parametrize(
    ("value", "best", "worst"), [("3", "5", "1"), ("1", "6", ""), ("2.5", "5", "0"), ("4", "1", "5")]
)
def test_number_on_its_scale_is_kept_as_written(value: str, best: str, worst: str) -> None:
    assert numbers.rating(value, best, worst) == (Rating(value, best, worst), "")


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a": 1, "a": 2}', "NaN", "{", "1 2"])
def test_json_without_trust(text: str) -> None:
    with pytest.raises(json_texts.NotJson):
        json_texts.parse(text)


def test_number_of_many_digits_is_a_text() -> None:
    assert json_texts.parse("9" * 5000) == "9" * 5000
