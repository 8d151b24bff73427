"""Slugs for many new records at once: those that `creating.free_slug` would give, with two or three queries for all."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from claims.actions.creating import LONGEST_SLUG, slug_of
from claims.models import Slug


def give_slugs(model: type[models.Model], named: Iterable[tuple[Any, str]]) -> None:
    """Set ``slug`` of each record, from its text: the words, with -2, -3 … where they are taken now or were ever."""
    kind = str(model._meta.model_name)
    records = [(record, slug_of(text)[: LONGEST_SLUG - 6].strip("-") or kind) for record, text in named]
    known = Slug.objects.filter(kind=kind)
    taken = set(known.filter(slug__in={base for _record, base in records}).values_list("slug", flat=True))
    for base in sorted(taken):
        taken |= set(known.filter(slug__startswith=f"{base}-").values_list("slug", flat=True))
    next_number: dict[str, int] = {}
    for record, base in records:
        number = next_number.get(base, 1)
        while (slug := base if number == 1 else f"{base}-{number}") in taken:
            number += 1
        next_number[base] = number + 1
        taken.add(slug)
        record.slug = slug
