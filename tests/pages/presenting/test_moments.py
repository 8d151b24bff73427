"""Moments in words: at the precision at which they are known."""

from typing import Any

import pytest
from django.utils import translation

from claims.fields.moment import Moment
from claims.pages.presenting.moments import when

BERLIN = {"zone": "Europe/Berlin"}
CASES = [
    ({"value": "2018"}, "2018", "2018"),
    ({"value": "2018-07"}, "July 2018", "Juli 2018"),
    ({"value": "2018-08-06"}, "6 August 2018", "6. August 2018"),
    (
        {"value": "2018-08-07T09:38+02:00", **BERLIN},
        "7 August 2018, 09:38 (Berlin)",
        "7. August 2018, 09:38 Uhr (Berlin)",
    ),
    ({"value": "2018-08-07T07:38Z", **BERLIN}, "7 August 2018, 09:38 (Berlin)", "7. August 2018, 09:38 Uhr (Berlin)"),
    ({"value": "2018-08-07T09:38Z"}, "7 August 2018, 09:38 (UTC)", "7. August 2018, 09:38 Uhr (UTC)"),
    ({"value": "2018-08-07T09:38-04:00"}, "7 August 2018, 09:38 (UTC-04:00)", "7. August 2018, 09:38 Uhr (UTC-04:00)"),
    (
        {"value": "2018-08-07", "not_after": "2018-08-07T09:38+02:00", **BERLIN},
        "7 August 2018, by 09:38 (Berlin)",
        "7. August 2018, bis 09:38 Uhr (Berlin)",
    ),
    (
        {"value": "2018-08", "not_after": "2018-08-09"},
        "August 2018, by 9 August 2018 at the latest",
        "August 2018, spätestens 9. August 2018",
    ),
    (
        {"not_before": "2018-08-01", "not_after": "2018-08-06"},
        "between 1 August 2018 and 6 August 2018",
        "zwischen 1. August 2018 und 6. August 2018",
    ),
    ({"not_after": "2018-08-06"}, "by 6 August 2018", "bis 6. August 2018"),
    ({"not_before": "2018-08-06"}, "not before 6 August 2018", "nicht vor 6. August 2018"),
    ({"stated": "neulich"}, "date not known", "Datum nicht bekannt"),
    (
        {"not_after": "2018-08-06", "ongoing": True},
        "under way on 6 August 2018, beginning not known",
        "im Gang am 6. August 2018, Beginn nicht bekannt",
    ),
]


@pytest.mark.parametrize(("moment", "english", "german"), CASES)
def test_a_moment_is_said_in_both_languages(moment: dict[str, Any], english: str, german: str) -> None:
    for language, expected in (("en", english), ("de", german)):
        with translation.override(language):
            assert str(when(Moment.model_validate(moment))) == expected


def test_a_tight_place_leaves_out_the_zone() -> None:
    found = when(Moment.model_validate({"value": "2018-08-07T09:38+02:00", **BERLIN}))

    assert found is not None
    assert (found.short, found.machine) == ("7 August 2018, 09:38", "2018-08-07T09:38+02:00")
