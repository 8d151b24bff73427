"""When something was said, by the last word for a day before it: “dementierte am Dienstag”, “said on Monday evening”."""

import re
from collections import deque
from collections.abc import Iterator

from django.core.exceptions import ValidationError

from claims.fields.moment import Moment
from claims.reading.dates.typed import typed_date
from claims.reading.dates.vocabulary import DAYS_AGO, MONTHS, PART_OF_DAY, WEEKDAYS, any_of
from claims.reading.paragraphs import paragraphs
from claims.reading.speech import is_direct

_MOST = 20  # days named nearest before the span that are looked at
_MONTH = rf"(?:{any_of(name.capitalize() for name in MONTHS)})\b\.?"
_YEAR = r"(?:,?\s\d{4}(?!\d))?"
_DATE = rf"\d{{1,2}}(?:\.|st|nd|rd|th)?\s(?:of\s)?{_MONTH}{_YEAR}|{_MONTH}\s\d{{1,2}}\b(?:st|nd|rd|th)?{_YEAR}"
_NUMBERS = r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{4}-\d\d-\d\d"
_NAMED = rf"(?:{any_of(name.capitalize() for name in WEEKDAYS)}){PART_OF_DAY}\b"
_WEEKDAY = rf"{_NAMED}(?:,\s(?:de[nm]\s|the\s)?(?:{_DATE}|{_NUMBERS}))?"
_NEAR = (
    rf"(?:{any_of(DAYS_AGO)})\b"
    r"(?:\s(?:Morgen|Vormittag|Mittag|Nachmittag|Abend|Nacht|früh|morning|afternoon|evening|night)\b)?"
)
_NIGHT = (
    rf"[Ii]n\sder\sNacht\s(?:vo[nm]\s\S+(?:\s{_MONTH})?\s)?(?:auf|zum?)\s(?:de[nm]\s)?(?:{_WEEKDAY}|{_DATE}|{_NUMBERS})"
    r"|(?:[Ii]n\sder\s)?(?:[Ll]etzte|[Vv]ergangene)n?\sNacht\b|[Ll]ast\snight\b"
)
_PART = r"(?:[Ll]ate|[Ee]arly)\s"
_DAY = re.compile(
    rf"\b(?:{_NIGHT})|\b(?:(?:{_PART})?(?:am|on)\s(?:(?:späten|frühen|late|early)\s)?|{_PART})?"
    rf"(?:{_WEEKDAY}|{_DATE}|{_NUMBERS})|\b{_NEAR}"
)


def when_said(text: str, start: int, end: int, *, published: Moment | None) -> Moment | None:
    """The last day named before the span in its paragraph, else in the paragraph before; None where none can be resolved.

    A day that stands in direct speech is the speaker's and not counted. Months alone are background more often than not.
    """
    for begin, beyond in _looked_at(text, start, end):
        for found in reversed(deque(_DAY.finditer(text, begin, beyond), maxlen=_MOST)):
            if is_direct(text, found.start(), found.end()):
                continue
            if moment := _resolved(found.group(), published):
                return moment
    return None


def _looked_at(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    before = None
    for paragraph in paragraphs(text):
        if start < paragraph.end and paragraph.start < max(end, start + 1):
            yield paragraph.start, max(start, paragraph.start)
            if before:
                yield before.start, before.end
            return
        before = paragraph


def _resolved(words: str, published: Moment | None) -> Moment | None:
    try:
        return typed_date(words, published=published)
    except ValidationError:
        return None
