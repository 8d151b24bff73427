"""Points, responses, events and assessments over all cases: what they show, what they can be asked for, where they lead."""

from collections.abc import Callable, Iterator
from typing import Any

import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pydantic import BaseModel
from rest_framework.test import APIClient

from claims.actions import merging, publishing
from claims.api import listed
from claims.models import Claim, Publication, User
from tests import factories
from tests.actions import desk
from tests.actions.rich_case import PRIVATE_LABEL, PRIVATE_NAME
from tests.api.problems import named, refused

pytestmark = pytest.mark.django_db
Publish = Callable[..., Claim]
API = "/api/v1/"
KINDS = ["points", "responses", "events", "assessments"]
FORMS: dict[str, type[BaseModel]] = {
    "points": listed.ListedPoint,
    "responses": listed.ListedResponse,
    "events": listed.ListedEvent,
    "assessments": listed.ListedAssessment,
}


@pytest.fixture
def rich(editor: User) -> Claim:
    """A case with something of everything."""
    claim = desk.loaded(by=editor)
    desk.publish(claim)
    claim.refresh_from_db()
    return claim


def results(response: Any) -> list[dict[str, Any]]:
    assert response.status_code == 200, response.content
    found: list[dict[str, Any]] = response.json()["results"]
    return found


def full_case() -> Claim:
    claim = factories.make_case(["denies", None])
    claim.events.add(factories.EventFactory(claim=claim))
    factories.AssessmentFactory(claim=claim)
    return claim


def pages(anyone: APIClient, address: str | None) -> Iterator[str]:
    while address:
        document = anyone.get(address).json()
        yield from (each["id"] for each in document["results"])
        address = document["next"]


@pytest.mark.parametrize("kind", KINDS)
class TestEveryKind:
    def test_list_keeps_to_its_description(self, kind: str, anyone: APIClient, rich: Claim) -> None:
        shown = results(anyone.get(f"{API}{kind}/"))
        assert shown
        for each in shown:
            jsonschema.validate(each, FORMS[kind].model_json_schema())
            FORMS[kind].model_validate(each)
            assert each["claim"]["slug"] == rich.slug

    def test_detail_is_the_same_as_in_the_list(self, kind: str, anyone: APIClient, rich: Claim) -> None:
        for each in results(anyone.get(f"{API}{kind}/")):
            assert anyone.get(f"{API}{kind}/{each['id']}/").json() == each

    def test_name_of_a_private_person_stands_nowhere(self, kind: str, anyone: APIClient, rich: Claim) -> None:
        assert PRIVATE_NAME not in anyone.get(f"{API}{kind}/").content.decode()

    def test_drafts_are_not_there(self, kind: str, anyone: APIClient) -> None:
        full_case()
        assert results(anyone.get(f"{API}{kind}/")) == []

    def test_withdrawn_are_gone(self, kind: str, anyone: APIClient, publisher: User, rich: Claim) -> None:
        [one, *_] = results(anyone.get(f"{API}{kind}/"))
        publishing.withdraw(by=publisher, claim_id=rich.pk, reason="Mistaken identity.")
        assert results(anyone.get(f"{API}{kind}/")) == []
        problem = refused(anyone.get(f"{API}{kind}/{one['id']}/"), 410, "withdrawn")
        assert problem["detail"] == "Mistaken identity."

    def test_merged_lead_to_the_claim_that_was_kept(
        self, kind: str, anyone: APIClient, publish: Publish, publisher: User
    ) -> None:
        merged, kept = publish(full_case()), publish()
        [one, *_] = results(anyone.get(f"{API}{kind}/?claim={merged.slug}"))
        merging.merge(by=publisher, kind="claim", kept_id=kept.pk, merged_id=merged.pk)
        answer = anyone.get(f"{API}{kind}/{one['id']}/")
        assert (answer.status_code, answer["Location"]) == (308, f"http://localhost:8000{API}claims/{kept.slug}/")

    def test_unknown(self, kind: str, anyone: APIClient) -> None:
        refused(anyone.get(f"{API}{kind}/0198c0de-0000-7000-8000-000000000000/"), 404, "not-found")
        refused(anyone.get(f"{API}{kind}/a%00b/"), 404)

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_wrong_method(self, kind: str, method: str, anyone: APIClient) -> None:
        refused(getattr(anyone, method)(f"{API}{kind}/"), 405)

    def test_wrong_token_is_not_looked_at(self, kind: str, anyone: APIClient) -> None:
        assert anyone.get(f"{API}{kind}/", headers={"Authorization": "Bearer nonsense"}).status_code == 200

    @pytest.mark.parametrize(
        "query",
        ["claim=A b", "topic=%00", "language=German", "updated_from=now", "order=best", "fields=colour", "limit=101",
         "cursor=W10", "made_until=2018-02-30", "colour=red"],
    )  # fmt: skip
    def test_wrong_parameter_is_named(self, kind: str, query: str, anyone: APIClient) -> None:
        problem = refused(anyone.get(f"{API}{kind}/?{query}"), 400, "invalid-parameter")
        assert named(problem) == {query.split("=")[0]}

    @pytest.mark.parametrize("order", ["-updated", "updated", "-made", "made"])
    def test_pages_neither_leave_out_nor_repeat(
        self, kind: str, order: str, anyone: APIClient, publish: Publish
    ) -> None:
        for _ in range(3):
            publish(full_case())
        before = [each["id"] for each in results(anyone.get(f"{API}{kind}/?order={order}&limit=100"))]
        walk = pages(anyone, f"{API}{kind}/?order={order}&limit=2")
        found = [next(walk), next(walk)]
        publish(full_case())
        found += walk
        assert len(found) == len(set(found))
        assert [each for each in found if each in before] == before

    def test_queries_are_as_many_however_many_rows(self, kind: str, anyone: APIClient, publish: Publish) -> None:
        for rows in (1, 3):
            while Publication.objects.count() < rows:
                publish(full_case())
            for query, fixed in (("", 2), ("?topic=water&language=en", 3), ("?order=-made", 2)):
                with CaptureQueriesContext(connection) as queries:  # a topic's: those that are one with it
                    anyone.get(f"{API}{kind}/{query}")
                assert len(queries) == fixed

    def test_reader_who_has_it_costs_one_query(self, kind: str, anyone: APIClient, publish: Publish) -> None:
        publish(full_case())
        first = anyone.get(f"{API}{kind}/")
        assert first["Last-Modified"]
        with CaptureQueriesContext(connection) as queries:
            assert anyone.get(f"{API}{kind}/", headers={"If-None-Match": first["ETag"]}).status_code == 304
        assert len(queries) == 1
        publish()
        assert anyone.get(f"{API}{kind}/", headers={"If-None-Match": first["ETag"]}).status_code == 200


class TestPoints:
    def test_they_come_in_the_order_of_their_case(self, anyone: APIClient, publish: Publish) -> None:
        older, newer = publish(stances=["denies", None, None]), publish(stances=[None, "denies"])
        shown = [(each["claim"]["slug"], each["order"]) for each in results(anyone.get(f"{API}points/"))]
        assert shown == [(newer.slug, 1), (newer.slug, 2), (older.slug, 1), (older.slug, 2), (older.slug, 3)]

    def test_responder_and_stance_are_those_of_one_stance(self, anyone: APIClient, publish: Publish) -> None:
        claim = publish(stances=["denies", "confirms", None])
        party = factories.subject_of(claim).slug
        first, second, _ = claim.points.order_by("order")
        for word, point in (("denies", first), ("confirms", second)):
            [found] = results(anyone.get(f"{API}points/?responder={party}&stance={word}"))
            assert found["id"] == str(point.pk)
            assert [(each["party"]["slug"], each["stance"]) for each in found["stances"]] == [(party, word)]
        assert results(anyone.get(f"{API}points/?responder={party}&stance=declines")) == []

    def test_private_person_cannot_be_looked_for(self, anyone: APIClient, publish: Publish) -> None:
        clerk = factories.PartyFactory(slug="clerk", kind="person", is_private=True, public_label="a clerk")
        case = factories.make_case(["denies"])
        case.involvements.update(party=clerk)
        case.responses.update(party=clerk)
        publish(case)
        for query in ("points/?responder=clerk", "points/?party=clerk", f"responses/?party={clerk.pk}"):
            assert results(anyone.get(API + query)) == []
        [shown] = results(anyone.get(f"{API}responses/"))
        assert (shown["party"]["name"], "slug" in shown["party"]) == ("a clerk", False)


class TestResponses:
    def test_by_party_kind_and_stance(self, anyone: APIClient, rich: Claim) -> None:
        everything = results(anyone.get(f"{API}responses/"))
        for each in everything:
            word = each["stances"][0]["stance"]
            query = f"party={each['party']['id']}&kind={each['kind']}&stance={word}"
            assert each["id"] in {found["id"] for found in results(anyone.get(f"{API}responses/?{query}"))}
        assert results(anyone.get(f"{API}responses/?stance=disowns")) == []

    def test_label_of_a_private_person_stands_where_it_answered(self, rich: Claim, anyone: APIClient) -> None:
        assert PRIVATE_LABEL in anyone.get(f"{API}points/").content.decode()


class TestAssessments:
    def test_by_author_and_label(self, anyone: APIClient, publish: Publish) -> None:
        case = full_case()
        author = factories.PartyFactory(slug="checkers")
        one = factories.AssessmentFactory(claim=case, author=author, label="Four Pinocchios")
        publish(case)
        for query in ("author=checkers", "label=Four%20Pinocchios", f"author={author.pk}&label=Four%20Pinocchios"):
            assert [each["id"] for each in results(anyone.get(f"{API}assessments/?{query}"))] == [str(one.pk)]
        assert results(anyone.get(f"{API}assessments/?author=checkers&label=True")) == []
