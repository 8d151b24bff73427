"""Texts as people wrote them, and the few characters that no text may hold."""

import re
from typing import Annotated

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from pydantic import AfterValidator, Field, ValidationInfo

SHORT = 300
HEADLINE = 1000
"""Characters of a headline, or of a verdict in words: some are sentences."""
LONG = 20_000
IN_ORDER = "in order"
"""Context of a validation that refuses controls of direction: what comes from outside. What was published is read as it is."""
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def refuse_unstorable(text: str) -> None:
    """Raise ValidationError for NUL, other control characters and lone surrogates.

    PostgreSQL stores no NUL, UTF-8 has no lone surrogate, and RFC 8785 (the canonical form that is hashed) refuses both.
    """
    if found := _FORBIDDEN.search(text):
        raise ValidationError(
            _("Character U+%(code)s at position %(position)d cannot be stored. Remove it."),
            code="unstorable",
            params={"code": f"{ord(found.group()):04X}", "position": found.start() + 1},
        )


def refuse_reordering(text: str) -> None:
    """Raise ValidationError for the controls that make a line read otherwise than it is stored.

    Arabic and Hebrew need none of them; the marks of direction, U+200E and U+200F, which move nothing else, may stay.
    """
    if found := _REORDERING.search(text):
        raise ValidationError(
            _("Character U+%(code)s at position %(position)d reverses the order of the letters. Remove it."),
            code="reordering",
            params={"code": f"{ord(found.group()):04X}", "position": found.start() + 1},
        )


def _storable(text: str) -> str:
    if found := _FORBIDDEN.search(text):
        raise ValueError(f"a text without the character U+{ord(found.group()):04X} (at position {found.start() + 1})")
    if not text.strip():
        raise ValueError("a text that is not blank (leave the member out where there is none)")
    return text


def _in_order(text: str, info: ValidationInfo) -> str:
    if (info.context or {}).get(IN_ORDER) and (found := _REORDERING.search(text)):
        code, position = f"{ord(found.group()):04X}", found.start() + 1
        raise ValueError(f"a text without the character U+{code}, which reverses letters (at position {position})")
    return text


QuotedText = Annotated[str, Field(min_length=1, max_length=SHORT), AfterValidator(_storable)]
"""Words of a source: they stay as they are in it."""
ShortText = Annotated[QuotedText, AfterValidator(_in_order)]
Headline = Annotated[
    str, Field(min_length=1, max_length=HEADLINE), AfterValidator(_storable), AfterValidator(_in_order)
]
LongText = Annotated[str, Field(min_length=1, max_length=LONG), AfterValidator(_storable)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)]
"""A BCP 47 language tag: ``de``, ``en``, ``zh-Hant``."""
