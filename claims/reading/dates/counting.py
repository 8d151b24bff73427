"""Words for a time that count from the day the source spoke: “am Montagabend”, “late July”, “gestern”, “last year”."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.fields.moment import Moment
from claims.reading.dates.vocabulary import (
    DAYS_AGO,
    IN_PERIOD,
    MONTH,
    MONTHS,
    PART_OF_DAY,
    PART_OF_PERIOD,
    WEEKDAY,
    WEEKDAYS,
    any_of,
)

_WEEKDAY = re.compile(
    r"(?:(?:early|late)\s+)?(?:(?:am|on|diesen|this|seit)\s+)?(?:(?P<last>letzten|vergangenen|vorigen|last)\s+)?"
    rf"(?:(?:frühen|späten|early|late)\s+)?{WEEKDAY}{PART_OF_DAY}",
    re.IGNORECASE,
)
_DAYS_AGO = re.compile(
    rf"(?:noch\s+)?(?P<when>{any_of(DAYS_AGO)}){PART_OF_DAY}|this\s+(?:morning|afternoon|evening)", re.IGNORECASE
)
_MONTH = re.compile(rf"{IN_PERIOD}?(?:{PART_OF_PERIOD}[\s-]+)?{MONTH}(?:\s+(?P<year>\d{{4}}))?", re.IGNORECASE)
_YEAR = re.compile(rf"(?:{PART_OF_PERIOD}[\s-]+)?(?:im\s+jahre?\s+|{IN_PERIOD})?(?P<year>\d{{4}})", re.IGNORECASE)
_PERIOD = re.compile(
    r"(?:(?:im|in der|in)\s+)?(?:(?P<last>letzte[snrm]?|vergangene[snrm]?|vorige[snrm]?|last)|(?:diese[snrm]?|this))\s+"
    r"(?:(?P<year>jahre?s?|year)|(?P<month>monats?|month)|(?:woche|week))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Stated:
    value: str | None = None
    not_before: str | None = None
    not_after: str | None = None


def stated(words: str, published: Moment | None) -> Stated | None:
    """None where these are no such words; ValidationError where the day of the source is needed and not known."""
    if found := _WEEKDAY.fullmatch(words):
        return _weekday(found, day_of(published, words), published)
    if found := _DAYS_AGO.fullmatch(words):
        ago = DAYS_AGO[found["when"].casefold()] if found["when"] else 0
        return bounded(_days_before(day_of(published, words), ago).isoformat(), published)
    if found := _MONTH.fullmatch(words):
        return _month(found, published, words)
    if found := _YEAR.fullmatch(words):
        return bounded(found["year"], published)
    if found := _PERIOD.fullmatch(words):
        return _period(found, day_of(published, words), published)
    return None


def day_of(published: Moment | None, words: str) -> date:
    """The day the source spoke, on its own clock."""
    if published and published.precision == "minute":
        local = published.in_zone()
        assert local is not None  # noqa: S101 - a minute has one
        return local.date()
    if published and published.precision == "day":
        return date.fromisoformat(published.value or "")
    raise ValidationError(
        _(
            "“%(typed)s” counts from the day of the source, which is not known. Type the date itself, such as 2018-08-07."
        )
        % {"typed": words},
        code="source_undated",
    )


def bounded(value: str, published: Moment | None) -> Stated:
    """With the time of the source as a limit, where it spoke within the period that the value names."""
    if published and published.value and len(published.value) > len(value):
        day = day_of(published, value).isoformat() if len(published.value) > 7 else published.value
        if day.startswith(value):
            return Stated(value, not_after=published.value)
    return Stated(value)


def _weekday(found: re.Match[str], day: date, published: Moment | None) -> Stated:
    ago = (day.weekday() - WEEKDAYS[found["weekday"].casefold()]) % 7
    if found["last"] and not ago:
        ago = 7
    return bounded(_days_before(day, ago).isoformat(), published)


def _month(found: re.Match[str], published: Moment | None, words: str) -> Stated:
    number = MONTHS[found["name"].casefold()]
    year = int(found["year"]) if found["year"] else 0
    if not year and published and published.precision == "month":
        year, now = map(int, (published.value or "").split("-"))
        year -= number > now
    elif not year:
        day = day_of(published, words)
        year = day.year - (number > day.month)
    return bounded(f"{year:04d}-{number:02d}", published)


def _period(found: re.Match[str], day: date, published: Moment | None) -> Stated:
    back = 1 if found["last"] else 0
    if found["year"]:
        return bounded(f"{day.year - back:04d}", published)
    if found["month"]:
        months = day.year * 12 + day.month - 1 - back
        return bounded(f"{months // 12:04d}-{months % 12 + 1:02d}", published)
    monday = _days_before(day, day.weekday() + 7 * back)
    sunday = monday + timedelta(days=6)
    spoke = published.value if published else None
    return Stated(None, monday.isoformat(), sunday.isoformat() if back else spoke)


def _days_before(day: date, days: int) -> date:
    """The first day of the calendar at the earliest."""
    return day - timedelta(days=min(days, day.toordinal() - 1))
