"""Languages of texts beside the language of the page."""

from collections.abc import Mapping
from typing import TypeVar
from unicodedata import bidirectional

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

_BRITISH = {"en": "en_GB"}  # 7 August 2018, not August 7, 2018
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
_Value = TypeVar("_Value")


def page_language() -> str:
    return get_language() or "en"


def babel_locale() -> Locale:
    language = page_language()
    return Locale.parse(_BRITISH.get(language, language).replace("-", "_"))


def is_same_language(one: str, other: str) -> bool:
    """``de`` and ``de-CH`` are one language to a reader."""
    return one.partition("-")[0] == other.partition("-")[0]


def language_name(tag: str) -> str:
    """The language in words of the page: ``de`` is German, or Deutsch. A tag nobody knows stays as it is."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(babel_locale()) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def in_page_language(by_language: Mapping[str, _Value]) -> _Value | None:
    """The entry of the page's language: its very tag first, then a regional one."""
    language = page_language()
    if language in by_language:
        return by_language[language]
    return next((value for tag, value in by_language.items() if is_same_language(tag, language)), None)


def direction_of(tag: str) -> str:
    """How the language is written: ltr or rtl."""
    try:
        return Locale.parse(tag, sep="-").text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"


def isolated(name: str) -> str:
    """A name or a title that is written from right to left, between marks that keep it from turning the sentence around it.

    In markup ``<bdi>`` does that; these marks do it in sentences that are put together as plain text.
    """
    if any(bidirectional(letter) in ("R", "AL") for letter in name):
        return f"{_ISOLATE}{name}{_END_OF_ISOLATE}"
    return name


def bare(name: str) -> str:
    """Without the marks, for comparing."""
    return name.removeprefix(_ISOLATE).removesuffix(_END_OF_ISOLATE)
