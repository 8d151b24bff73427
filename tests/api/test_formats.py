"""One claim in the formats of others."""

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from rest_framework.test import APIClient

from claims.actions import publishing
from claims.models import Claim, Publication, User
from tests import factories
from tests.api.problems import named, refused
from tests.formats.annotation_model import COLLECTION

pytestmark = pytest.mark.django_db
Publish = Callable[..., Claim]
KINDS = ["jsonld", "annotations"]


def address(claim: Claim, kind: str) -> str:
    return f"/api/v1/claims/{claim.slug}/{kind}/"


@pytest.fixture
def assessed(publish: Publish) -> Claim:
    claim = factories.make_case()
    factories.AssessmentFactory(claim=claim, label="Mostly false")
    return publish(claim)


def test_jsonld_is_a_graph_of_claim_and_reviews(anyone: APIClient, assessed: Claim) -> None:
    response = anyone.get(address(assessed, "jsonld"))
    claim, review = response.json()["@graph"]
    assert response["Content-Type"] == "application/ld+json"
    assert (claim["@type"], claim["name"]) == ("Claim", assessed.title)
    assert (review["@type"], review["reviewRating"]["alternateName"]) == ("ClaimReview", "Mostly false")


def test_without_an_assessment_there_is_no_review(anyone: APIClient, publish: Publish) -> None:
    assert [each["@type"] for each in anyone.get(address(publish(), "jsonld")).json()["@graph"]] == ["Claim"]


def test_annotations_keep_the_model(anyone: APIClient, publish: Publish) -> None:
    response = anyone.get(address(publish(), "annotations"))
    jsonschema.validate(response.json(), COLLECTION)
    assert response["Content-Type"] == 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'


@pytest.mark.parametrize("kind", KINDS)
class TestAccess:
    def test_by_id_and_unchanged_not_again(self, anyone: APIClient, publish: Publish, kind: str) -> None:
        claim = publish()
        first = anyone.get(f"/api/v1/claims/{claim.pk}/{kind}/")
        assert first.json() == anyone.get(address(claim, kind)).json()
        headers = {"If-None-Match": first["ETag"]}
        assert anyone.get(f"/api/v1/claims/{claim.pk}/{kind}/", headers=headers).status_code == 304

    def test_any_accept_is_answered(self, anyone: APIClient, publish: Publish, kind: str) -> None:
        assert anyone.get(address(publish(), kind), headers={"Accept": "application/ld+json"}).status_code == 200

    def test_a_withdrawn_claim_is_gone(self, anyone: APIClient, publish: Publish, publisher: User, kind: str) -> None:
        claim = publish()
        publishing.withdraw(by=publisher, claim_id=claim.pk, reason="Mistaken identity.")
        refused(anyone.get(address(claim, kind)), 410, "withdrawn")

    def test_a_merged_claim_is_elsewhere(self, anyone: APIClient, publish: Publish, kind: str) -> None:
        merged, kept = publish(), publish()
        Publication.objects.filter(claim=merged).update(merged_into_slug=kept.slug)
        response = anyone.get(address(merged, kind))
        assert (response.status_code, response["Location"]) == (308, address(kept, kind))

    def test_drafts_and_unknown_ones_are_not_found(self, anyone: APIClient, kind: str) -> None:
        draft = factories.make_case()
        for claim in (draft, Claim(slug="nowhere")):
            refused(anyone.get(address(claim, kind)), 404, "not-found")

    @pytest.mark.parametrize("query", ["?format=xml", "?as_of=2018", "?a=%00"])
    def test_parameters_are_refused_by_name(self, anyone: APIClient, publish: Publish, kind: str, query: str) -> None:
        problem = refused(anyone.get(address(publish(), kind) + query), 400, "invalid-parameter")
        assert query[1:].partition("=")[0] in named(problem)

    def test_nothing_can_be_written(self, anyone: APIClient, publish: Publish, kind: str) -> None:
        refused(anyone.post(address(publish(), kind)), 405, "method-not-allowed")


def test_texts_are_as_they_were_written(anyone: APIClient, publish: Publish) -> None:
    hostile = "Courier: “</script>” \u2028 & <b>"
    document: dict[str, Any] = json.loads(anyone.get(address(publish(title=hostile), "jsonld")).content)
    assert document["@graph"][0]["name"] == hostile
