"""Google's own Python client, with Google's own description of the API, against a running site."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httplib2
import pytest
from googleapiclient.discovery import build_from_document
from googleapiclient.errors import HttpError

from claims.actions import publishing
from claims.models import User
from tests import databases
from tests.factories import AssessmentFactory, PartyFactory, make_case
from tests.sites import Site

DISCOVERY = Path(__file__).parents[3] / "shared/data/google_factcheck/factchecktools.v1alpha1.json"
pytestmark = pytest.mark.skipif(not DISCOVERY.exists(), reason="Google's description of its API is not at hand.")


@pytest.fixture(scope="module")
def service(seeded_site: Site, django_db_blocker: Any) -> Iterator[Any]:
    with django_db_blocker.unblock(), databases.in_use(seeded_site.database):
        by = User.objects.get(username="publisher")
        for number in range(3):
            claim = make_case(statement=f"The courier said bridge {number} was closed.")
            author = PartyFactory(slug=f"checkers-{number}", name="Example Checkers")
            AssessmentFactory(claim=claim, author=author, url=f"https://www.example.org/{number}")
            publishing.publish(by=by, claim_id=claim.pk, is_reviewed=False)
    document = json.loads(DISCOVERY.read_text(encoding="utf-8"))
    options = {"api_endpoint": f"{seeded_site.url}/"}
    http = httplib2.Http()
    yield build_from_document(document, http=http, developerKey="any", client_options=options)
    http.close()


def test_client_pages_through_what_it_finds(service: Any) -> None:
    request, texts = service.claims().search(query="bridge", pageSize=2, languageCode="en-US"), []
    while request is not None:
        answer = request.execute()
        texts += [claim["text"] for claim in answer["claims"]]
        token = answer.get("nextPageToken")
        request = token and service.claims().search(query="bridge", pageSize=2, languageCode="en-US", pageToken=token)
        request = request or None
    assert texts == [f"The courier said bridge {number} was closed." for number in (2, 1, 0)]


def test_client_understands_a_refusal(service: Any) -> None:
    with pytest.raises(HttpError) as refused:
        service.claims().search(pageSize=2).execute()
    assert (refused.value.status_code, "reviewPublisherSiteFilter" in refused.value.reason) == (400, True)


def test_client_finds_nothing(service: Any) -> None:
    assert service.claims().search(reviewPublisherSiteFilter="example.com").execute() == {}


def test_client_is_told_what_is_not_offered(service: Any) -> None:
    with pytest.raises(HttpError) as refused:
        service.claims().imageSearch(imageUri="https://example.org/a.png").execute()
    assert refused.value.status_code == 501
