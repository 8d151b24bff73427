"""A moment in words: never more exact than it is known, with its zone where a clock is named."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time, get_timezone_location
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from claims.fields.moment import Moment, precision_of
from claims.pages.presenting.languages import babel_locale


@dataclass(frozen=True, slots=True)
class When:
    """``text`` names the zone of a clock, ``short`` leaves it out; ``machine`` is for ``<time datetime>``."""

    text: str
    short: str
    machine: str = ""
    stated: str = ""

    def __str__(self) -> str:
        return self.text


def when(moment: Moment | None) -> When | None:
    if moment is None:
        return None
    long, short = _said(moment, with_zone=True), _said(moment, with_zone=False)
    return When(long, short, moment.value or "", moment.stated or "")


def day(instant: datetime | date) -> str:
    return format_date(instant, "long", locale=babel_locale())


def month(instant: datetime | date) -> str:
    return str(format_skeleton("yMMMM", instant, locale=babel_locale()))


def instant_in_words(text: str, zone: str | None = None) -> str:
    """A value of a moment, such as a stored deadline, in words."""
    return _value(text, zone, with_zone=True)


def _said(moment: Moment, *, with_zone: bool) -> str:
    zone = moment.zone
    if moment.value:
        said = _value(moment.value, zone, with_zone=with_zone)
        if moment.not_after and precision_of(moment.value) != "minute":
            return _narrowed(said, moment.value, moment.not_after, zone, with_zone=with_zone)
        return said
    first = _value(moment.not_before, zone, with_zone=with_zone) if moment.not_before else ""
    last = _value(moment.not_after, zone, with_zone=with_zone) if moment.not_after else ""
    if moment.ongoing:
        return _under_way(first, last)
    if first and last:
        return _("between %(first)s and %(last)s") % {"first": first, "last": last}
    if last:
        return _("by %(moment)s") % {"moment": last}
    if first:
        return _("not before %(moment)s") % {"moment": first}
    return _("date not known")


def _under_way(first: str, last: str) -> str:
    if last:
        return _("under way on %(moment)s, beginning not known") % {"moment": last}
    if first:
        return _("under way since %(moment)s") % {"moment": first}
    return _("under way, beginning not known")


def _narrowed(said: str, value: str, not_after: str, zone: str | None, *, with_zone: bool) -> str:
    """A day of which only the morning comes into question: “7 August 2018, by 09:38 (Berlin)”."""
    local = _local(not_after, zone)
    if precision_of(not_after) == "minute" and local.date().isoformat() == value:
        clock = _clock(local, zone, with_zone=with_zone)
        return _("%(day)s, by %(clock)s") % {"day": said, "clock": clock}
    last = _value(not_after, zone, with_zone=with_zone)
    return _("%(moment)s, by %(last)s at the latest") % {"moment": said, "last": last}


def _value(value: str, zone: str | None, *, with_zone: bool) -> str:
    match precision_of(value):
        case "year":
            return value
        case "month":
            return month(date.fromisoformat(f"{value}-01"))
        case "day":
            return day(date.fromisoformat(value))
        case _:
            local = _local(value, zone)
            clock = _clock(local, zone, with_zone=with_zone)
            return _("%(day)s, %(clock)s") % {"day": day(local.date()), "clock": clock}


def _local(value: str, zone: str | None) -> datetime:
    instant = datetime.fromisoformat(value)
    return instant.astimezone(ZoneInfo(zone)) if zone else instant


def _clock(local: datetime, zone: str | None, *, with_zone: bool) -> str:
    time = format_time(local, "HH:mm", locale=babel_locale())
    clock = pgettext("time of day, 24 hours", "%(time)s") % {"time": time}
    return f"{clock} ({_place(local, zone)})" if with_zone else clock


def _place(local: datetime, zone: str | None) -> str:
    """The city of the zone, or the distance from UTC where no zone is named."""
    if zone and "/" in zone:
        return get_timezone_location(zone, locale=babel_locale(), return_city=True)
    offset = local.strftime("%z")
    hours = f"{offset[:3]}:{offset[3:5]}"
    return "UTC" if hours == "+00:00" else f"UTC{hours}"
