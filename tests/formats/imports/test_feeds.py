"""Data feeds, and answers of Google's Fact Check Tools API."""

from typing import Any

import pytest

from claims.actions.import_items import Name, Refusal
from claims.errors import FileRefused
from tests.formats.imports.reading import item, read, refusal, review

ANSWER: dict[str, Any] = {
    "claims": [
        {
            "text": "The moon is cheese.",
            "claimant": "Jane Doe",
            "claimDate": "2020-06-20T00:00:00Z",
            "claimReview": [
                {
                    "publisher": {"name": "Checker", "site": "www.checker.example"},
                    "url": "https://checker.example/moon",
                    "reviewDate": "2020-06-24T21:01:00Z",
                    "textualRating": "False",
                    "languageCode": "en",
                }
            ],
        }
    ],
    "nextPageToken": "CAo",
}


def element(**members: Any) -> dict[str, Any]:
    return {"@type": "DataFeedItem", "url": "https://checker.example/moon", "item": [review()]} | members


@pytest.mark.parametrize(
    "feed", [element(), [element()], {"@type": "DataFeed", "dataFeedElement": [element()]}, element(item=review())]
)
def test_feed_in_every_shape(feed: Any) -> None:
    assert item("datafeed", feed).sentence == "The moon is cheese."


def test_withdrawn_review_is_refused_with_its_day() -> None:
    found = refusal("datafeed", element(dateDeleted="2021-01-02"))
    assert (found.field, "2021-01-02" in found.reason) == ("dateDeleted", True)


def test_element_without_a_review_is_listed() -> None:
    found = read("datafeed", {"dataFeedElement": [element(item=None), 3]})
    assert [each.row for each in found if isinstance(each, Refusal)] == [1, 2]


def test_claim_of_google_has_its_reviews() -> None:
    found = item("google", ANSWER)
    assert (found.made_at and found.made_at.value, found.language) == ("2020-06-20", "en")
    assert found.reviews[0].author == Name("Checker", "outlet", "checker.example")
    assert found.reviews[0].made_at
    assert found.reviews[0].made_at.value == "2020-06-24T21:01Z"


def test_google_and_the_page_itself_name_the_claim_alike() -> None:
    assert item("google", ANSWER).ids == item("claimreview", review()).ids


def test_absent_members_are_unknown() -> None:
    bare = {"text": "x", "claimReview": [{"url": "https://checker.example/x", "textualRating": "False"}]}
    found = item("google", {"claims": [bare]})
    assert (found.claimant, found.made_at, found.language) == (None, None, "und")


@pytest.mark.parametrize(
    ("claim", "field"),
    [
        ({"text": "x"}, "claimReview"),
        ({"claimReview": [{}]}, "text"),
        ({"text": "x", "claimReview": [{"url": "https://a.example/x"}]}, "claimReview[0].textualRating"),
    ],
)
def test_claim_that_lacks_something_is_refused_by_field(claim: dict[str, Any], field: str) -> None:
    assert refusal("google", {"claims": [claim]}).field == field


@pytest.mark.parametrize("content", ["[1]", '{"kind": "discovery"}', '{"claims": {}}', "[" * 100_000, "{"])
def test_no_answer_of_google_is_refused_by_name(content: str) -> None:
    with pytest.raises(FileRefused, match="the file was refused"):
        read("google", content)
