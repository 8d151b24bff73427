"""What somebody asks of the lists of published claims, read out of the texts of an address: for each surface alike.

Each reader returns the value, or raises ValueError with a sentence that says what would be right.
"""

import re
from collections.abc import Callable, Iterable
from uuid import UUID

from django.utils.translation import gettext as _
from pydantic import HttpUrl, ValidationError

from claims.models.constraints import LANGUAGE_TAG, SLUG

MOST_CHARACTERS = 200
"""Of a search. A thousand words would cost seconds."""


def words(text: str) -> str:
    if len(text) > MOST_CHARACTERS:
        message = _("At most %(most)d characters; these are %(count)d.")
        raise ValueError(message % {"most": MOST_CHARACTERS, "count": len(text)})
    return text


def slug_or_id(text: str) -> str | UUID:
    try:
        return UUID(text)
    except ValueError:
        return slug(text)


def slug(text: str) -> str:
    if not re.fullmatch(SLUG, text) or len(text) > 80:
        raise ValueError(_("Give a slug, in small letters, digits and single hyphens, or an id where one is accepted."))
    return text


def language(text: str) -> str:
    if not re.fullmatch(LANGUAGE_TAG, text):
        raise ValueError(_("Give a language tag such as de, en or zh-Hant."))
    return text


def domain(text: str) -> str:
    """A host as sources are kept by: in small letters, without ``www.``, other letters in their ASCII form."""
    sentence = _("Give the host of an address, such as example.org.")
    if "." not in text or len(text) > 253 or re.search(r"[\s/:@?#\\%\[\]]", text):
        raise ValueError(sentence)
    try:
        return (HttpUrl(f"https://{text}/").host or "").removeprefix("www.")
    except ValidationError:
        raise ValueError(sentence) from None


def year(text: str) -> int:
    if not re.fullmatch(r"[0-9]{4}", text) or text == "0000":
        raise ValueError(_("Give a year, such as 2018."))
    return int(text)


def one_of(choices: Iterable[str]) -> Callable[[str], str]:
    allowed = list(choices)

    def reader(text: str) -> str:
        if text not in allowed:
            raise ValueError(_("Give one of: %(words)s.") % {"words": ", ".join(allowed)})
        return text

    return reader
