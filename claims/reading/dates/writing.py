"""Dates written out: ``6.8.2018``, ``7. August 2018, 09:38 Uhr``, ``Aug. 7, 2018 9:38 am``, ``2018-08``, ``2018``.

A date of slashes only, such as 7/8/2018, is not read: half of the world means July by it.
"""

import re
from dataclasses import dataclass

from claims.reading.dates.vocabulary import MONTH, MONTHS, WEEKDAYS, any_of

_LEAD = re.compile(
    rf"(?:(?:on\s+the|am|on|vom|den|dem|the|from)\s+)?(?:(?:{any_of(WEEKDAYS)}|mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)"
    r"\b\.?,?\s+(?:(?:den|dem|the)\s+)?)?(?=\S)",
    re.IGNORECASE,
)
_YEAR, _DAY, _NTH = r"(?P<year>\d{4})(?!\d)", r"(?P<day>\d{1,2})(?![\d:])", r"(?:\.|st|nd|rd|th)?"
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"{_DAY}\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}",
        rf"{_DAY}{_NTH}\s?(?:of\s)?{MONTH},?\s{_YEAR}",
        rf"{MONTH}\s{_DAY}{_NTH},?\s{_YEAR}",
        rf"{_DAY}\.\s?(?P<month>\d{{1,2}})\.(?!\d)",
        rf"{_DAY}{_NTH}\s?(?:of\s)?{MONTH}",
        rf"{MONTH}\s{_DAY}{_NTH}",
        rf"{_YEAR}-(?P<month>\d\d)(?!\d)",
        rf"(?P<month>\d{{1,2}})[./]{_YEAR}",
        rf"{MONTH},?\s{_YEAR}",
        _YEAR,
    )
]
_TIME = re.compile(
    r"(?:T|[\s,|·•]+|\s+[–-]\s+)(?:(?:um|at)\s+)?(?P<hour>\d{1,2})(?P<mark>[:.])(?P<minute>[0-5]\d)(?!\d)"
    r"(?::[0-5]\d(?:\.\d+)?)?(?:\s?(?P<clock>uhr|a\.?m\b\.?|p\.?m\b\.?))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Written:
    """``year`` may be missing, ``month`` and ``day`` too; ``time`` is ``hh:mm``; it ends at ``end`` of the text."""

    year: str | None
    month: int | None
    day: int | None
    time: str | None
    clock: str
    end: int

    @property
    def value(self) -> str:
        """The date without the time, in the form of a moment. It need not exist."""
        parts = [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join([self.year or "", *parts])


def written_at_start(text: str) -> Written | None:
    """The date the text begins with, after a weekday or a short word such as “am”; None where it begins with none."""
    lead = _LEAD.match(text)
    begin = lead.end() if lead else 0
    found = next((found for form in _FORMS if (found := form.match(text, begin))), None)
    if not found:
        return None
    parts = found.groupdict()
    name = parts.get("name")
    month = MONTHS[name.casefold()] if name else int(parts["month"]) if parts.get("month") else None
    day = int(parts["day"]) if parts.get("day") else None
    time, clock, end = _time(text, found.end()) if day else (None, "", found.end())
    return Written(parts.get("year"), month, day, time, clock, end)


def _time(text: str, at: int) -> tuple[str | None, str, int]:
    """The time of day that follows a date, the word for the clock (``uhr``, ``am``, ``pm``, or none), and where it ends."""
    found = _TIME.match(text, at)
    clock = (found["clock"] or "").casefold().replace(".", "") if found else ""
    if not found or (found["mark"] == "." and clock != "uhr"):
        return None, "", at
    hour = int(found["hour"])
    if clock in {"am", "pm"}:
        if not 1 <= hour <= 12:
            return None, "", at
        hour = hour % 12 + (12 if clock == "pm" else 0)
    return f"{hour:02d}:{found['minute']}", clock, found.end()
