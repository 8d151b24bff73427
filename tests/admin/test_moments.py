"""What an editor may type as a time, and what becomes of it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from claims.admin.widgets import MomentFormField, MomentWidget, known_zones
from claims.fields.moment import Moment

BERLIN = "Europe/Berlin"


def typed(
    value: str = "", zone: str = "", stated: str = "", not_before: str = "", not_after: str = "", ongoing: Any = ""
) -> Any:
    return MomentFormField(required=False).clean([value, zone, stated, not_before, not_after, ongoing])


@pytest.mark.parametrize("value", ["2018", "2018-08", "2018-08-07", "2018-08-07T09:38+02:00", "2018-08-07T07:38Z"])
def test_stored_form_stays(value: str) -> None:
    assert typed(value).value == value


@pytest.mark.parametrize("value", ["2018-08-07 09:38", "2018-08-07T09:38", " 2018-08-07  09:38:00 "])
def test_zone_gives_the_offset(value: str) -> None:
    assert typed(value, BERLIN) == Moment(value="2018-08-07T09:38+02:00", zone=BERLIN)


def test_zone_gives_the_offset_of_winter() -> None:
    assert typed("2018-01-07 09:38", BERLIN).value == "2018-01-07T09:38+01:00"


def test_limits_take_the_zone_too() -> None:
    assert typed("", BERLIN, not_before="2018-08-07 09:00").not_before == "2018-08-07T09:00+02:00"


def test_stated_words_alone_are_a_moment() -> None:
    assert typed(stated="am Dienstag") == Moment(stated="am Dienstag")


@pytest.mark.parametrize("zone", ["", BERLIN])
def test_nothing_typed_is_no_moment(zone: str) -> None:
    assert typed(zone=zone) is None


def test_nothing_typed_is_refused_where_needed() -> None:
    with pytest.raises(ValidationError, match="required"):
        MomentFormField(required=True).clean(["", BERLIN, "", "", "", ""])


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"value": "yesterday"}, "is no date"),
        ({"value": "2018-02-30"}, "does not exist"),
        ({"value": "2018-13-01 10:00", "zone": BERLIN}, "does not exist"),
        ({"value": "2018-08-07 09:38"}, "needs an offset"),
        ({"value": "2018-03-25 02:30", "zone": BERLIN}, "never showed"),
        ({"value": "2018-10-28 02:30", "zone": BERLIN}, "twice"),
        ({"value": "2018", "zone": "Berlin"}, "no time zone"),
        ({"value": "2018\x00"}, "Null characters"),
        ({"stated": "am \x07 Dienstag"}, "cannot be stored"),
        ({"value": "0" * 1_000_000}, "at most 60"),
        ({"not_before": "2019", "not_after": "2018"}, "not later"),
    ],
)
def test_refusal_says_what_to_type(parts: dict[str, str], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        typed(**parts)


def test_unchanged_moment_is_no_change() -> None:
    moment = Moment(value="2018-08-07T09:38+02:00", zone=BERLIN, stated="am Dienstag", ongoing=True)
    field = MomentFormField(required=False)
    assert not field.has_changed(moment, MomentWidget().decompress(moment))
    assert field.has_changed(moment, ["2018", "", "", "", "", ""])
    assert field.has_changed(None, ["nonsense", "", "", "", "", ""])


def test_each_part_has_a_label_of_its_own() -> None:
    html = MomentWidget().render("made_at", Moment(not_after="2018"), {"id": "id_made_at"})
    for part in ("value", "zone", "stated", "not_before", "not_after", "ongoing"):
        assert f'for="id_made_at_{part}"' in html
        assert f'id="id_made_at_{part}"' in html
    assert "<details open" in html


def test_zones_are_those_of_places() -> None:
    assert {"Europe/Berlin", "America/New_York", "UTC"} <= set(known_zones())
    assert "CET" not in known_zones()
