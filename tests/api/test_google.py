"""Google's Fact Check Tools API over what is published here: what it answers, and how it refuses."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from claims.actions import publishing
from claims.models import Claim, User
from tests.factories import AssessmentFactory, PartyFactory, make_case

pytestmark = pytest.mark.django_db
SEARCH = "/v1alpha1/claims:search"
Publish = Callable[..., Claim]


@pytest.fixture
def assessed(publish: Publish) -> Callable[..., Claim]:
    """A published claim with an assessment by the checkers of example.org."""

    def made(*, claimed_at: Any = None, **assessment: Any) -> Claim:
        claim = make_case(statement="The courier said the bridge was closed.", made_at=claimed_at)
        fields = {"label": "Mostly false", "url": "https://www.example.org/bridge", "made_at": {"value": "2018-08-09"}}
        author = assessment.pop("author", None) or PartyFactory(name="Example Checkers")
        AssessmentFactory(claim=claim, author=author, **fields | assessment)
        return publish(claim)

    return made


def search(anyone: APIClient, **parameters: Any) -> dict[str, Any]:
    answer = anyone.get(SEARCH, parameters)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def refused(anyone: APIClient, **parameters: Any) -> dict[str, Any]:
    answer = anyone.get(SEARCH, parameters)
    assert answer.status_code == 400, answer.content
    error: dict[str, Any] = answer.json()["error"]
    assert (error["code"], error["status"]) == (400, "INVALID_ARGUMENT")
    return {each["field"]: each["description"] for each in error["details"][0]["fieldViolations"]}


class TestAnswers:
    def test_claim_with_its_review(self, anyone: APIClient, assessed: Callable[..., Claim]) -> None:
        assessed(claimed_at={"value": "2018-08-07T09:38+02:00"})
        (claim,) = search(anyone, query="bridge")["claims"]
        assert claim["text"] == "The courier said the bridge was closed."
        assert claim["claimDate"] == "2018-08-07T07:38:00Z"
        assert claim["claimReview"] == [
            {
                "publisher": {"name": "Example Checkers", "site": "example.org"},
                "url": "https://www.example.org/bridge",
                "reviewDate": "2018-08-09T00:00:00Z",
                "textualRating": "Mostly false",
                "languageCode": "en",
            }
        ]

    def test_what_is_not_known_is_absent(self, anyone: APIClient, assessed: Callable[..., Claim]) -> None:
        assessed(claimed_at={"value": "2018-08"})
        (claim,) = search(anyone, query="bridge")["claims"]
        assert "claimDate" not in claim

    def test_claim_without_assessment_is_not_found(self, anyone: APIClient, publish: Publish) -> None:
        publish(statement="The courier said the bridge was closed.")
        assert search(anyone, query="bridge") == {}

    def test_withdrawn_claim_is_not_found(
        self, anyone: APIClient, assessed: Callable[..., Claim], publisher: User
    ) -> None:
        publishing.withdraw(by=publisher, claim_id=assessed().pk, reason="A mistake.")
        assert search(anyone, query="bridge") == {}

    def test_review_of_this_desk_has_its_page(self, anyone: APIClient, publish: Publish) -> None:
        claim = make_case()
        AssessmentFactory(claim=claim, author=None)
        publish(claim)
        (found,) = search(anyone, reviewPublisherSiteFilter="localhost")["claims"]
        review = found["claimReview"][0]
        assert (review["publisher"], review["title"]) == ({"name": "factcheck", "site": "localhost"}, claim.title)
        assert review["url"] == f"http://localhost:8000/claims/{claim.slug}/"


class TestParameters:
    @pytest.mark.parametrize(
        ("site", "count"),
        [("example.org", 1), ("www.example.org", 1), ("https://Example.org/", 1), ("example.com", 0), ("ample.org", 0)],
    )
    def test_site(self, site: str, count: int, anyone: APIClient, assessed: Callable[..., Claim]) -> None:
        assessed()
        assert len(search(anyone, reviewPublisherSiteFilter=site).get("claims", [])) == count

    @pytest.mark.parametrize(
        ("stored", "asked", "count"),
        [("en", "en-US", 1), ("en-US", "en", 1), ("en-GB", "en_US", 1), ("sr-Latn", "sr", 1), ("de", "en", 0)],
    )
    def test_language_counts_without_its_region(
        self, stored: str, asked: str, count: int, anyone: APIClient, assessed: Callable[..., Claim]
    ) -> None:
        assessed(language=stored)
        assert len(search(anyone, query="bridge", languageCode=asked).get("claims", [])) == count

    @pytest.mark.parametrize(("claim", "review"), [(3, 400), (400, 3)])
    def test_age_counts_from_the_newer_date(
        self, claim: int, review: int, anyone: APIClient, assessed: Callable[..., Claim]
    ) -> None:
        days = [{"value": (timezone.now() - timedelta(days=age)).date().isoformat()} for age in (claim, review)]
        assessed(claimed_at=days[0], made_at=days[1])
        found = [len(search(anyone, query="bridge", maxAgeDays=most).get("claims", [])) for most in (10, 1)]
        assert found == [1, 0]

    def test_pages_follow_each_other(self, anyone: APIClient, assessed: Callable[..., Claim]) -> None:
        made = [assessed(label=f"No. {number}") for number in range(5)]
        labels: list[str] = []
        token = ""
        while True:
            page = search(anyone, query="bridge", pageSize=2, **({"pageToken": token} if token else {}))
            labels += [each["claimReview"][0]["textualRating"] for each in page["claims"]]
            token = page.get("nextPageToken", "")
            if not token:
                break
        assert labels == [f"No. {number}" for number in reversed(range(len(made)))]

    def test_offset_counts_without_token_only(self, anyone: APIClient, assessed: Callable[..., Claim]) -> None:
        for number in range(3):
            assessed(label=f"No. {number}")
        first = search(anyone, query="bridge", pageSize=1, offset=1)
        assert first["claims"][0]["claimReview"][0]["textualRating"] == "No. 1"
        token = search(anyone, query="bridge", pageSize=1)["nextPageToken"]
        assert search(anyone, query="bridge", pageSize=1, offset=2, pageToken=token)["claims"] == first["claims"]

    def test_token_of_another_search(self, anyone: APIClient, assessed: Callable[..., Claim]) -> None:
        for _ in range(2):
            assessed()
        token = search(anyone, query="bridge", pageSize=1)["nextPageToken"]
        assert "pageToken" in refused(anyone, query="courier", pageSize=1, pageToken=token)

    @pytest.mark.parametrize(
        "accepted",
        [
            {"key": "AIza"}, {"alt": "json"}, {"prettyPrint": "false"}, {"$.xgafv": "2"}, {"callback": "f"},
            {"quotaUser": "me"}, {"access_token": "x"}, {"uploadType": "media"}, {"upload_protocol": "raw"},
            {"oauth_token": "x"}, {"maxAgeDays": "0"}, {"pageSize": "0"}, {"maxAgeDays": "2147483647"},
        ],
    )  # fmt: skip
    def test_accepted(self, accepted: dict[str, str], anyone: APIClient, assessed: Callable[..., Claim]) -> None:
        assessed()
        assert len(search(anyone, query="bridge", **accepted)["claims"]) == 1

    @pytest.mark.parametrize(
        ("fields", "kept"),
        [
            ("claims/text", {"claims": [{"text": "T"}]}),
            ("claims(text,claimReview/url)", {"claims": [{"text": "T", "claimReview": [{"url": "U"}]}]}),
            ("claims/claimReview(url,publisher/site)",
             {"claims": [{"claimReview": [{"url": "U", "publisher": {"site": "S"}}]}]}),
            ("nextPageToken", {}),
            ("*/text", {"claims": [{"text": "T"}]}),
        ],
    )  # fmt: skip
    def test_part_of_the_answer(
        self, fields: str, kept: Any, anyone: APIClient, assessed: Callable[..., Claim]
    ) -> None:
        assessed()
        texts = {
            "The courier said the bridge was closed.": "T",
            "https://www.example.org/bridge": "U",
            "example.org": "S",
        }
        found = anyone.get(SEARCH, {"query": "bridge", "fields": fields, "prettyPrint": "false"}).content.decode()
        for text, letter in texts.items():
            found = found.replace(f'"{text}"', f'"{letter}"')
        assert json.loads(found) == kept


class TestRefusals:
    @pytest.mark.parametrize(
        ("wrong", "named"),
        [
            ({}, "query"), ({"query": " "}, "query"), ({"query": "a", "pageSize": "x"}, "pageSize"),
            ({"query": "a", "pageSize": "-1"}, "pageSize"), ({"query": "a", "offset": "1.5"}, "offset"),
            ({"query": "a", "maxAgeDays": "9" * 5000}, "maxAgeDays"), ({"query": "a", "pageToken": "CAo"}, "pageToken"),
            ({"query": "a", "pageToken": "WzEsMiwzXQ"}, "pageToken"), ({"query": "a", "rumour": "1"}, "rumour"),
            ({"query": "a", "languageCode": "!"}, "languageCode"), ({"query": "a", "alt": "proto"}, "alt"),
            ({"query": "a\x00b"}, "query"), ({"query": "a" * 5000}, "query"), ({"query": "a", "fields": "claims("}, "fields"),
            ({"query": "a", "fields": ")"}, "fields"), ({"query": "a", "offset": "２"}, "offset"),
        ],
    )  # fmt: skip
    def test_wrong_parameter_is_named(self, wrong: dict[str, str], named: str, anyone: APIClient) -> None:
        assert set(refused(anyone, **wrong)) == {named}

    def test_older_format_of_errors(self, anyone: APIClient) -> None:
        error = anyone.get(SEARCH, {"$.xgafv": "1"}).json()["error"]
        assert error["errors"][0]["reason"] == "badRequest"

    @pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
    def test_wrong_method(self, method: str, anyone: APIClient) -> None:
        answer = getattr(anyone, method)(SEARCH)
        assert (answer.status_code, answer.json()["error"]["code"]) == (405, 405)

    @pytest.mark.parametrize(
        ("method", "path"),
        [("get", "claims:imageSearch"), ("get", "pages"), ("post", "pages"), ("get", "pages/1"), ("put", "pages/1")],
    )
    def test_what_is_not_offered_says_so(self, method: str, path: str, anyone: APIClient) -> None:
        answer = getattr(anyone, method)(f"/v1alpha1/{path}")
        assert (answer.status_code, answer.json()["error"]["status"]) == (501, "UNIMPLEMENTED")


def test_it_costs_one_query_however_many_claims(anyone: APIClient, assessed: Callable[..., Claim]) -> None:
    for rows in (1, 10):
        while Claim.objects.count() < rows:
            assessed()
        with CaptureQueriesContext(connection) as queries:
            search(anyone, query="bridge", languageCode="en", maxAgeDays=99999, reviewPublisherSiteFilter="example.org")
        assert len(queries) == 1
