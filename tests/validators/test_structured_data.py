"""Second opinions on the structured data of a claim's page: what extruct reads, what Google's rules ask for."""

import json
from pathlib import Path
from typing import Any

import extruct
import pytest
from django.test import Client

from claims.actions import loading, publishing
from claims.formats import case_file, claimreview
from claims.formats.schema_org import in_script
from claims.models import Claim, User
from claims.pages import selections
from tests import factories
from tests.actions.rich_case import rich_case
from tests.formats.linked_data import PREFIX, expanded, needs_context, types
from tests.validators import node

pytestmark = pytest.mark.django_db
HOSTILE = "Courier: “</script><script>alert(1)</script>” & <!-- \u2028"


@pytest.fixture
def publish(publisher: User) -> Any:
    def run(claim: Claim) -> Claim:
        publishing.publish(by=publisher, claim_id=claim.pk, is_reviewed=False)
        return claim

    return run


@pytest.fixture
def assessed(publish: Any, publisher: User) -> str:
    """The page of a claim that another rated; the case uses every member of the schema."""
    loading.load(by=publisher, dossier=case_file.read(json.dumps(rich_case()).encode(), "case.json"))
    publish(Claim.objects.get(slug="rich-case"))
    return Client().get("/claims/rich-case/").text


def read_back(page: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
    return found


def written(slug: str) -> list[dict[str, Any]]:
    publication = selections.publication(slug)
    assert publication
    dossier = selections.dossier_of(publication.revision)
    assert dossier
    return claimreview.documents(dossier)


def test_extruct_reads_what_was_written(assessed: str) -> None:
    found = read_back(assessed)
    assert found == written("rich-case")
    assert [document["@type"] for document in found] == ["Claim", "ClaimReview"]


def test_extruct_reads_a_hostile_title_as_it_was_typed(publish: Any) -> None:
    claim = publish(factories.make_case(title=HOSTILE))
    (document,) = read_back(Client().get(f"/claims/{claim.slug}/").text)
    assert document["name"] == HOSTILE


def test_the_german_page_says_the_same(assessed: str) -> None:
    assert read_back(Client().get("/de/claims/rich-case/").text) == read_back(assessed)


@pytest.mark.parametrize("query", ["?as_of=2019", "revisions/1/", "card/"])
def test_only_the_page_itself_carries_it(assessed: str, query: str) -> None:
    assert read_back(Client().get(f"/claims/rich-case/{query}").text) == []


@needs_context
def test_what_extruct_reads_is_linked_data(assessed: str) -> None:
    found = [types(expanded(document)) for document in read_back(assessed)]
    assert [f"{PREFIX}Claim" in found[0], f"{PREFIX}ClaimReview" in found[1]] == [True, True]


class TestGoogle:
    def checked(self, page: str, packages: Path) -> Any:
        return json.loads(node.run("google.js", page, packages))

    def test_the_preset_passes_on_an_assessed_claim(self, assessed: str, packages: Path) -> None:
        result = self.checked(assessed, packages)
        assert (result["failed"], result["warnings"]) == ([], [])
        assert {"ClaimReview", "Claim"} <= {schema.split(":")[-1] for schema in result["schemas"]}
        required = {"url", "reviewRating", "claimReviewed", "author", "datePublished", "itemReviewed"}
        assert {f"ClaimReview[0].{name}" for name in required} <= {each["test"] for each in result["passed"]}

    def test_a_claim_without_assessment_is_no_review(self, publish: Any, packages: Path) -> None:
        claim = publish(factories.make_case())
        result = self.checked(Client().get(f"/claims/{claim.slug}/").text, packages)
        assert (result["failed"], "ClaimReview" in result["schemas"]) == ([], False)

    def test_the_preset_can_fail(self, packages: Path) -> None:
        document = in_script({"@context": "https://schema.org", "@type": "ClaimReview", "url": "https://example.org/"})
        page = f'<html><body><script type="application/ld+json">{document}</script></body></html>'
        failed = {each["test"] for each in self.checked(page, packages)["failed"]}
        assert failed == {"ClaimReview[0].reviewRating", "ClaimReview[0].claimReviewed"}
