"""A date as an editor types it in a hurry, or as the source says it: “6.8.2018”, “am Dienstag”, “late July”, “ongoing”.

Words that count from the day of the source are resolved from it and kept as they were stated.
"""

import re
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.fields.moment import Moment, parse_moment
from claims.fields.texts import refuse_unstorable
from claims.reading.dates import counting
from claims.reading.dates.counting import Stated
from claims.reading.dates.vocabulary import WEEKDAYS
from claims.reading.dates.writing import Written, written_at_start
from claims.reading.dates.zones import on_the_clock, zone_of

_LONGEST = 100
_YEARS_TO_A_LEAP_DAY = 8  # at most: 1896 to 1904
_ONGOING = re.compile(
    r"(?:(?:sie |es |er )?(?:läuft|laufen|laufend|dauert|dauern|andauernd|noch|weiterhin|ongoing|still|since|seit|continuing|"
    r"continues|continue|under way|underway)(?:\s+(?:noch|weiter|an|nicht beendet|going on|ongoing|under way))?)\W*",
    re.IGNORECASE,
)
_NIGHT = re.compile(
    r"(?:in\s+)?(?:der\s+)?nacht\s+(?:vo[nm]\s+(?P<first>.+?)\s+)?(?:auf|zum?)\s+(?:(?:den|dem)\s+)?(?P<day>.+)",
    re.IGNORECASE,
)
_LAST_NIGHT = re.compile(r"(?:in\s+der\s+)?(?:letzten?|vergangenen?)\s+nacht|last\s+night", re.IGNORECASE)
_SINCE = re.compile(r"(?:seit|since)\s+(?:dem\s+)?(?P<when>.+)", re.IGNORECASE)


def typed_date(typed: str, *, published: Moment | None = None) -> Moment:
    """The moment that is meant; ``published`` is when the source spoke.

    Raise ValidationError with a sentence that says what to type instead.
    """
    words = " ".join(typed.split())
    refuse_unstorable(words)
    if words and len(words) <= _LONGEST:
        found = (
            _ongoing(words, published)
            or _full(words, published)
            or _stated(words, published)
            or _night(words, published)
        )
        if found:
            return found
    raise ValidationError(
        _(
            "“%(typed)s” is no date that can be read here. Type 2018-08-07, 7.8.2018, 7 Aug 2018, July 2018 or 2018, "
            "or words of the source such as “on Tuesday” or “late July”."
        )
        % {"typed": words[:_LONGEST]},
        code="unreadable_date",
    )


def _full(words: str, published: Moment | None) -> Moment | None:
    """A date with its year, at whatever precision, and nothing else but a time and a zone."""
    written = written_at_start(words)
    if not written or not written.year:
        return None
    rest = words[written.end :].strip(" ,()")
    zone = zone_of(rest) if rest and written.time else None
    if rest and not zone:
        return None
    day = _existing(written.value, words)
    if not written.time:
        return day
    name = zone.name if zone else published.zone if published else None
    local = f"{written.value}T{written.time}"
    if zone and zone.offset:
        return _existing(local + zone.offset, words)
    if not name:
        raise ValidationError(_("A time of day needs an offset such as +02:00, or a zone such as Europe/Berlin."))
    return parse_moment({"value": on_the_clock(local, name), "zone": name})


def _existing(value: str, words: str) -> Moment:
    try:
        return parse_moment({"value": value})
    except ValidationError:
        raise ValidationError(_("“%(typed)s” is a date that does not exist.") % {"typed": words}) from None


def _stated(words: str, published: Moment | None) -> Moment | None:
    """Words that say less than a date, or count from the day of the source."""
    written = written_at_start(words)
    if written and not written.year and not written.time and not words[written.end :].strip(" ,"):
        stated: Stated | None = _without_year(written, words, published)
    else:
        stated = counting.stated(words, published)
    if not stated:
        return None
    keeps_words = any(char.isalpha() for char in words)
    return parse_moment(
        {
            "value": stated.value,
            "zone": published.zone if published else None,
            "stated": words if keeps_words else None,
            "not_before": stated.not_before,
            "not_after": stated.not_after,
        }
    )


def _without_year(written: Written, words: str, published: Moment | None) -> Stated:
    """The last such day on or before the day of the source. ValidationError where no year has it."""
    last = counting.day_of(published, words)
    for year in range(last.year, last.year - _YEARS_TO_A_LEAP_DAY - 1, -1):
        value = f"{year:04d}{written.value}"
        if value <= last.isoformat() and _exists(value):
            return counting.bounded(value, published)
    raise ValidationError(_("“%(typed)s” is a date that does not exist.") % {"typed": words})


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _night(words: str, published: Moment | None) -> Moment | None:
    """A night that two days share: “in der Nacht vom 10. auf den 11. Februar 2018”. It was one of them; which is not said."""
    if _LAST_NIGHT.fullmatch(words):
        morning = counting.bounded(counting.day_of(published, words).isoformat(), published)
        day, latest = date.fromisoformat(morning.value or ""), morning.not_after
    elif found := _NIGHT.fullmatch(words):
        moment = typed_date(found["day"], published=published)
        if moment.precision != "day":
            return None
        day, latest = date.fromisoformat(moment.value or ""), moment.not_after
        if day == date.min or (found["first"] and not _is_day(found["first"], day - timedelta(days=1))):
            return None
    else:
        return None
    return parse_moment(
        {
            "zone": published.zone if published else None,
            "stated": words,
            "not_before": (day - timedelta(days=1)).isoformat(),
            "not_after": latest or day.isoformat(),
        }
    )


def _is_day(words: str, day: date) -> bool:
    """Whether the words, a number alone among them, name the day."""
    if number := re.fullmatch(r"(\d{1,2})\.", words):
        return int(number[1]) == day.day
    if words.casefold() in WEEKDAYS:
        return WEEKDAYS[words.casefold()] == day.weekday()
    written = written_at_start(words)
    return bool(written and (written.month, written.day) == (day.month, day.day))


def _ongoing(words: str, published: Moment | None) -> Moment | None:
    """What had not ended when the source spoke; with “since …”, when it began at the earliest."""
    spoke = {"zone": published.zone, "not_after": published.value} if published else {}
    if _ONGOING.fullmatch(words):
        return parse_moment({**spoke, "ongoing": True})
    if since := _SINCE.fullmatch(words):
        began = typed_date(since["when"], published=published)
        return parse_moment({**spoke, "stated": words, "not_before": began.value or began.not_before, "ongoing": True})
    return None
