"""What somebody asks of the lists of published claims, read out of the texts of an address: for each surface alike.

Each reader returns the value, or raises ValueError with a sentence that says what would be right.
"""

import re
from collections.abc import Callable, Container, Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from pydantic import HttpUrl, ValidationError

from claims.models.constraints import LANGUAGE_TAG, SLUG
from claims.vocabulary import PARTS_OF_PARTIES, StanceWord, StandingWord


class NotOneOf(ValueError):
    """Not among the ``words`` that can be asked for. Its sentence is for programs; readers know them by other names."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = list(words)
        super().__init__(_("Give one of: %(words)s.") % {"words": ", ".join(self.words)})


class TooLong(ValueError):
    """More than can be looked for. ``beginning``: what of it could be, up to the end of a word."""

    def __init__(self, sentence: str, beginning: str) -> None:
        self.beginning = beginning
        super().__init__(sentence)


MOST_CHARACTERS = 200
"""Of a search. A thousand words would cost seconds."""


def words(text: str) -> str:
    if len(text) > MOST_CHARACTERS:
        message = _("At most %(most)d characters; these are %(count)d.")
        raise TooLong(message % {"most": MOST_CHARACTERS, "count": len(text)}, _beginning(text))
    return text


def _beginning(text: str) -> str:
    """As much of it as can be looked for, without a word that is cut where there are others."""
    kept = text[:MOST_CHARACTERS]
    return (kept if text[MOST_CHARACTERS].isspace() else kept.rpartition(" ")[0] or kept).strip()


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
            raise NotOneOf(allowed)
        return text

    return reader


FILTERS: dict[str, Callable[[str], Any]] = {
    "q": words,
    "standing": one_of(StandingWord.values),
    "answers": one_of(["none"]),
    "stance": one_of(StanceWord.values),
    "party": slug_or_id,
    "role": one_of(PARTS_OF_PARTIES),
    "claimant": slug_or_id,
    "responder": slug_or_id,
    "topic": slug_or_id,
    "language": language,
    "source": slug_or_id,
    "source_domain": domain,
    "year": year,
}
"""What every list of claims can be narrowed by; the values are what ``claims.models.listing.Listing`` takes."""
NEEDS = {"role": "party"}
"""What is asked only together with something else, and goes with it."""


def lonely(names: Container[str]) -> list[tuple[str, str, str]]:
    """Of what is asked, each filter without the other that it needs: its name, the other, and a sentence."""
    message = _("“%(name)s” says something only together with “%(other)s”.")
    return [
        (name, other, message % {"name": name, "other": other})
        for name, other in NEEDS.items()
        if name in names and other not in names
    ]
