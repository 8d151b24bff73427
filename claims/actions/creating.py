"""Shared records made in place, while a case is entered: what is known by the name that was typed, or else a new one.

A name that a record already has, as its name or as another name, never makes a second record.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Lower

from claims.actions import addresses, editing, lookups
from claims.fields.moment import Moment
from claims.models import Party, PartyAlias, RatingScale, Slug, Source, Topic
from claims.vocabulary import PartyKind, SourceKind

LONGEST_SLUG = 80
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa", "ł": "l", "đ": "d"}
)


@dataclass(frozen=True)
class SourceGuess:
    """What a pasted address says: the source that has it, or what a new one could be called."""

    url: str
    source: Source | None
    title: str
    publisher: Party | None


def slug_of(text: str) -> str:
    """Small Latin letters, digits and hyphens; empty where the text has none, as in Arabic or Hebrew."""
    latin = unicodedata.normalize("NFKC", text).lower().translate(_UMLAUTS)
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


def free_slug(model: type[models.Model], text: str) -> str:
    """A slug that no record of this kind has or ever had: the words of the text, with -2, -3 … where they are taken."""
    kind = str(model._meta.model_name)
    base = slug_of(text)[: LONGEST_SLUG - 6].strip("-") or kind
    alike = Slug.objects.filter(kind=kind).filter(Q(slug=base) | Q(slug__startswith=f"{base}-"))
    taken = set(alike.values_list("slug", flat=True))
    number = 1
    while (slug := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return slug


def party_named(*, by: Any, name: str, kind: str = PartyKind.ORGANISATION) -> Party:
    """The party of this name or alias; a new one of this kind where there is none."""
    name = _line(name)
    if found := _party_called(name):
        return found
    party = Party(slug=free_slug(Party, name), kind=kind, name=name)
    editing.save(by=by, record=party)
    return party


def scale_named(*, by: Any, name: str, version: str, owner: Party | None) -> RatingScale:
    """The scale of this name and version of its owner; a new one where there is none."""
    name, version = _line(name), _line(version)
    known = RatingScale.objects.filter(name__iexact=name, version__iexact=version, owner=owner).order_by("pk").first()
    scale = known or RatingScale(name=name, version=version, owner=owner)
    if known is None:
        editing.save(by=by, record=scale)
    return scale


def topic_named(*, by: Any, name: str, language: str) -> Topic:
    name = _line(name)
    own = _called(Topic.objects.all(), name)
    translated = Topic.objects.filter(Q(translations__name__iexact=name))
    if found := own.first() or translated.order_by("created_at").first():
        return found.merged_into or found
    topic = Topic(slug=free_slug(Topic, name), name=name, language=language)
    editing.save(by=by, record=topic)
    return topic


def source_titled(
    *,
    by: Any,
    title: str,
    language: str,
    kind: str = SourceKind.ARTICLE,
    publisher: Party | None = None,
    url: str = "",
    published_at: Moment | None = None,
) -> Source:
    """The source of this address, or of this title and publisher; a new one where there is none."""
    title = _line(title)
    url = addresses.normalised(url) if url.strip() else ""
    found = lookups.source_by_url(url) if url else _source_called(title, publisher)
    if found is not None:
        return found
    source = Source(
        slug=free_slug(Source, title),
        kind=kind,
        title=title,
        language=language,
        publisher=publisher,
        url=url,
        published_at=published_at,
    )
    editing.save(by=by, record=source)
    return source


def guess_of_url(url: str) -> SourceGuess:
    """Stores nothing. Raises InvalidRecord where the address is none, or too long."""
    clean = addresses.normalised(url)
    known = lookups.source_by_url(clean)
    if known is not None:
        return SourceGuess(known.url, known, known.title, known.publisher)
    host = addresses.host_of(clean)
    publisher = lookups.publisher_of_host(host) or _party_called(host)
    return SourceGuess(clean, None, addresses.title_guess(clean), publisher)


def source_from_url(*, by: Any, url: str, language: str) -> Source:
    """The source of this address; a new one, with what the address says, where there is none."""
    guess = guess_of_url(url)
    return guess.source or source_titled(
        by=by, title=guess.title, language=language, publisher=guess.publisher, url=guess.url
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _party_called(name: str) -> Party | None:
    found = _called(Party.objects.all(), name).first()
    if found is None:
        alias = PartyAlias.objects.filter(name__iexact=name).select_related("party").first()
        found = alias.party if alias else _called(Party.objects.all(), name, "short_name").first()
    while found is not None and found.merged_into is not None:
        found = found.merged_into
    return found


def _source_called(title: str, publisher: Party | None) -> Source | None:
    found = _called(Source.objects.filter(publisher=publisher), title, "title").first()
    while found is not None and found.merged_into is not None:
        found = found.merged_into
    return found


def _called(rows: QuerySet[Any], name: str, column: str = "name") -> QuerySet[Any]:
    """Rows of exactly this name in any capitals; of several, what was published and is older comes first.

    The folded name is asked for too, since that is what the index holds.
    """
    exact = rows.annotate(folded=lookups.Folded(column), lower=Lower(F(column)))
    found: QuerySet[Any] = exact.filter(folded=lookups.Folded(Value(name)), lower=Lower(Value(name)))
    return found.order_by("-is_published", "created_at")
