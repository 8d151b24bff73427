"""Parties from A to Z under their letters, and topics by name."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from claims.models.party_index import DIGITS, GROUPS, OTHERS, group_of
from claims.pages.directories import TopicRow
from claims.pages.presenting.facets import topic_name
from claims.pages.presenting.parties import PartyName, party_of_card
from claims.pages.presenting.texts import Text


@dataclass(frozen=True, slots=True)
class ListedParty:
    name: PartyName
    claims: int


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """``group`` is one of GROUPS, ``sign`` what readers see of it; empty for other scripts."""

    group: str
    sign: str
    parties: list[ListedParty]


@dataclass(frozen=True, slots=True)
class Letter:
    group: str
    sign: str
    is_used: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ListedTopic:
    slug: str
    name: Text
    claims: int
    last: str


def letter_groups(rows: Iterable[Any], counts: Mapping[UUID, int]) -> list[LetterGroup]:
    """``rows``: PublishedParty with their ``key``, in its order."""
    return [
        LetterGroup(group, sign_of(group), [_listed(row, counts) for row in found])
        for group, found in groupby(rows, key=lambda row: group_of(row.key))
    ]


def letters(used: set[str], chosen: str) -> list[Letter]:
    return [Letter(group, sign_of(group), group in used, group == chosen) for group in GROUPS]


def sign_of(group: str) -> str:
    if group == OTHERS:
        return ""
    return "0–9" if group == DIGITS else group.upper()


def _listed(row: Any, counts: Mapping[UUID, int]) -> ListedParty:
    return ListedParty(party_of_card({"slug": row.slug, **row.card}), counts.get(row.party_id, 0))


def listed_topics(rows: Iterable[TopicRow]) -> list[ListedTopic]:
    """By their names in the language of the page."""
    found = [
        ListedTopic(row.card["slug"], topic_name(row.card), row.count, str(row.last.year) if row.last else "")
        for row in rows
    ]
    return sorted(found, key=lambda topic: (_bare(topic.name.words), topic.slug))


def _bare(name: str) -> str:
    """Without case and accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign))
