"""One row of a file, read value by value: what was mended or left out is noticed, what cannot be stored refuses the row."""

import html
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from claims.actions.import_items import UNKNOWN_LANGUAGE, Notice, Rating, Refusal
from claims.fields.moment import Moment
from claims.fields.texts import HEADLINE, LONG, SHORT, refuse_reordering, refuse_unstorable
from claims.formats.imports import dates, numbers

LONGEST_ADDRESS = 2000
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8})*)")
_HOST = re.compile(r"[^\W_]([\w-]*[^\W_])?(\.[^\W_]([\w-]*[^\W_])?)+")
_is_address = URLValidator(schemes=["http", "https"])


class RowRefused(Exception):
    """The row cannot be imported: the field and the reason."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field, self.reason = field, reason


class Cells:
    """Reads the values of one row and keeps what there is to notice."""

    def __init__(self, row: int) -> None:
        self.row = row
        self.notices: list[Notice] = []

    def notice(self, field: str, sentence: str) -> None:
        if sentence and Notice(field, sentence) not in self.notices:
            self.notices.append(Notice(field, sentence))

    def refusal(self, refused: RowRefused, external_id: str = "") -> Refusal:
        return Refusal(self.row, external_id, refused.field, refused.reason)

    def line(self, field: str, value: Any, most: int = SHORT) -> str:
        """A text of one line: entities decoded, blanks and line breaks within it as single blanks."""
        text = self._clean(field, value, most)
        single = " ".join(text.split())
        if single != text:
            self.notice(field, _("Stray blanks were taken out."))
        return single

    def headline(self, field: str, value: Any) -> str:
        return self.line(field, value, HEADLINE)

    def prose(self, field: str, value: Any) -> str:
        """Sentences and paragraphs, with their line breaks."""
        return self._clean(field, value, LONG)

    def address(self, field: str, value: Any, *, without_scheme: bool = False) -> str:
        """A web address as it is written; empty, with a notice, where it is none. ``without_scheme``: https is put before."""
        text = value.strip() if isinstance(value, str) else ""
        if "&amp;" in text:
            self.notice(field, _("HTML entities were decoded."))
            text = text.replace("&amp;", "&")
        if not text:
            return ""
        if without_scheme and "://" not in text and re.match(r"[\w-]+(\.[\w-]+)+(/|$)", text):
            self.notice(field, _("“https://” was put before the address, which has no scheme."))
            text = f"https://{text}"
        if len(text) > LONGEST_ADDRESS:
            reason = _("An address has at most 2,000 characters; this one has %(length)d.") % {"length": len(text)}
            raise RowRefused(field, reason)
        try:
            refuse_unstorable(text)
            _is_address(text)
        except (ValidationError, ValueError):
            self.notice(field, _("“%(text)s” is no web address and was left out.") % {"text": shown(text)})
            return ""
        return text

    def moment(self, field: str, value: Any, read: Callable[[str], Moment | None] = dates.moment) -> Moment | None:
        """A date as it was published; where it cannot be read, its words alone."""
        text = self.line(field, value)
        if not text:
            return None
        if (found := read(text)) is not None:
            return found
        self.notice(field, _("“%(text)s” is no date; only the words were kept.") % {"text": shown(text)})
        return Moment(stated=text)

    def rating(self, field: str, value: Any, best: Any, worst: Any = "") -> Rating | None:
        found, dropped = numbers.rating(*(each if isinstance(each, str) else "" for each in (value, best, worst)))
        self.notice(field, dropped)
        return found

    def language(self, field: str, *values: Any) -> str:
        """The first of the tags that is given: ``pt-br``, ``en_US``. Unknown where none is."""
        for value in values:
            text = value.strip() if isinstance(value, str) else ""
            if not text:
                continue
            if (found := _LANGUAGE.fullmatch(text)) and len(text) <= 35:
                return found[1].lower() + found[2].replace("_", "-")
            self.notice(field, _("“%(text)s” is no language tag and was left out.") % {"text": shown(text)})
        return UNKNOWN_LANGUAGE

    def needed(self, field: str, text: str, reason: str) -> str:
        if not text:
            raise RowRefused(field, reason)
        return text

    def _clean(self, field: str, value: Any, most: int) -> str:
        text = value if isinstance(value, str) else ""
        decoded = html.unescape(text)
        if decoded != text:
            self.notice(field, _("HTML entities were decoded."))
        stripped = decoded.replace("\r\n", "\n").replace("\r", "\n").strip()
        try:
            refuse_unstorable(stripped)
            if most != LONG:
                refuse_reordering(stripped)
        except ValidationError as refused:
            raise RowRefused(field, " ".join(refused.messages)) from refused
        if len(stripped) > most:
            said = {"most": most, "length": len(stripped)}
            raise RowRefused(field, _("At most %(most)d characters fit; this has %(length)d.") % said)
        return stripped


def shown(text: str) -> str:
    """A value within a sentence: short, and nothing in it that cannot be written to a file."""
    return text[:80].encode("utf-8", "backslashreplace").decode().replace("\x00", "␀")


def site_of(*hosts: str) -> str:
    """The first that can be a host, without “www.”: what else stands in such a column names no site."""
    plain = (host.strip().lower().removeprefix("www.") for host in hosts)
    return next((host for host in plain if _HOST.fullmatch(host)), "")


def host_of(url: str) -> str:
    """``fullfact.org``; empty where the address has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
