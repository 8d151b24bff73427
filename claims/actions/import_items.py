"""What a reader of a foreign format hands over: one claim with what the file says about it, in the words of this project.

Readers (claims.formats.imports) make items, ``importing_claims`` stores them. Nothing here knows a format or a table.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from hashlib import sha256
from typing import Any

from claims.fields.moment import Moment

UNKNOWN_LANGUAGE = "und"
"""The tag of ISO 639 for a language that the file does not tell."""


@dataclass(frozen=True)
class Notice:
    """Something was mended or left out: in which field of the row, and what."""

    field: str
    sentence: str


@dataclass(frozen=True)
class Name:
    """A party as the file names it. ``site``: the host that is its own, such as ``fullfact.org``."""

    name: str
    kind: str
    site: str = ""
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """A source. Without an address it is known by its title alone."""

    url: str
    title: str
    language: str = UNKNOWN_LANGUAGE
    kind: str = "article"
    publisher: Name | None = None
    authors: tuple[str, ...] = ()
    published_at: Moment | None = None


@dataclass(frozen=True)
class Mention:
    """A place where the claim stands, or a document for or against it. ``role`` is a word of CitationRole."""

    role: str
    document: Document
    voices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rating:
    """The number beside a verdict, as it was written."""

    value: str
    best: str
    worst: str = ""


@dataclass(frozen=True)
class Review:
    """A verdict by somebody: ``label`` word for word, ``document`` the article that carries it, ``evidence`` what it cites."""

    author: Name | None
    label: str
    language: str = UNKNOWN_LANGUAGE
    rating: Rating | None = None
    made_at: Moment | None = None
    url: str = ""
    reasons: str = ""
    document: Document | None = None
    evidence: tuple[Document, ...] = ()


@dataclass(frozen=True)
class Item:
    """One claim. ``rows``: those of the file that tell of it; ``ids``: its names in ``system``, never empty."""

    rows: tuple[int, ...]
    system: str
    ids: tuple[str, ...]
    sentence: str
    language: str = UNKNOWN_LANGUAGE
    claimant: Name | None = None
    made_at: Moment | None = None
    mentions: tuple[Mention, ...] = ()
    reviews: tuple[Review, ...] = ()
    topics: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class Refusal:
    """A row that cannot be imported, and why."""

    row: int
    external_id: str
    field: str
    reason: str


Read = Item | Refusal


def fingerprint(item: Item) -> str:
    """SHA-256 of what the file says of the claim, wherever it stands in it. Empty members do not count."""
    said = {name: value for name, value in _said(item).items() if name not in ("rows", "notices")}
    return sha256(json.dumps(said, ensure_ascii=True, sort_keys=True).encode()).hexdigest()


def key_of(value: str) -> str:
    """How an external id is looked up."""
    return sha256(value.encode("utf-8", "surrogatepass")).hexdigest()


def rows_of(read: Iterable[Read]) -> int:
    return sum(len(each.rows) if isinstance(each, Item) else 1 for each in read)


def _said(value: Any) -> Any:
    if isinstance(value, Moment):
        return value.model_dump(exclude_none=True)
    if is_dataclass(value):
        members = ((each.name, _said(getattr(value, each.name))) for each in fields(value))
        return {name: member for name, member in members if member not in ("", None, [], {})}
    if isinstance(value, tuple):
        return [_said(each) for each in value]
    return value
