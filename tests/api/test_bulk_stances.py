"""Stances of a response as a list: all or none, wrong ones named by their place."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims.models import Claim, Response, Stance, User
from tests import factories
from tests.api.conftest import Client
from tests.api.problems import named, refused

pytestmark = pytest.mark.django_db
UNKNOWN = "0198c0de-0000-7000-8000-000000000000"


@pytest.fixture
def claim() -> Claim:
    """Three points, and an answer without a stance."""
    claim = factories.make_case([None, None, None])
    factories.ResponseFactory(claim=claim)
    return claim


@pytest.fixture
def answer(claim: Claim) -> Response:
    return claim.responses.get()


def place(response: Response) -> str:
    return f"/api/v1/desk/responses/{response.pk}/stances/"


def on(claim: Claim, order: int, stance: str = "denies", **members: Any) -> dict[str, Any]:
    return {"point": str(claim.points.get(order=order).pk), "stance": stance} | members


def send(client: APIClient, method: str, response: Response, *stances: Any) -> Any:
    return getattr(client, method)(place(response), {"stances": list(stances)}, format="json")


class TestAdding:
    def test_several_with_all_that_belongs_to_them(self, at_desk: APIClient, claim: Claim, answer: Response) -> None:
        citation = str(claim.citations.get().pk)
        hedges = [{"kind": "manner", "words": "actively", "citation": citation}, {"kind": "scope", "words": "so far"}]
        made = send(
            at_desk, "post", answer, on(claim, 1, words="not true", citations=[citation], hedges=hedges), on(claim, 3)
        )
        first, second = made.json()["stances"]
        assert made.status_code == 201
        assert (first["words"], first["citations"], first["directness"]) == ("not true", [citation], "express")
        assert [(each["kind"], each["citation"]) for each in first["hedges"]] == [("manner", citation), ("scope", None)]
        assert second["point"] == on(claim, 3)["point"]

    def test_each_wrong_one_is_named_and_none_is_stored(
        self, at_desk: APIClient, claim: Claim, answer: Response
    ) -> None:
        foreign = str(factories.CitationFactory().pk)
        problem = refused(
            send(
                at_desk, "post", answer, on(claim, 1), on(claim, 2) | {"point": UNKNOWN}, on(claim, 1, "confirms"),
                on(claim, 2, "retracts"), on(claim, 3, citations=[foreign]),
            ), 400, "invalid-record",
        )  # fmt: skip
        assert {"stances[1].point", "stances[2].point", "stances[4].citations"} <= named(problem)
        assert any(place.startswith("stances[3]") for place in named(problem))
        assert not Stance.objects.exists()

    @pytest.mark.parametrize(
        ("members", "place"),
        [
            ({"stance": "hates"}, "stances[1].stance"), ({"colour": "red"}, "stances[1].colour"),
            ({"hedges": [{"kind": "mood", "words": "x"}]}, "stances[1].hedges[0].kind"), ({"point": 1}, "stances[1].point"),
            ({"hedges": [{"kind": "manner", "words": "a‮b" * 9000}]}, "stances[1].hedges[0].words"),
        ],
    )  # fmt: skip
    def test_form_is_refused_by_place(
        self, at_desk: APIClient, claim: Claim, answer: Response, members: Any, place: str
    ) -> None:
        assert place in named(refused(send(at_desk, "post", answer, on(claim, 1), on(claim, 2) | members), 400))

    @pytest.mark.parametrize("value", [None, "x", 1, {}, [1], [[]], [None]])
    def test_no_list_of_stances(self, at_desk: APIClient, answer: Response, value: Any) -> None:
        refused(at_desk.post(place(answer), {"stances": value}, format="json"), 400)

    def test_point_that_has_one(self, at_desk: APIClient, claim: Claim, answer: Response) -> None:
        send(at_desk, "post", answer, on(claim, 1))
        assert named(refused(send(at_desk, "post", answer, on(claim, 1)), 400)) == {"stances[0].point"}


class TestReplacing:
    def test_list_becomes_what_was_sent(self, at_desk: APIClient, claim: Claim, answer: Response) -> None:
        made = send(
            at_desk, "post", answer, on(claim, 1, hedges=[{"kind": "scope", "words": "x"}]), on(claim, 2)
        ).json()
        kept = made["stances"][0]["id"]
        done = send(at_desk, "put", answer, on(claim, 1, "confirms"), on(claim, 3)).json()["stances"]
        assert [(each["point"], each["stance"]) for each in done] == [
            (on(claim, 1)["point"], "confirms"), (on(claim, 3)["point"], "denies"),
        ]  # fmt: skip
        assert (done[0]["id"], done[0]["hedges"]) == (kept, [])

    def test_what_stays_gets_no_new_version(self, at_desk: APIClient, claim: Claim, answer: Response) -> None:
        sent = on(claim, 1, words="no", hedges=[{"kind": "scope", "words": "x"}])
        before = send(at_desk, "post", answer, sent).json()
        assert send(at_desk, "put", answer, sent).json() == before

    def test_state_that_changed_meanwhile(self, at_desk: APIClient, claim: Claim, answer: Response) -> None:
        tag = at_desk.get(place(answer))["ETag"]
        send(at_desk, "post", answer, on(claim, 1))
        body: dict[str, Any] = {"stances": []}
        stale = at_desk.put(place(answer), body, format="json", headers={"If-Match": tag})
        assert len(refused(stale, 412)["current"]["stances"]) == 1
        fresh = at_desk.get(place(answer))["ETag"]
        assert at_desk.put(place(answer), body, format="json", headers={"If-Match": fresh}).json() == body

    def test_published_one_is_removed_and_kept(self, at_desk: APIClient, publish: Any) -> None:
        response = publish().responses.get()
        assert send(at_desk, "put", response).json() == {"stances": []}
        assert Stance.objects.get().is_removed


class TestLadder:
    @pytest.mark.parametrize("method", ["get", "post", "put"])
    def test_ladder(
        self, anyone: APIClient, client_of: Client, stranger: User, at_desk: APIClient, answer: Response, method: str
    ) -> None:
        refused(getattr(anyone, method)(place(answer)), 401)
        refused(getattr(client_of(stranger), method)(place(answer)), 403)
        refused(getattr(at_desk, method)(place(answer).replace(str(answer.pk), UNKNOWN)), 404)
        refused(at_desk.patch(place(answer), {}, format="json"), 405)

    def test_draft_of_others(self, client_of: Client, contributor: User, claim: Claim, answer: Response) -> None:
        refused(send(client_of(contributor), "post", answer, on(claim, 1)), 403, "not-permitted")

    def test_reading_costs_the_same_for_many(self, at_desk: APIClient) -> None:
        counts = []
        for stances in (1, 10):
            response = factories.make_case(["denies"] * stances).responses.get()
            with CaptureQueriesContext(connection) as queries:
                at_desk.get(place(response))
            counts.append(len(queries))
        assert counts[0] == counts[1]
