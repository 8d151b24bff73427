"""The DataFeed: an item a claim, and what is gone."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from claims.dossier.schema import Dossier
from claims.formats import datafeed
from tests.dossiers import an_id
from tests.formats.linked_data import PREFIX, expanded, needs_context, types

FIRST = datetime(2018, 8, 8, 12, 0, tzinfo=UTC)
LATER = FIRST + timedelta(days=1)


def feed(*items: datafeed.Item, modified: datetime | None = LATER) -> dict[str, Any]:
    document: dict[str, Any] = json.loads("".join(datafeed.written(items, modified)))
    return document


def item(**members: Any) -> datafeed.Item:
    return datafeed.Item(id=an_id("rich"), slug="rich-case", created=FIRST, modified=LATER, **members)


def test_an_item_holds_the_claim_and_its_reviews(rich: Dossier) -> None:
    (element,) = feed(item(dossier=rich))["dataFeedElement"]
    assert [each["@type"] for each in element["item"]] == ["Claim", "ClaimReview"]
    assert element["dateCreated"] == "2018-08-08T12:00:00.000000Z"
    assert "dateDeleted" not in element


def test_a_withdrawn_claim_says_when_and_nothing_else() -> None:
    (element,) = feed(item(deleted=LATER))["dataFeedElement"]
    assert element["dateDeleted"] == "2018-08-09T12:00:00.000000Z"
    assert element["item"] == [
        {
            "@type": "Claim",
            "@id": f"urn:uuid:{an_id('rich')}",
            "url": "http://localhost:8000/claims/rich-case/",
        }
    ]


def test_a_merged_claim_leads_to_the_one_that_is_kept() -> None:
    (element,) = feed(item(merged_into="kept"))["dataFeedElement"]
    assert element["item"][0]["sameAs"] == "http://localhost:8000/claims/kept/"


def test_an_empty_record_is_an_empty_feed() -> None:
    document = feed(modified=None)
    assert document["dataFeedElement"] == []
    assert "dateModified" not in document


@needs_context
def test_it_is_linked_data(rich: Dossier) -> None:
    found = expanded(feed(item(dossier=rich), item(deleted=LATER)))
    assert {f"{PREFIX}DataFeed", f"{PREFIX}DataFeedItem", f"{PREFIX}ClaimReview"} <= types(found)
