"""When an article says it was published: a date near its top, on a line of its own or at the start of one."""

import re

from django.core.exceptions import ValidationError

from claims.fields.moment import Moment
from claims.reading.dates.typed import typed_date
from claims.reading.dates.writing import Written, written_at_start
from claims.reading.dates.zones import Zone, zone_of
from claims.reading.languages import language_of

LINES = 10
"""Lines with words, from the top, in which a date line is looked for."""

_BEGIN = 4_000  # characters: enough to tell the language, and for ten lines
_PUBLISHED = re.compile(
    r"(?:veröffentlicht|publiziert|erschienen|datum|published|posted|date)\b\s*:?\s*", re.IGNORECASE
)
_ZONE = re.compile(r"\s*[,(]?\s*([A-Za-z]+/[A-Za-z_/]+|[A-Z]{1,4}\b|[+-]\d\d:?\d\d\b)\)?")
_OWN = re.compile(r"\s*(?:$|[|·•–—:,;/()-]|(?<=\s)[A-ZÄÖÜ])")
"""A date that a sentence goes on from is part of the sentence, and no date line."""

_HEAD = 60  # characters of who reports from where
_PART = re.compile(r"[,()\[\]–—-]\s*")
_CLOSED = re.compile(r"\s*[)\]]+")
_LAST = re.compile(r"\s*[)\]]*[.:]?$|\s+[–—-]\s")


def dateline(text: str) -> Moment | None:
    """The day; with a time only where its zone is known: written there, or “Uhr” in a German text (Europe/Berlin)."""
    lines = [line.strip() for line in text.splitlines() if line.strip()][:LINES]
    for line in lines:
        rest = line[found.end() :] if (found := _PUBLISHED.match(line)) else line
        written = written_at_start(rest)
        if written and written.year and written.day and (moment := _moment(text, rest, written)):
            return moment
        if moment := _of_agency(text, line):
            return moment
    return None


def _of_agency(text: str, line: str) -> Moment | None:
    """“(Reuters (London), 6 August 2018)”, “Berlin (dpa), 6. August 2018”: who reports from where in brackets, then the day."""
    for found in _PART.finditer(line, 0, _HEAD):
        is_alone = (
            found[0][0] in "(["
        )  # “(6 August 2018)” with nobody before it: the date of something else, unless it begins
        if (is_alone and found.start()) or not {"(", "["} & {*line[: found.end()]}:
            continue
        rest = line[found.end() :]
        written = written_at_start(rest)
        if not (written and written.year and written.day):
            continue
        tail = rest[_zone(text, rest, written)[1] :]
        if _LAST.match(tail) or (line[0] in "([" and _CLOSED.match(tail)):
            return _moment(text, rest, written, is_own=True)
    return None


def _moment(text: str, line: str, written: Written, *, is_own: bool = False) -> Moment | None:
    zone, end = _zone(text, line, written)
    if not is_own and not _OWN.match(line, end):
        return None
    clock = f" {written.time} {zone.name or zone.offset}" if written.time and zone else ""
    try:
        return typed_date(written.value + clock)
    except ValidationError:
        return None


def _zone(text: str, line: str, written: Written) -> tuple[Zone | None, int]:
    """The zone of the time, and where date, time and zone end in the line."""
    found = _ZONE.match(line, written.end) if written.time else None
    if found and (zone := zone_of(found[1])):
        return zone, found.end()
    is_german = written.clock == "uhr" and language_of(text[:_BEGIN]) in {"de", None}
    return (Zone(name="Europe/Berlin") if is_german else None), written.end
