"""A night that two days share is neither of them: its bounds are kept, and its words."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from claims.fields.moment import Moment
from claims.reading.dates import typed_date, when_said

SPOKE = "2018-08-07T09:38+02:00"
FEBRUARY = ("2018-02-10", "2018-02-11")
LAST = ("2018-08-06", SPOKE)


@pytest.mark.parametrize(
    ("typed", "bounds"),
    [
        ("in der Nacht vom 10. auf den 11. Februar 2018", FEBRUARY),
        ("in der Nacht vom 10. Februar auf den 11. Februar 2018", FEBRUARY),
        ("in der Nacht zum 11. Februar 2018", FEBRUARY),
        ("in der Nacht von Montag auf Dienstag", LAST),
        ("in der Nacht zum Dienstag", LAST),
        ("in der Nacht auf heute", LAST),
        ("letzte Nacht", LAST),
        ("last night", LAST),
    ],
)
def test_bounds_of_a_night(typed: str, bounds: tuple[str, str], published: Moment) -> None:
    moment = typed_date(typed, published=published)
    assert (moment.value, moment.stated, moment.not_before, moment.not_after) == (None, typed, *bounds)


@pytest.mark.parametrize(
    "typed",
    [
        "in der Nacht vom 9. auf den 11. Februar 2018",
        "in der Nacht von Sonntag auf Dienstag",
        "in der Nacht auf Februar 2018",
        "in der Nacht auf letzte Nacht",
        "in der Nacht auf den 1.1.0001",
        "in der Nacht",
    ],
)
def test_night_that_is_none_is_not_guessed(typed: str, published: Moment) -> None:
    with pytest.raises(ValidationError):
        typed_date(typed, published=published)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In der Nacht vom 10. auf den 11. Februar 2018 sagte die Bank, ", {"not_before": "2018-02-10"}),
        ("In der Nacht zum Dienstag sagte die Bank, ", {"not_before": "2018-08-06"}),
        ("Last night the bank said that ", {"stated": "Last night", "not_before": "2018-08-06"}),
        ("Late on Monday the bank said that ", {"stated": "Late on Monday", "value": "2018-08-06"}),
        ("The bank said late Monday that ", {"stated": "late Monday", "value": "2018-08-06"}),
        ("On the 6th of August 2018 the bank said ", {"value": "2018-08-06"}),
    ],
)
def test_when_said(text: str, expected: dict[str, Any], published: Moment) -> None:
    moment = when_said(f"{text}it knew nothing.", len(text), len(text) + 4, published=published)
    assert moment is not None
    assert moment.value == expected.get("value")
    assert moment.model_dump(exclude_none=True).items() >= expected.items()
