"""The database and claims.fields.moment agree on what a moment is.

The database knows no time zones by name, compares no bounds, and knows neither limits of texts nor the two ends of the
calendar; there it lets pass what Python refuses.
"""

import json
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.fields.moment import parse_moment

VALUES = {
    "2018": True,
    "2018-08": True,
    "2018-08-07": True,
    "2018-08-07T09:38Z": True,
    "2018-08-07T09:38+02:00": True,
    "2018-08-07T00:00-11:30": True,
    "2018-08-07T23:59+14:00": True,
    "2016-02-29": True,
    "0001": True,
    "9999": True,
    "": False,
    "18": False,
    "0000": False,
    "2018-8": False,
    "2018-00": False,
    "2018-13": False,
    "2018-02-29": False,
    "2018-02-30": False,
    "2018-04-31": False,
    "2018-08-00": False,
    "1900-02-29": False,
    "2018-08-07T09:38": False,
    "2018-08-07T9:38Z": False,
    "2018-08-07 09:38Z": False,
    "2018-08-07T24:00Z": False,
    "2018-08-07T09:60Z": False,
    "2018-08-07T09:38:00Z": False,
    "2018-08-07T09:38z": False,
    "2018-08-07T09:38+2": False,
    "2018-08-07T09:38+0200": False,
    "2018-08-07T09:38+24:00": False,
    "20180807": False,
    "+2018": False,
    "-2018": False,
    "12018": False,
    " 2018": False,
    "2018 ": False,
    "2018\n": False,
    "2018-08-07\n": False,
    "yesterday": False,
    "2018-W32": False,
}
FORMS: dict[str, bool] = {
    '{"value": "2018"}': True,
    '{"stated": "am Dienstag"}': True,
    '{"value": "2018-08-07T09:38+02:00", "zone": "Europe/Berlin", "stated": "09:38"}': True,
    '{"not_before": "2018-08-01", "not_after": "2018-08"}': True,
    '{"ongoing": true}': True,
    '{"ongoing": false}': True,
    "{}": False,
    "[]": False,
    '"2018"': False,
    "2018": False,
    "true": False,
    '[{"value": "2018"}]': False,
    '{"value": 2018}': False,
    '{"value": ["2018"]}': False,
    '{"stated": 7}': False,
    '{"zone": true}': False,
    '{"not_before": "soon"}': False,
    '{"not_after": "2018-02-31"}': False,
    '{"value": "2018", "precision": "year"}': False,
    '{"Value": "2018"}': False,
    '{"value": "2018", "": ""}': False,
}
OF_VALUES = {json.dumps({"value": value}): expected for value, expected in VALUES.items()}


def database_accepts(text: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT claims_is_moment(%s::jsonb)", [text])
        return bool(cursor.fetchone()[0])


def python_accepts(data: Any) -> bool:
    try:
        parse_moment(data)
    except ValidationError:
        return False
    return True


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "expected"), (OF_VALUES | FORMS).items(), ids=str)
def test_both_judge_alike(text: str, expected: bool) -> None:
    assert (python_accepts(json.loads(text)), database_accepts(text)) == (expected, expected)


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["٢٠١٨", "2018-08-07T09:38+02:60"])
def test_both_refuse(value: str) -> None:
    text = json.dumps({"value": value})
    assert (python_accepts({"value": value}), database_accepts(text)) == (False, False)


digits = st.text("0123456789", min_size=1, max_size=4)
pieces = st.one_of(
    digits, st.sampled_from(["-", "T", ":", "Z", "+", "2018", "-08", "-07", "T09:38", "+02:00", "-23:59"])
)
values = st.lists(pieces, min_size=1, max_size=8).map("".join)


@pytest.mark.django_db
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["value", "not_before", "not_after"]), values)
def test_both_judge_any_value_alike(member: str, value: str) -> None:
    assert database_accepts(json.dumps({member: value})) == python_accepts({member: value})


minutes = st.builds("{:%Y-%m-%d}T{:%H:%M}".format, st.dates(date(1000, 1, 1), date(9998, 12, 31)), st.times())


@pytest.mark.django_db
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    minutes,
    st.sampled_from(["Z", "+00:00", "+05:45", "-23:59", "+23:59"]),
    st.sampled_from([4, 7, 10, None]),
)
def test_both_accept_every_moment_of_the_calendar(at: str, offset: str, length: int | None) -> None:
    value = at[:length] if length else at + offset
    assert database_accepts(json.dumps({"value": value})) == python_accepts({"value": value})
