"""Parameters of an address: each declared once, for reading, for the refusal that names it, and for the description.

What is not declared is refused: a misspelt filter that were ignored would answer a question nobody asked.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from claims.api.refusals import Refused
from claims.dossier.known import as_of_by, parse_as_of
from claims.errors import InvalidRecord
from claims.fields.moment import start_of
from claims.models import asked
from claims.vocabulary import PARTS_OF_PARTIES

MOST_CHARACTERS = asked.MOST_CHARACTERS
MOST_ROWS = 100
DEFAULT_ROWS = 20
NO_TEXT = "\N{REPLACEMENT CHARACTER}"
"""What stands here for bytes of the address that are not UTF-8, such as half of a surrogate pair."""


@dataclass(frozen=True)
class Parameter:
    """``read`` turns the text into a value, or raises ValueError with a sentence that says what would be right."""

    name: str
    description: str
    read: Callable[[str], Any]
    schema: dict[str, Any] = field(default_factory=lambda: {"type": "string"})
    is_list: bool = False
    """Several words with commas between."""

    def described(self) -> OpenApiParameter:
        form: dict[str, Any] = {"style": "form", "explode": False} if self.is_list else {}
        return OpenApiParameter(self.name, self.schema, description=self.description, **form)


@dataclass(frozen=True)
class AsOf:
    """``at`` is never later than now; of what is not ``is_over``, the answer may change by itself."""

    text: str
    at: datetime
    is_over: bool


def read(request: Request, parameters: Iterable[Parameter]) -> dict[str, Any]:
    """Values by name; a parameter that was not given is absent. Raises Refused that names every wrong one."""
    known = {parameter.name: parameter for parameter in parameters}
    values: dict[str, Any] = {}
    wrong = []
    for name, texts in request.query_params.lists():
        try:
            values[name] = _value(known, name, texts)
        except ValueError as refused:
            wrong.append({"parameter": name, "message": str(refused)})
    if wrong:
        names = ", ".join(f"“{found['parameter']}”" for found in wrong)
        raise Refused("invalid-parameter", f"Wrong in the address: {names}. {wrong[0]['message']}", wrong)
    return values


def _value(known: dict[str, Parameter], name: str, texts: list[str]) -> Any:
    if name not in known:
        offered = f"Known are: {', '.join(known)}." if known else "This address takes none."
        raise ValueError(f"There is no parameter of this name. {offered}")
    if len(texts) > 1:
        raise ValueError("Give it once.")
    if not texts[0].strip():
        raise ValueError("Give it a value, or leave it out.")
    if "\x00" in texts[0]:
        raise ValueError("The character U+0000 cannot be looked for. Remove it.")
    if NO_TEXT in texts[0]:
        raise ValueError("Give it in UTF-8: some of its bytes are no text.")
    return known[name].read(texts[0])


# As the pages read them.
words, slug, slug_or_id = asked.words, asked.slug, asked.slug_or_id
language, domain, one_of = asked.language, asked.domain, asked.one_of


def search(description: str, example: str) -> Parameter:
    """``q``: words to look for."""
    return Parameter("q", description, words, {"type": "string", "maxLength": MOST_CHARACTERS, "examples": [example]})


def identifier(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise ValueError("Give an id such as 0198c0de-0000-7000-8000-000000000000.") from None


def as_of(text: str) -> AsOf:
    """What has begun by now."""
    now = timezone.now()
    try:
        at = as_of_by(now, text)
    except InvalidRecord as refused:
        raise ValueError(refused.message) from None
    return AsOf(_plain(text), at, is_over=at < now)


def start(text: str) -> datetime:
    """The first instant of a year, month or day, or a minute, in UTC."""
    end(text)
    try:
        return start_of(_plain(text))
    except OverflowError:
        raise ValueError("Give a year, month, day or minute within the calendar.") from None


def end(text: str) -> datetime:
    """The last instant of it."""
    try:
        return parse_as_of(text)
    except InvalidRecord as refused:
        raise ValueError(refused.message) from None


def _plain(text: str) -> str:
    return text.strip().replace(" ", "+")


def several_of(words: Iterable[str]) -> Callable[[str], list[str]]:
    """A list with commas between; each word once, in the order in which they were given."""
    reader = one_of(words)

    def read_all(text: str) -> list[str]:
        return list(dict.fromkeys(reader(word.strip()) for word in text.split(",")))

    return read_all


def word(name: str, description: str, choices: type[TextChoices]) -> Parameter:
    """One of the words of the vocabulary."""
    return Parameter(name, description, one_of(choices.values), {"type": "string", "enum": list(choices.values)})


def role(description: str) -> Parameter:
    """What a party is in a case."""
    schema = {"type": "string", "enum": list(PARTS_OF_PARTIES)}
    return Parameter("role", description, one_of(PARTS_OF_PARTIES), schema)


def number(least: int, most: int) -> Callable[[str], int]:
    def reader(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,18}", text) or not least <= int(text) <= most:
            raise ValueError(f"Give a whole number from {least} to {most}.")
        return int(text)

    return reader


def truth(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError("Give true or false.")
    return text == "true"


DRY_RUN = Parameter("dry_run", "Look at everything, and store nothing.", truth, {"type": "boolean", "default": False})
TIME = {"type": "string", "examples": ["2018-08-06", "2018-08", "2018-08-06T18:00Z"]}
KEY = {"type": "string", "description": "slug or id", "examples": ["facebook"]}
AS_OF = Parameter(
    "as_of",
    "As known by the end of this year, month or day, or by this minute: `2018-08-06`. One that is not over is answered "
    "with what is known so far, one that has not begun with 400.",
    as_of,
    TIME,
)
LIMIT = Parameter(
    "limit",
    f"How many results at most; {DEFAULT_ROWS} if not given.",
    number(1, MOST_ROWS),
    {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": DEFAULT_ROWS},
)
CURSOR = Parameter("cursor", "A place in the list, out of `next` or `previous`. Keep the other parameters.", str)
SOURCE_DOMAIN = Parameter(
    "source_domain",
    "A source lies at this host, with or without `www.`: `example.org`.",
    domain,
    {"type": "string", "maxLength": 253, "examples": ["example.org"]},
)
