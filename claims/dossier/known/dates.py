"""Reading the date a reader asks for: ``2018``, ``2018-08``, ``2018-08-06`` or a minute with its offset."""

import re
from datetime import datetime

from django.utils.translation import gettext as _

from claims.errors import InvalidRecord
from claims.fields.moment import end_of

_ACCEPTED = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(Z|[+-]\d{2}:\d{2}))?)?)?", re.ASCII)


def parse_as_of(text: str) -> datetime:
    """The last instant of the period, in UTC; a minute is its own instant. Raises InvalidRecord."""
    # In an address, the + of an offset that was not escaped arrives as a space.
    value = re.sub(r"(?<=T\d{2}:\d{2}) (?=\d{2}:\d{2}$)", "+", text.strip(), flags=re.ASCII)
    try:
        if _ACCEPTED.fullmatch(value):
            return end_of(value)
    except (ValueError, OverflowError):
        pass
    message = _("Give a year, month, day or minute that exists, such as 2018-08-06 or 2018-08-06T18:00+02:00.")
    raise InvalidRecord(message, {"as_of": message})
