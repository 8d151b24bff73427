"""Names in a row, as the language strings them together, and dates as it writes them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.utils.dateformat import format as date_format
from django.utils.text import get_text_list
from django.utils.translation import npgettext, pgettext

from claims.fields.moment import Moment, precision_of, start_of

Names = Callable[[str], str] | Mapping[str, str]

MOST_NAMES = 4


def name_of(names: Names, party: str) -> str:
    return names(party) if callable(names) else names[party]


def subjects(names: Names, parties: Sequence[str]) -> str:
    """“A, B and C”, for the beginning of a sentence; many are cut short by their number."""
    shown, more = _shown(names, parties)
    if not more:
        return _joined(shown)
    return npgettext("as subject", "%(names)s and %(count)d other", "%(names)s and %(count)d others", more) % {
        "names": ", ".join(shown),
        "count": more,
    }


def agents(names: Names, parties: Sequence[str]) -> str:
    """“A, B and C”, to stand after “by”."""
    shown, more = _shown(names, parties)
    if not more:
        return _joined(shown)
    return npgettext("after “by”", "%(names)s and %(count)d other", "%(names)s and %(count)d others", more) % {
        "names": ", ".join(shown),
        "count": more,
    }


def numbers(values: Sequence[int]) -> str:
    """“2, 3 and 5”."""
    return _joined([str(value) for value in sorted(values)])


def date_in_words(value: str) -> str:
    """A value of a Moment at its precision, a minute with the offset it was stated in."""
    match precision_of(value):
        case "year":
            return value
        case "month":
            return date_format(start_of(value), pgettext("format of a month", "F Y"))
        case "day":
            return date_format(start_of(value), pgettext("format of a day", "j F Y"))
        case "minute":
            moment = datetime.fromisoformat(value)
            offset = moment.isoformat()[-6:].replace("+00:00", "")
            written = date_format(moment, pgettext("format of a minute", "j F Y, H:i"))
            return f"{written} (UTC{offset})"


def moment_in_words(moment: Moment | None) -> str:
    """Its value as the language writes it, or else the words it was stated in; empty where nothing is known."""
    return date_in_words(moment.value) if moment and moment.value else str(moment or "")


def _shown(names: Names, parties: Sequence[str]) -> tuple[list[str], int]:
    """One name more is shown rather than “and 1 other”."""
    count = len(parties) if len(parties) <= MOST_NAMES else MOST_NAMES - 1
    return [name_of(names, party) for party in parties[:count]], len(parties) - count


def _joined(items: list[str]) -> str:
    return get_text_list(items, pgettext("between the last two of a list", "and"))
