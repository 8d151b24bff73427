"""Published parties from A to Z, each as the case published last shows it. Private persons are in no list."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, Exists, F, Func, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, Collate

from claims.models import keys
from claims.models.keyset import Order
from claims.models.party import Party
from claims.models.publication import Publication, PublishedParty

LETTERS = "abcdefghijklmnopqrstuvwxyz"
DIGITS, OTHERS = "0-9", "other"
GROUPS = (DIGITS, *LETTERS, OTHERS)
"""Under which a party stands: an accent makes no other letter, and other scripts come last."""
ORDER = Order(("key", "party_id"), is_descending=False)


def listed_parties() -> QuerySet[Any]:
    """``key``: what to order by. The index publishedparty_from_a_to_z has it."""
    public = Publication.objects.public()
    rows = PublishedParty.objects.filter(party_id=OuterRef("party_id"), publication__in=public)
    published_at = OuterRef("publication__published_at")
    newer = rows.filter(
        Q(publication__published_at__gt=published_at)
        | Q(publication__published_at=published_at, publication_id__gt=OuterRef("publication_id"))
    )
    gone = Party.objects.filter(merged_into__is_published=True).values("pk")
    named = PublishedParty.objects.filter(publication__in=public).exclude(slug="")
    shown = named.exclude(card__contains={"private": True}).exclude(party_id__in=gone).filter(~Exists(newer))
    return shown.annotate(key=sort_key())


def sort_key() -> Collate:
    key = Func(KT("card__name"), function="claims_sort_key", output_field=TextField())
    return Collate(key, "C")


def in_group(group: str) -> Q:
    """For ``listed_parties``. ``group``: one of GROUPS."""
    if group == DIGITS:
        return Q(key__gte="0", key__lt=":")
    if group == OTHERS:
        return Q(key__lt="0") | Q(key__gte=":", key__lt="a") | Q(key__gte="{")
    return Q(key__gte=group, key__lt=chr(ord(group) + 1))


def group_of(key: str) -> str:
    first = key[:1]
    if first in LETTERS and first:
        return first
    return DIGITS if first in "0123456789" and first else OTHERS


def named_like(words: str) -> Q:
    """Each of the words is a part of one of its names, however it is accented; the index publishedparty_names serves it."""
    names = Func(F("card"), function="claims_names_of", output_field=TextField())
    found = Q()
    for word in words.split():
        folded = Func(Value(word, CharField()), function="claims_folded", output_field=TextField())
        found &= Q(
            Exists(
                PublishedParty.objects.filter(pk=OuterRef("pk")).annotate(names=names).filter(names__contains=folded)
            )
        )
    return found


def groups_in_use() -> set[str]:
    """Under which of GROUPS a party stands. One query, which looks at one row a group."""
    shown = PublishedParty.objects.filter(publication__in=Publication.objects.public()).exclude(slug="")
    named = shown.exclude(card__contains={"private": True}).annotate(key=sort_key())
    asked = {f"group_{place}": Exists(named.filter(in_group(group))) for place, group in enumerate(GROUPS)}
    one: QuerySet[Any, Any] = Publication.objects.order_by().values(**asked)
    found: dict[str, Any] = one.first() or {}
    return {group for place, group in enumerate(GROUPS) if found.get(f"group_{place}")}


def claims_of(parties: Iterable[UUID]) -> dict[UUID, int]:
    """In how many published claims each has a part; those that are one by now count as one. One query."""
    ids = list(parties)
    merged = Party.objects.filter(merged_into__in=ids).values("pk")
    rows: QuerySet[Any] = PublishedParty.objects.filter(Q(party_id__in=ids) | Q(party_id__in=merged))
    of_public = rows.filter(publication__in=Publication.objects.public()).annotate(
        one=Coalesce(keys.party_by_now(), F("party_id"))
    )
    counted = of_public.order_by().values("one").annotate(count=Count("publication", distinct=True))
    return dict(counted.values_list("one", "count"))
