"""Reading the date a reader asks for: ``2018``, ``2018-08``, ``2018-08-06`` or a minute with its offset."""

import re
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext as _

from claims.errors import InvalidRecord
from claims.fields.moment import end_of, precision_of, start_of

_FIRST_ON_EARTH = timedelta(hours=14)
"""So long before UTC a day begins in the Line Islands: a reader there asks for it."""
_CLOCKS_DIFFER = timedelta(minutes=1)
_ACCEPTED = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(Z|[+-]\d{2}:\d{2}))?)?)?", re.ASCII)


def parse_as_of(text: str) -> datetime:
    """The last instant of the period, in UTC; a minute is its own instant. Raises InvalidRecord."""
    value = _value(text)
    try:
        if _ACCEPTED.fullmatch(value):
            return end_of(value)
    except (ValueError, OverflowError):
        pass
    message = _(
        "Give a year, month or day that exists, or a minute with its offset from UTC, such as 2018-08-06 or "
        "2018-08-06T18:00+02:00."
    )
    raise InvalidRecord(message, {"as_of": message})


def as_of_by(now: datetime, text: str) -> datetime:
    """As ``parse_as_of`` reads it, and never later than ``now``: of a day that is not over, nobody knows the rest.

    Raises InvalidRecord also where the day, month or year has begun nowhere on earth, or the minute not come.
    """
    try:
        end = parse_as_of(text)
    except InvalidRecord as wrong:
        message = _("“as_of” cannot be read. %(sentence)s") % {"sentence": wrong.message}
        raise InvalidRecord(message, {"as_of": message}) from None
    value = _value(text)
    ahead = _CLOCKS_DIFFER if precision_of(value) == "minute" else _FIRST_ON_EARTH
    if end > now and start_of(value) > now + ahead:
        message = _(
            "“as_of” asks for %(asked)s, which has not come yet: in UTC it is %(now)s. Give a day or minute that has "
            "come, or leave it out for what is known now."
        )
        message %= {"asked": value, "now": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")}
        raise InvalidRecord(message, {"as_of": message})
    return min(end, now)


def latest_day(now: datetime) -> date:
    """The last one that ``as_of_by`` takes."""
    return (now.astimezone(UTC) + _FIRST_ON_EARTH).date()


def _value(text: str) -> str:
    # In an address, the + of an offset that was not escaped arrives as a space.
    return re.sub(r"(?<=T\d{2}:\d{2}) (?=\d{2}:\d{2}$)", "+", text.strip(), flags=re.ASCII)
