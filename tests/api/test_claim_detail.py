"""The dossier of a published claim, now and as known by a date."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims.actions import loading, publishing
from claims.api.public import published
from claims.dossier.schema import Dossier
from claims.formats import case_file
from claims.management.commands.dossier_schema import schema_text
from claims.models import Claim, Publication, Redaction, RevisionDocument, User
from tests import factories
from tests.api.problems import named, refused

pytestmark = pytest.mark.django_db
Publish = Callable[..., Claim]
SEED = Path(settings.BASE_DIR) / "claims" / "cases" / "facebook-bank-data.json"


def address(key: object, query: str = "") -> str:
    return f"/api/v1/claims/{key}/{query}"


@pytest.fixture
def seed(publish: Publish, publisher: User) -> Claim:
    """The seed case, published."""
    loading.load(by=publisher, dossier=case_file.read(SEED.read_bytes(), SEED.name))
    return publish(Claim.objects.get(slug="facebook-bank-data"))


class TestDossier:
    def test_seed_case_as_it_stands(self, anyone: APIClient, seed: Claim) -> None:
        dossier = anyone.get(address(seed.slug)).json()
        assert dossier["url"] == "http://localhost:8000/claims/facebook-bank-data/"
        assert dossier["standing"]["status"] == "partly_denied"
        assert dossier["standing"]["coverage"] == {"points": 5, "addressed": 2, "declined": 0, "general": 1}
        assert [point["standing"]["status"] for point in dossier["points"]][:2] == ["qualified", "denied"]
        assert dossier["revision"]["number"] == 1

    def test_seed_case_as_known_the_day_before(self, anyone: APIClient, seed: Claim) -> None:
        dossier = anyone.get(address(seed.slug, "?as_of=2018-08-06")).json()
        assert dossier["standing"]["status"] == "unanswered"
        assert dossier["standing"]["as_of"] == "2018-08-06"
        assert dossier["responses"] == []

    @pytest.mark.parametrize("query", ["", "?as_of=2018-08-06", "?as_of=2018-08-07T09:38%2B02:00", "?as_of=2017"])
    def test_it_keeps_to_the_published_schema(self, anyone: APIClient, seed: Claim, query: str) -> None:
        document = anyone.get(address(seed.slug, query)).json()
        jsonschema.validate(document, json.loads(schema_text()))
        assert Dossier.model_validate(document).as_json() == document

    def test_by_id(self, anyone: APIClient, publish: Publish) -> None:
        claim = publish()
        assert anyone.get(address(claim.pk)).json()["slug"] == claim.slug

    def test_unpublished_changes_do_not_show(self, anyone: APIClient, publish: Publish) -> None:
        claim = publish(title="Courier: as published")
        Claim.objects.filter(pk=claim.pk).update(title="Courier: changed")
        assert anyone.get(address(claim.slug)).json()["title"] == "Courier: as published"

    @pytest.mark.parametrize("query", ["", "?as_of=2018-08-07"])
    def test_it_costs_two_queries(self, anyone: APIClient, publish: Publish, query: str) -> None:
        claim = publish(stances=["denies"] * 8)
        with CaptureQueriesContext(connection) as queries:
            assert anyone.get(address(claim.slug, query)).status_code == 200
        assert len(queries) == 2

    def test_head_says_the_same_without_the_document(self, anyone: APIClient, publish: Publish) -> None:
        claim = publish()
        head, full = anyone.head(address(claim.slug)), anyone.get(address(claim.slug))
        assert head.status_code == 200
        assert head["ETag"] == full["ETag"]

    def test_browsers_of_other_sites_may_ask(self, anyone: APIClient) -> None:
        response = anyone.options(address("anything"))
        assert response.status_code == 204
        assert "If-None-Match" in response["Access-Control-Allow-Headers"]


class TestElsewhere:
    def test_renamed_claim_moved_for_good(self, anyone: APIClient, publish: Publish) -> None:
        claim = publish(slug="old-name")
        claim.slug = "new-name"
        claim.save()
        publish(claim, kind="correction", note="A better address.")
        response = anyone.get(address("old-name", "?as_of=2018"))
        assert response.status_code == 308
        assert response["Location"] == "/api/v1/claims/new-name/?as_of=2018"
        assert response["Access-Control-Allow-Origin"] == "*"
        assert anyone.get(response["Location"]).status_code == 200

    def test_merged_claim_leads_to_the_other(self, anyone: APIClient, publish: Publish) -> None:
        merged, kept = publish(), publish()
        Publication.objects.filter(claim=merged).update(merged_into_slug=kept.slug)
        assert anyone.get(address(merged.slug))["Location"] == address(kept.slug)

    def test_withdrawn_claim_says_why(self, anyone: APIClient, publish: Publish, publisher: User) -> None:
        claim = publish()
        revision = publishing.withdraw(by=publisher, claim_id=claim.pk, reason="Mistaken identity.")
        for key in (claim.slug, claim.pk):
            problem = refused(anyone.get(address(key)), 410, "withdrawn")
            assert problem["detail"] == "Mistaken identity."
            assert datetime.fromisoformat(problem["withdrawn_at"]) == revision.published_at

    def test_redacted_claim_says_why(self, anyone: APIClient, publish: Publish, publisher: User) -> None:
        claim = publish()
        current = Publication.objects.get(claim=claim).revision
        Redaction.objects.create(revision=current, reason="Names a private person.", by=publisher)
        RevisionDocument.objects.filter(revision=current).update(salt=None, content=None)
        assert refused(anyone.get(address(claim.slug)), 410, "redacted")["detail"] == "Names a private person."

    @pytest.mark.parametrize(
        "key", ["unknown", "0198c0de-0000-7000-8000-000000000000", "a%00b", "a%0Ab", "%ff", "a b", "x" * 300]
    )
    def test_unknown_claim(self, anyone: APIClient, key: str) -> None:
        refused(anyone.get(address(key)), 404, "not-found")

    def test_draft_is_unknown(self, anyone: APIClient) -> None:
        claim = factories.make_case()
        refused(anyone.get(address(claim.slug)), 404)
        refused(anyone.get(address(claim.pk)), 404)

    @pytest.mark.parametrize("query", ["?as_of=soon", "?as_of=", "?revision=1", "?as_of=2018&as_of=2019"])
    def test_wrong_parameter(self, anyone: APIClient, publish: Publish, query: str) -> None:
        problem = refused(anyone.get(address(publish().slug, query)), 400, "invalid-parameter")
        assert named(problem) == {query[1:].split("=")[0]}

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_wrong_method(self, anyone: APIClient, publish: Publish, method: str) -> None:
        refused(getattr(anyone, method)(address(publish().slug)), 405)


class TestCaches:
    @pytest.fixture
    def asked(self, publish: Publish, clock: Any) -> str:
        """Published with a deadline that runs out at 13:00."""
        claim = factories.make_case([None])
        factories.RequestFactory(claim=claim, deadline={"value": "2018-08-08T13:00Z"})
        return address(publish(claim).slug)

    def test_unchanged_dossier_is_not_sent_again(self, anyone: APIClient, publish: Publish) -> None:
        first = anyone.get(address(publish().slug))
        for condition in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
            again = anyone.get(first.wsgi_request.path, headers=condition)
            assert (again.status_code, again.content) == (304, b"")
            assert again["ETag"] == first["ETag"]

    def test_its_life_ends_with_the_deadline(self, anyone: APIClient, asked: str, clock: Any) -> None:
        clock.move_to(datetime(2018, 8, 8, 12, 59, 50, tzinfo=UTC))
        response = anyone.get(asked)
        assert response.json()["standing"]["status"] == "awaiting"
        assert response["Cache-Control"] == "public, max-age=10, s-maxage=10, stale-while-revalidate=0"

    @pytest.mark.parametrize("rest", ["", "?as_of=2018-08-08", "revisions/1/?as_of=2018"])
    def test_passed_deadline_is_a_new_state(self, anyone: APIClient, asked: str, clock: Any, rest: str) -> None:
        """Of a day that is not over, too: what is known by its end is what is known so far."""
        asked += rest
        clock.move_to(datetime(2018, 8, 8, 12, 59, tzinfo=UTC))
        before = anyone.get(asked)
        assert before.json()["standing"]["status"] == "awaiting"
        clock.move_to(datetime(2018, 8, 8, 13, 1, tzinfo=UTC))
        for condition in ({"If-None-Match": before["ETag"]}, {"If-Modified-Since": before["Last-Modified"]}):
            after = anyone.get(asked, headers=condition)
            assert after.json()["standing"]["status"] == "no_response"

    def test_reader_who_has_it_costs_one_query_and_no_document(
        self, anyone: APIClient, publish: Publish, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        here = address(publish().slug)
        tag = anyone.get(here)["ETag"]
        monkeypatch.setattr(published, "content", None)
        with CaptureQueriesContext(connection) as queries:
            assert anyone.get(here, headers={"If-None-Match": tag}).status_code == 304
        assert len(queries) == 1

    def test_tag_is_another_for_other_parameters(self, anyone: APIClient, publish: Publish) -> None:
        here = address(publish().slug)
        asked = ["", "?as_of=2018-08-07", "?as_of=2018", "?fields=id", "?fields=id,slug"]
        assert len({anyone.get(here + query)["ETag"] for query in asked}) == len(asked)

    def test_condition_that_cannot_hold(self, anyone: APIClient, publish: Publish) -> None:
        refused(anyone.get(address(publish().slug), headers={"If-Match": '"other"'}), 412, "precondition-failed")
