"""Dates as others write them, at the precision they have: what is not known is never shown as known."""

import re
from datetime import date, datetime

from django.core.exceptions import ValidationError

from claims.fields.moment import Moment, parse_moment

_ISO = re.compile(
    r"(?P<day>[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)"
    r"([T ](?P<time>[0-9]{2}:[0-9]{2})(:(?P<seconds>[0-9]{2})([.,][0-9]+)?)?\s*(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-.]([0-9]{1,2})[-.]([0-9]{4})")


def moment(text: str) -> Moment | None:
    """An ISO date or time; None where it is none, or names no day that exists.

    A time without a zone is on no clock, and midnight in UTC is how programs fill up a date: both are days, and the words
    are kept. So they are where seconds are left out.
    """
    found = _ISO.fullmatch(text)
    if found is None:
        return None
    day, time, zone = found["day"], found["time"], found["zone"]
    if time is None:
        return _checked(day)
    is_date = zone in ("Z", "+00:00", "+0000") and time == "00:00" and found["seconds"] in (None, "00")
    if zone is None or is_date:
        return _checked(day, stated=text)
    offset = zone if zone == "Z" or ":" in zone else f"{zone[:3]}:{zone[3:]}"
    return _checked(f"{day}T{time}{offset}", stated=text if found["seconds"] not in (None, "00") else None)


def day_first(text: str) -> Moment | None:
    """“31-10-2020”, “1-9-2020”, “03.10.2017”."""
    found = _DAY_FIRST.fullmatch(text)
    if found is None:
        return None
    try:
        return Moment(value=date(int(found[3]), int(found[2]), int(found[1])).isoformat())
    except ValueError:
        return None


def is_before(first: Moment | None, second: Moment | None) -> bool:
    """Whether one certainly ended before the other began to be."""
    ends = [each.end if each else None for each in (first, second)]
    earlier, later = ends
    return isinstance(earlier, datetime) and isinstance(later, datetime) and earlier < later


def _checked(value: str, stated: str | None = None) -> Moment | None:
    try:
        return parse_moment({"value": value} | ({"stated": stated} if stated else {}))
    except ValidationError:
        return None
