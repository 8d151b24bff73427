"""Reviews of others → this desk → ClaimReview → another desk: the same claims, ratings, dates and addresses.

What does not come through, and why, is in docs/decisions/ (What a ClaimReview keeps on its way through the desk).
"""

import io
import json
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from claims.actions import importing_claims
from claims.actions.import_items import Item, Read
from claims.dossier.build import build
from claims.formats import claimreview
from claims.formats.imports import READERS
from claims.models import Claim, ExternalId, User
from tests.management.test_import_claims import SETS, published_data

Facts = dict[str, Any]
FORMATS = ("claimreview", "datafeed", "google")


def read(name: str) -> list[Item]:
    found: list[Read] = []
    for path in published_data(*SETS[name][0]):
        with path.open("rb") as file:
            found += READERS[name](file, path.name)
    assert all(isinstance(each, Item) for each in found)
    return [each for each in found if isinstance(each, Item)]


def through_the_desk(items: Iterable[Item], by: User) -> Iterator[Item]:
    """Stored, written as ClaimReview, and read again; the database is empty before and after."""
    try:
        with transaction.atomic():
            items = list(items)
            counts = importing_claims.run(by=by, system="test", items=items, tell=lambda _line: None)
            assert (counts.stored, Claim.objects.count()) == (counts.rows, len(items))
            claims = dict(ExternalId.objects.values_list("value", "claim_id"))
            for item in items:
                yield exported(claims[item.ids[0]])
            raise Undone
    except Undone:
        pass


class Undone(Exception):
    pass


def exported(claim: UUID) -> Item:
    graph = json.dumps(claimreview.graph(build(claim))).encode()
    (found,) = READERS["claimreview"](io.BytesIO(graph), "export.json")
    assert isinstance(found, Item)
    return found


def facts(item: Item, names: dict[str, str]) -> Facts:
    """What has to be the same. ``names``: of a site, as it was named first: that is how the desk knows it then."""
    return {
        "ids": item.ids,
        "sentence": item.sentence,
        "language": item.language,
        "claimant": item.claimant and item.claimant.name.casefold(),
        "made_at": item.made_at and item.made_at.value,
        "appearances": sorted((each.role, each.document.url, each.document.title) for each in item.mentions),
        "topics": item.topics,
        "reviews": [
            {
                "publisher": each.author and (names.setdefault(each.author.site, each.author.name), each.author.site),
                "label": each.label,
                "rating": each.rating,
                "made_at": each.made_at and each.made_at.value,
                "url": each.url,
                "language": each.language,
                "reasons": each.reasons,
                "title": each.document and each.document.title,
            }
            for each in item.reviews
        ],
    }


@pytest.mark.django_db
@pytest.mark.parametrize("name", FORMATS)
def test_reviews_come_through_the_desk_as_they_were(name: str, editor: User) -> None:
    there = read(name)
    names: dict[str, str] = {}
    expected = [facts(item, names) for item in there]
    back = list(through_the_desk(there, editor))
    assert [facts(item, names) for item in back] == expected
    assert [facts(item, names) for item in through_the_desk(back, editor)] == expected
