"""Parties, sources and topics of published claims, and the revisions of the site."""

from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pydantic import BaseModel
from rest_framework.test import APIClient

from claims.actions import merging, publishing
from claims.api import listed
from claims.models import Claim, Party, Publication, Source, Topic, User
from tests import factories
from tests.actions import desk
from tests.api.problems import named, refused
from tests.api.test_parts import pages, results

pytestmark = pytest.mark.django_db
Publish = Callable[..., Claim]
API = "/api/v1/"
KINDS = ["parties", "sources", "topics"]
FORMS: dict[str, type[BaseModel]] = {
    "parties": listed.ListedPartyCard,
    "sources": listed.ListedSource,
    "topics": listed.ListedTopic,
}


def slugs(response: Any) -> set[str]:
    return {each["slug"] for each in results(response)}


@pytest.fixture
def rich(editor: User) -> Claim:
    claim = desk.loaded(by=editor)
    desk.publish(claim)
    claim.refresh_from_db()
    return claim


@pytest.fixture
def with_topic(publish: Publish) -> Callable[[], Claim]:
    """Publish a case that has a topic."""

    def published() -> Claim:
        claim = factories.make_case()
        claim.topics.add(factories.TopicFactory())
        return publish(claim)

    return published


@pytest.mark.parametrize("kind", KINDS)
class TestEveryKind:
    def test_list_keeps_to_its_description_and_leads_to_claims(self, kind: str, anyone: APIClient, rich: Claim) -> None:
        shown = results(anyone.get(f"{API}{kind}/"))
        assert shown
        for each in shown:
            jsonschema.validate(each, FORMS[kind].model_json_schema())
            assert [claim["slug"] for claim in results(anyone.get(each["claims"]))] == [rich.slug]

    def test_detail_by_slug_and_by_id(self, kind: str, anyone: APIClient, rich: Claim) -> None:
        [one, *_] = results(anyone.get(f"{API}{kind}/"))
        for key in (one["slug"], one["id"]):
            assert anyone.get(f"{API}{kind}/{key}/").json() == one

    def test_drafts_and_withdrawn_are_not_there(
        self, kind: str, anyone: APIClient, publisher: User, with_topic: Callable[[], Claim]
    ) -> None:
        factories.make_case()
        claim = with_topic()
        [one, *_] = results(anyone.get(f"{API}{kind}/"))
        publishing.withdraw(by=publisher, claim_id=claim.pk, reason="Mistaken identity.")
        assert results(anyone.get(f"{API}{kind}/")) == []
        refused(anyone.get(f"{API}{kind}/{one['slug']}/"), 404, "not-found")

    def test_renamed_one_moves_with_the_next_publication(self, kind: str, anyone: APIClient, publish: Publish) -> None:
        model: Any = {"parties": Party, "sources": Source, "topics": Topic}[kind]
        claim = factories.make_case()
        claim.topics.add(factories.TopicFactory())
        publish(claim)
        [one, *_] = results(anyone.get(f"{API}{kind}/"))
        model.objects.filter(pk=one["id"]).update(slug="new-name")
        publish(claim, kind="update", note="A better address.")
        answer = anyone.get(f"{API}{kind}/{one['slug']}/?fields=slug")
        assert (answer.status_code, answer["Location"]) == (308, f"{API}{kind}/new-name/?fields=slug")
        assert anyone.get(answer["Location"]).json() == {"slug": "new-name"}

    def test_each_is_listed_once_however_many_claims_show_it(
        self, kind: str, anyone: APIClient, publish: Publish, with_topic: Callable[[], Claim]
    ) -> None:
        first = with_topic()
        again = factories.make_case(claimant=first.claimant)
        again.topics.set(first.topics.all())
        publish(again)
        found = list(pages(anyone, f"{API}{kind}/?limit=1"))
        assert len(found) == len(set(found)) == len(results(anyone.get(f"{API}{kind}/")))

    def test_pages_neither_leave_out_nor_repeat(
        self, kind: str, anyone: APIClient, with_topic: Callable[[], Claim]
    ) -> None:
        for _ in range(3):
            with_topic()
        before = [each["id"] for each in results(anyone.get(f"{API}{kind}/"))]
        walk = pages(anyone, f"{API}{kind}/?limit=1")
        found = [next(walk)]
        with_topic()
        found += walk
        assert found == before

    def test_queries_are_as_many_however_many_rows(
        self, kind: str, anyone: APIClient, with_topic: Callable[[], Claim]
    ) -> None:
        for rows in (1, 3):
            while Publication.objects.count() < rows:
                with_topic()
            with CaptureQueriesContext(connection) as queries:
                assert len(results(anyone.get(f"{API}{kind}/"))) >= rows
            assert len(queries) == 3

    def test_reader_who_has_it_costs_one_query(
        self, kind: str, anyone: APIClient, with_topic: Callable[[], Claim]
    ) -> None:
        with_topic()
        tag = anyone.get(f"{API}{kind}/")["ETag"]
        with CaptureQueriesContext(connection) as queries:
            assert anyone.get(f"{API}{kind}/", headers={"If-None-Match": tag}).status_code == 304
        assert len(queries) == 1

    @pytest.mark.parametrize("key", ["unknown", "0198c0de-0000-7000-8000-000000000000", "a%00b", "A_b", "x" * 300])
    def test_unknown(self, kind: str, key: str, anyone: APIClient) -> None:
        refused(anyone.get(f"{API}{kind}/{key}/"), 404, "not-found")

    @pytest.mark.parametrize("query", ["claim=A b", "fields=colour", "limit=0", "cursor=W10", "colour=red"])
    def test_wrong_parameter_is_named(self, kind: str, query: str, anyone: APIClient) -> None:
        assert named(refused(anyone.get(f"{API}{kind}/?{query}"), 400)) == {query.split("=")[0]}

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_wrong_method(self, kind: str, method: str, anyone: APIClient) -> None:
        refused(getattr(anyone, method)(f"{API}{kind}/"), 405)


class TestParties:
    def test_private_person_has_no_record(self, anyone: APIClient, publish: Publish) -> None:
        clerk = factories.PartyFactory(slug="clerk", kind="person", is_private=True, public_label="a clerk")
        publish(factories.make_case(claimant=clerk))
        assert "clerk" not in slugs(anyone.get(f"{API}parties/"))
        for key in ("clerk", clerk.pk):
            refused(anyone.get(f"{API}parties/{key}/"), 404)

    def test_merged_party_leads_to_the_kept_one(self, anyone: APIClient, publish: Publish, publisher: User) -> None:
        kept, merged = factories.PartyFactory(slug="kept"), factories.PartyFactory(slug="merged")
        for party in (kept, merged):
            publish(claimant=party)
        merging.merge(by=publisher, kind="party", kept_id=kept.pk, merged_id=merged.pk)
        assert "merged" not in slugs(anyone.get(f"{API}parties/"))
        for key in ("merged", merged.pk):
            answer = anyone.get(f"{API}parties/{key}/")
            assert (answer.status_code, answer["Location"]) == (308, f"{API}parties/kept/")

    def test_merge_makes_a_new_state(self, anyone: APIClient, publish: Publish, publisher: User) -> None:
        kept, merged = (publish().claimant for _ in range(2))
        tag = anyone.get(f"{API}parties/")["ETag"]
        assert kept is not None
        assert merged is not None
        merging.merge(by=publisher, kind="party", kept_id=kept.pk, merged_id=merged.pk)
        assert anyone.get(f"{API}parties/", headers={"If-None-Match": tag}).status_code == 200

    def test_by_kind_role_claim_and_topic(self, anyone: APIClient, rich: Claim, publish: Publish) -> None:
        publish()
        assert slugs(anyone.get(f"{API}parties/?role=assessor")) == {"ministry"}
        assert slugs(anyone.get(f"{API}parties/?claim={rich.slug}&role=claimant&kind=outlet")) == {"courier"}
        assert "bank" in slugs(anyone.get(f"{API}parties/?topic=banking"))
        assert slugs(anyone.get(f"{API}parties/?topic=gold")) == set()


class TestSources:
    def test_by_host_language_and_kind(self, anyone: APIClient, publish: Publish) -> None:
        claim = factories.make_case()
        Source.objects.update(slug="report", url="https://www.example.org/a", language="de", kind="article")
        publish(claim)
        assert slugs(anyone.get(f"{API}sources/?source_domain=example.org&language=de&kind=article")) == {"report"}
        for query in ("source_domain=example.com", "language=en", "kind=post"):
            assert slugs(anyone.get(f"{API}sources/?{query}")) == set()
        [shown] = results(anyone.get(f"{API}sources/"))
        assert (shown["domain"], shown["page"]) == ("example.org", "http://localhost:8000/sources/report/")


class TestRevisions:
    def test_of_all_claims_the_latest_first(self, anyone: APIClient, publish: Publish, publisher: User) -> None:
        one, other = publish(), publish()
        publishing.withdraw(by=publisher, claim_id=one.pk, reason="Private.", hide_revisions=True)
        shown = results(anyone.get(f"{API}revisions/"))
        assert [(each["claim"]["slug"], each["kind"]) for each in shown] == [
            (one.slug, "withdrawal"),
            (other.slug, "first"),
            (one.slug, "first"),
        ]
        for each in shown:
            jsonschema.validate(each, listed.ListedSiteRevision.model_json_schema())
        assert anyone.get(shown[1]["api_url"]).json()["id"] == str(other.pk)

    def test_by_claim_kind_and_time(self, anyone: APIClient, publish: Publish, clock: Any) -> None:
        one, other = publish(), publish()
        assert [each["claim"]["slug"] for each in results(anyone.get(f"{API}revisions/?claim={one.pk}"))] == [one.slug]
        found = results(anyone.get(f"{API}revisions/?kind=first&published_from=2018-08-08&published_until=2018-08-08"))
        assert [each["claim"]["slug"] for each in found] == [other.slug, one.slug]
        for query in ("kind=typo", "published_from=2018-08-09", "published_until=2018-08-07"):
            assert results(anyone.get(f"{API}revisions/?{query}")) == []

    def test_pages_lead_both_ways(self, anyone: APIClient, publish: Publish) -> None:
        for _ in range(5):
            publish()
        second = anyone.get(anyone.get(f"{API}revisions/?limit=2&order=position").json()["next"]).json()
        assert [each["position"] for each in second["results"]] == [3, 4]
        assert [each["position"] for each in results(anyone.get(second["previous"]))] == [1, 2]

    @pytest.mark.parametrize("query", ["kind=rewrite", "order=number", "published_from=x", "cursor=" + "9" * 5000])
    def test_wrong_parameter_is_named(self, query: str, anyone: APIClient) -> None:
        assert named(refused(anyone.get(f"{API}revisions/?{query}"), 400)) == {query.split("=")[0]}
