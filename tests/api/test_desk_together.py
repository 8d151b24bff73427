"""Working on a case together over the network: comments, assignments, what was handed in, notices, one's own account."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims.models import Claim, Comment, User
from tests import factories
from tests.api.conftest import Client
from tests.api.problems import named, refused

pytestmark = pytest.mark.django_db
DESK = "/api/v1/desk/"
UNKNOWN = "0198c0de-0000-7000-8000-000000000000"


@pytest.fixture
def claim() -> Claim:
    return factories.make_case()


def send(client: APIClient, path: str, body: Any = None, method: str = "post", **headers: str) -> Any:
    return getattr(client, method)(DESK + path, body if body is not None else {}, format="json", headers=headers)


class TestComments:
    def test_said_settled_and_opened_again(self, at_desk: APIClient, claim: Claim, editor: User) -> None:
        said = send(at_desk, f"claims/{claim.pk}/comments/", {"text": "Look at point 1."})
        assert (said.status_code, said.json()["by"]) == (201, editor.username)
        settled = send(at_desk, f"comments/{said.json()['id']}/resolve/").json()
        assert (settled["resolved_by"], bool(settled["resolved_at"])) == (editor.username, True)
        opened = send(at_desk, f"comments/{said.json()['id']}/reopen/").json()
        assert (opened["resolved_by"], opened["resolved_at"]) == (None, None)
        assert at_desk.get(f"{DESK}claims/{claim.pk}/comments/").json()["results"] == [opened]

    @pytest.mark.parametrize(
        "body", [{}, {"text": ""}, {"text": " "}, {"text": "x" * 2001}, {"text": ["x"]}, {"text": None}]
    )
    def test_it_says_something(self, at_desk: APIClient, claim: Claim, body: Any) -> None:
        assert named(refused(send(at_desk, f"claims/{claim.pk}/comments/", body), 400)) == {"text"}
        assert not Comment.objects.exists()

    def test_list_costs_the_same_for_many(self, at_desk: APIClient, claim: Claim) -> None:
        counts = []
        for rows in (1, 10):
            while Comment.objects.count() < rows:
                factories.CommentFactory(claim=claim)
            with CaptureQueriesContext(connection) as queries:
                at_desk.get(f"{DESK}claims/{claim.pk}/comments/")
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestAssignment:
    def test_given_and_taken_away(self, at_desk: APIClient, claim: Claim, editor: User) -> None:
        path = f"claims/{claim.pk}/assignment/"
        empty = at_desk.get(DESK + path)
        body = {"assignee": editor.username, "due_on": "2018-08-10", "embargo_until": "2018-08-09T06:00:00Z"}
        given = send(at_desk, path, body, "put", **{"If-Match": empty["ETag"]})
        assert given.json() == body
        assert send(at_desk, path, {}, "put", **{"If-Match": given["ETag"]}).json() == empty.json()

    def test_state_that_changed_meanwhile(self, at_desk: APIClient, claim: Claim) -> None:
        path = f"claims/{claim.pk}/assignment/"
        tag = at_desk.get(DESK + path)["ETag"]
        send(at_desk, path, {"due_on": "2018-08-10"}, "put", **{"If-Match": tag})
        problem = refused(send(at_desk, path, {"due_on": "2018-08-11"}, "put", **{"If-Match": tag}), 412)
        assert (problem["current_version"], problem["current"]["due_on"]) == (1, "2018-08-10")

    @pytest.mark.parametrize(
        ("member", "value"),
        [("assignee", "nobody"), ("assignee", 7), ("due_on", "soon"), ("embargo_until", "2018"), ("colour", "red")],
    )
    def test_bad_input(self, at_desk: APIClient, claim: Claim, member: str, value: Any) -> None:
        assert named(refused(send(at_desk, f"claims/{claim.pk}/assignment/", {member: value}, "put"), 400)) == {member}

    def test_embargo_holds_a_publication_back(self, client_of: Client, publisher: User, claim: Claim) -> None:
        client = client_of(publisher)
        send(client, f"claims/{claim.pk}/assignment/", {"embargo_until": "2099-01-01T00:00:00Z"}, "put")
        problem = refused(send(client, f"claims/{claim.pk}/publish/"), 422, "not-publishable")
        assert named(problem) == {"embargo_until"}

    def test_contributor_and_the_case_of_others(self, client_of: Client, contributor: User, claim: Claim) -> None:
        refused(send(client_of(contributor), f"claims/{claim.pk}/assignment/", {"due_on": "2018-08-10"}, "put"), 403)


class TestSubmissions:
    def test_decision_and_its_note(self, at_desk: APIClient, client_of: Client, publisher: User, claim: Claim) -> None:
        send(at_desk, f"claims/{claim.pk}/submit/", {"note": "Please look."})
        send(client_of(publisher), f"claims/{claim.pk}/give-back/", {"note": "Point 1 lacks a citation."})
        [found] = at_desk.get(f"{DESK}claims/{claim.pk}/submissions/").json()["results"]
        assert (found["note"], found["decision"]) == ("Please look.", "returned")
        assert (found["decision_note"], found["decided_by"]) == ("Point 1 lacks a citation.", publisher.username)


class TestNotices:
    def test_told_and_read(self, at_desk: APIClient, client_of: Client, publisher: User, claim: Claim) -> None:
        send(client_of(publisher), f"claims/{claim.pk}/comments/", {"text": "@editor please look."})
        [notice] = at_desk.get(f"{DESK}notices/").json()["results"]
        assert (notice["kind"], notice["claim"], notice["read_at"]) == ("commented", str(claim.pk), None)
        assert publisher.username in notice["sentence"]
        assert send(at_desk, f"notices/{notice['id']}/read/").json()["read_at"]

    def test_those_of_others_are_not_there(self, at_desk: APIClient) -> None:
        refused(send(at_desk, f"notices/{factories.NoticeFactory().pk}/read/"), 404)
        assert at_desk.get(f"{DESK}notices/").json()["results"] == []


class TestAccount:
    def test_whose_token_it_is(self, at_desk: APIClient) -> None:
        shown = at_desk.get(f"{DESK}account/").json()
        assert (shown["username"], shown["roles"]) == ("editor", ["editor"])
        assert shown["scopes"] == ["publish", "read", "review", "write"]

    def test_own_settings(self, at_desk: APIClient, editor: User) -> None:
        tag = at_desk.get(f"{DESK}account/")["ETag"]
        changed = send(at_desk, "account/", {"wants_mail": False}, "patch", **{"If-Match": tag})
        assert (changed.json()["wants_mail"], changed.json()["has_letter_keys"]) == (False, True)
        refused(send(at_desk, "account/", {"wants_mail": True}, "patch", **{"If-Match": tag}), 412)
        assert named(refused(send(at_desk, "account/", {"username": "root"}, "patch"), 400)) == {"username"}


READ = ["claims/{}/comments/", "claims/{}/assignment/", "claims/{}/submissions/", "claims/{}/changes/"]
WRITE = [("post", "claims/{}/comments/"), ("put", "claims/{}/assignment/"), ("post", "comments/{}/resolve/"),
         ("post", "comments/{}/reopen/"), ("post", "claims/{}/quotes/"), ("put", "sources/{}/text/"),
         ("post", "sources/{}/find/"), ("post", "notices/{}/read/")]  # fmt: skip
FLAT = ["notices/", "account/", "merges/", "lookups/parties/", "lookups/similar/"]


class TestLadders:
    @pytest.mark.parametrize("path", READ)
    def test_reading(self, anyone: APIClient, client_of: Client, stranger: User, at_desk: APIClient, path: str) -> None:
        whole = DESK + path.format(factories.ClaimFactory().pk)
        refused(anyone.get(whole), 401)
        refused(client_of(stranger).get(whole), 403)
        refused(at_desk.delete(whole), 405)
        refused(at_desk.get(DESK + path.format(UNKNOWN)), 404)
        assert named(refused(at_desk.get(f"{whole}?colour=red"), 400)) == {"colour"}

    @pytest.mark.parametrize(("method", "path"), WRITE)
    def test_writing(
        self, anyone: APIClient, client_of: Client, stranger: User, at_desk: APIClient, method: str, path: str
    ) -> None:
        refused(send(anyone, path.format(UNKNOWN), {}, method), 401)
        refused(send(client_of(stranger), path.format(UNKNOWN), {}, method), 403)
        refused(send(at_desk, path.format(UNKNOWN), {}, method), 404)
        refused(send(at_desk, path.format(UNKNOWN), {}, "patch"), 405)

    @pytest.mark.parametrize("path", FLAT)
    def test_lists(self, anyone: APIClient, client_of: Client, stranger: User, at_desk: APIClient, path: str) -> None:
        refused(anyone.get(DESK + path), 401)
        refused(client_of(stranger).get(DESK + path), 403)
        refused(at_desk.delete(DESK + path), 405)
        assert "colour" in named(refused(at_desk.get(f"{DESK}{path}?colour=red"), 400))
