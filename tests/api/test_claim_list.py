"""The list of published claims: what it shows, what it can be asked for, and paging."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims.actions import publishing
from claims.models import Claim, Party, Publication, Source, User
from tests import factories

pytestmark = pytest.mark.django_db
LIST = "/api/v1/claims/"
Publish = Callable[..., Claim]


def slugs(response: Any) -> list[str]:
    assert response.status_code == 200, response.content
    return [claim["slug"] for claim in response.json()["results"]]


class TestWhatItShows:
    def test_claim_with_its_standing(self, anyone: APIClient, publish: Publish) -> None:
        claim = publish(stances=["denies", None])
        [shown] = anyone.get(LIST).json()["results"]
        assert claim.claimant is not None
        assert shown | {"revision": None} == {
            "id": str(claim.pk),
            "slug": claim.slug,
            "url": f"http://localhost:8000/claims/{claim.slug}/",
            "title": claim.title,
            "language": "en",
            "claimant": {"id": str(claim.claimant.pk), "slug": claim.claimant.slug, "name": claim.claimant.name},
            "made_at": {"value": "2018-08-07"},
            "standing": {
                "status": "partly_denied",
                "coverage": {"points": 2, "addressed": 1, "declined": 0, "general": 0},
            },
            "revision": None,
        }
        assert shown["revision"]["number"] == 1

    def test_claim_of_nobody_known(self, anyone: APIClient, publish: Publish) -> None:
        publish(claimant=None, made_at=None)
        [shown] = anyone.get(LIST).json()["results"]
        assert shown["claimant"] is None
        assert shown["made_at"] is None

    def test_drafts_are_not_listed(self, anyone: APIClient) -> None:
        factories.make_case()
        assert slugs(anyone.get(LIST)) == []

    def test_withdrawn_and_merged_claims_are_not_listed(
        self, anyone: APIClient, publish: Publish, publisher: User
    ) -> None:
        gone, merged, kept = publish(), publish(), publish()
        publishing.withdraw(by=publisher, claim_id=gone.pk, reason="Mistaken identity.")
        Publication.objects.filter(claim=merged).update(merged_into_slug=kept.slug)
        assert slugs(anyone.get(LIST)) == [kept.slug]

    def test_any_page_may_read_it(self, anyone: APIClient) -> None:
        response = anyone.get(LIST)
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cache-Control"] == "public, max-age=30, s-maxage=30, stale-while-revalidate=30"
        assert response.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"

    def test_wrong_token_is_not_looked_at(self, anyone: APIClient) -> None:
        assert anyone.get(LIST, headers={"Authorization": "Bearer nonsense"}).status_code == 200

    def test_unchanged_list_is_not_sent_again(self, anyone: APIClient, publish: Publish) -> None:
        publish()
        tag = anyone.get(LIST)["ETag"]
        assert anyone.get(LIST, headers={"If-None-Match": tag}).status_code == 304
        publish()
        assert anyone.get(LIST, headers={"If-None-Match": tag}).status_code == 200

    @pytest.mark.parametrize(
        ("query", "cost"), [("", 2), ("?as_of=2018-08-07", 2), ("?standing=denied&language=en", 2), ("?q=bank", 3)]
    )
    def test_its_queries_are_as_many_however_many_rows(
        self, anyone: APIClient, publish: Publish, query: str, cost: int
    ) -> None:
        """The state of the site, the claims, and with words their highlights."""
        for rows in (1, 3):
            while Publication.objects.count() < rows:
                publish()
            with CaptureQueriesContext(connection) as queries:
                assert len(slugs(anyone.get(LIST + query))) == rows
            assert len(queries) == cost


class TestFilters:
    @pytest.fixture
    def water(self) -> Party:
        return factories.PartyFactory(slug="example-water", name="Example Water")

    @pytest.fixture
    def denied(self, publish: Publish, water: Party) -> Claim:
        """The water company denies point 1; the council confirms it."""
        claim = factories.make_case(["denies"], slug="denied", title="Courier: lead in the water")
        council = factories.PartyFactory(slug="council")
        for party, word in ((water, "denies"), (council, "confirms")):
            factories.ClaimPartyFactory(claim=claim, party=party)
            response = factories.ResponseFactory(claim=claim, party=party)
            stance = factories.StanceFactory(response=response, point=claim.points.get(), stance=word)
            stance.citations.add(claim.citations_of_claim.get())
        claim.topics.add(factories.TopicFactory(slug="water"))
        Source.objects.update(slug="courier-report", url="https://www.Example.org/lead")
        return publish(claim)

    @pytest.mark.parametrize(
        "query",
        [
            "q=lead",
            "q=Lead -gold",
            "standing=conflicting",
            "party=example-water",
            "responder=example-water",
            "responder=example-water&stance=denies",
            "responder=council&stance=confirms",
            "stance=confirms",
            "topic=water",
            "source_domain=example.org",
            "source_domain=WWW.example.org",
            "source=courier-report",
            "language=en&topic=water",
            "party=example-water&as_of=2018-08-07",
            "party=example-water&role=responder",
            "year=2018&topic=water",
        ],
    )
    def test_finds(self, anyone: APIClient, publish: Publish, denied: Claim, query: str) -> None:
        publish(title="Courier: gold in the hills")
        assert slugs(anyone.get(f"{LIST}?{query}")) == ["denied"]

    @pytest.mark.parametrize(
        "query",
        [
            "responder=example-water&stance=confirms",
            "party=example-water&role=claimant",
            "year=2017",
            "year=0001",
            "answers=none",
            "claimant=example-water",
            "standing=unanswered",
            "topic=gold",
            "source_domain=example.com",
            "source=gold",
            "made_from=2018-08-08",
            "made_until=2018-08-06",
            "made_until=2018-08-07T12:00Z",
            "updated_until=2017",
            "published_until=2017-12-31",
            "language=de",
            "party=unknown",
            "q=the",
            "party=0198c0de-0000-7000-8000-000000000000",
            "as_of=2017",
        ],
    )
    def test_does_not_find(self, anyone: APIClient, denied: Claim, query: str) -> None:
        assert slugs(anyone.get(f"{LIST}?{query}")) == []

    @pytest.mark.parametrize(
        "query",
        [
            "made_from=2018-08-07&made_until=2018-08-07",
            "made_until=2018&made_from=2018-08",
            "made_until=2018-08-07T23:59Z&made_from=2017",
            "updated_from=2018-08-08&updated_until=2018-08-08",
            "published_from=2018-08-08T12:00Z&published_until=2018-08-08T12:00Z",
        ],
    )
    def test_ranges_hold_their_ends(self, anyone: APIClient, clock: Any, publish: Publish, query: str) -> None:
        claim = publish(made_at={"value": "2018-08-07T23:59Z" if "T23:59Z" in query else "2018-08-07"})
        assert slugs(anyone.get(f"{LIST}?{query}")) == [claim.slug]

    def test_claim_of_unknown_time_is_in_no_range(self, anyone: APIClient, publish: Publish) -> None:
        publish(made_at=None)
        for query in ("made_from=1900", "made_until=2100"):
            assert slugs(anyone.get(f"{LIST}?{query}")) == []

    def test_party_by_id_and_by_an_old_slug(self, anyone: APIClient, denied: Claim, water: Party) -> None:
        Party.objects.filter(pk=water.pk).update(slug="water-works")
        for key in (water.pk, "water-works", "example-water"):
            assert slugs(anyone.get(f"{LIST}?party={key}")) == ["denied"]

    def test_private_person_cannot_be_looked_for(self, anyone: APIClient, publish: Publish) -> None:
        clerk = factories.PartyFactory(slug="clerk", kind="person", is_private=True, public_label="a clerk")
        claim = factories.make_case(claimant=clerk)
        publish(claim)
        for query in ("claimant=clerk", f"party={clerk.pk}"):
            assert slugs(anyone.get(f"{LIST}?{query}")) == []
        [shown] = anyone.get(LIST).json()["results"]
        assert shown["claimant"] == {"id": str(clerk.pk), "slug": None, "name": "a clerk"}

    def test_claims_not_yet_made_are_listed_only_where_asked_for(self, anyone: APIClient, publish: Publish) -> None:
        claim = publish(made_at={"value": "2018-08-07"})
        assert slugs(anyone.get(f"{LIST}?as_of=2018-08-06")) == []
        assert slugs(anyone.get(f"{LIST}?as_of=2018-08-06&standing=not_yet_made")) == [claim.slug]
        assert slugs(anyone.get(f"{LIST}?as_of=2018-08-07")) == [claim.slug]

    def test_who_had_not_answered_by_then(self, anyone: APIClient, publish: Publish) -> None:
        claim = factories.make_case(["denies"])
        claim.responses.update(made_at={"value": "2018-08-08"}, withdrawn_at={"value": "2018-08-10"})
        later = factories.CitationFactory(claim=claim, source__published_at={"value": "2018-08-08"})
        claim.responses.get().passages.get().citations.set([later])
        publish(claim)
        found = {day: slugs(anyone.get(f"{LIST}?answers=none&as_of=2018-08-{day}")) for day in ("07", "08", "10")}
        assert found == {"07": [claim.slug], "08": [], "10": []}
        assert slugs(anyone.get(f"{LIST}?answers=none")) == []

    def test_deadline_ends_the_life_of_a_cached_list(self, anyone: APIClient, publish: Publish, clock: Any) -> None:
        claim = factories.make_case([None])
        factories.RequestFactory(claim=claim, deadline={"value": "2018-08-08T12:01Z"})
        publish(claim)
        clock.move_to(datetime(2018, 8, 8, 12, 0, 20, tzinfo=UTC))
        response = anyone.get(LIST)
        assert response.json()["results"][0]["standing"]["status"] == "awaiting"
        assert response["Cache-Control"] == "public, max-age=30, s-maxage=30, stale-while-revalidate=10"
        clock.move_to(datetime(2018, 8, 8, 12, 0, 55, tzinfo=UTC))
        of_others = anyone.get(f"{LIST}?standing=no_response")["Cache-Control"]
        assert of_others == "public, max-age=5, s-maxage=5, stale-while-revalidate=0"
        clock.move_to(datetime(2018, 8, 8, 12, 2, tzinfo=UTC))
        assert anyone.get(LIST).json()["results"][0]["standing"]["status"] == "no_response"
