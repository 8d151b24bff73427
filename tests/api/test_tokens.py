"""Tokens: made, shown once, limited in what they do and how long, revoked at once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from knox.models import AuthToken
from rest_framework.test import APIClient

from claims.actions import tokens
from claims.api.documentation import described
from claims.models import KeptAnswer, Token, User
from claims.vocabulary import TokenScope
from tests import factories
from tests.api.conftest import Client
from tests.api.problems import named, refused

pytestmark = pytest.mark.django_db
TOKENS = "/api/v1/desk/tokens/"
UNKNOWN = "0198c0de-0000-7000-8000-000000000000"
Limited = Callable[..., APIClient]


def in_days(days: float) -> datetime:
    return timezone.now() + timedelta(days=days)


def wanted(**members: Any) -> dict[str, Any]:
    return {"name": "nightly import", "scopes": ["read"], "expires_at": in_days(5).isoformat()} | members


def client_with(secret: str) -> APIClient:
    client = APIClient(HTTP_IF_MATCH="*")
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client


@pytest.fixture
def limited(editor: User) -> Limited:
    """A client of the editor whose token has these scopes."""

    def client(*scopes: str, days: float = 10, user: User | None = None) -> APIClient:
        _, secret = tokens.make(by=user or editor, name="limited", scopes=scopes, expires_at=in_days(days))
        return client_with(secret)

    return client


class TestMaking:
    def test_it_opens_the_desk(self, at_desk: APIClient) -> None:
        answer = at_desk.post(TOKENS, wanted(), format="json")
        assert (answer.status_code, answer["Cache-Control"]) == (201, "private, no-store")
        assert client_with(answer.json()["token"]).get(TOKENS).status_code == 200

    def test_its_secret_is_shown_once_and_stored_as_a_hash(self, at_desk: APIClient) -> None:
        made = at_desk.post(TOKENS, wanted(), format="json").json()
        shown = at_desk.get(f"{TOKENS}{made['id']}/").json()
        assert shown == {name: value for name, value in made.items() if name != "token"}
        stored = AuthToken.objects.get(terms=made["id"])
        assert made["token"] not in (stored.digest, stored.token_key)

    def test_its_answer_is_not_kept(self, at_desk: APIClient) -> None:
        answer = at_desk.post(TOKENS, wanted(), format="json", headers={"Idempotency-Key": "a"})
        assert named(refused(answer, 400, "invalid-header")) == {"Idempotency-Key"}
        assert (Token.objects.count(), KeptAnswer.objects.count()) == (0, 0)

    @pytest.mark.parametrize(
        ("member", "value"),
        [
            ("name", ""), ("name", "x" * 301), ("name", "a‮b"), ("scopes", []), ("scopes", ["everything"]),
            ("scopes", "read"), ("expires_at", "soon"), ("expires_at", None), ("expires_at", "2018-01-01T00:00Z"),
            ("expires_at", "9999-12-31T23:59:59Z"), ("user", 1), ("token", "mine"),
        ],
    )  # fmt: skip
    def test_bad_input_is_named(self, at_desk: APIClient, member: str, value: Any) -> None:
        assert member in str(named(refused(at_desk.post(TOKENS, wanted(**{member: value}), format="json"), 400)))
        assert not Token.objects.exists()

    def test_not_more_than_a_person_can_oversee(self, editor: User, at_desk: APIClient) -> None:
        for _ in range(tokens.MOST):
            factories.TokenFactory(user=editor)
        refused(at_desk.post(TOKENS, wanted(), format="json"), 400, "invalid-record")

    def test_no_wider_one(self, limited: Limited) -> None:
        problem = refused(limited("read").post(TOKENS, wanted(scopes=["read", "write"]), format="json"), 403)
        assert named(problem) == {"scopes"}

    def test_none_that_outlives_it(self, limited: Limited) -> None:
        body = wanted(expires_at=in_days(4).isoformat())
        assert named(refused(limited("read", days=3).post(TOKENS, body, format="json"), 403)) == {"expires_at"}

    def test_any_scope_makes_one_like_itself(self, limited: Limited) -> None:
        for scope in TokenScope.values:
            assert limited(scope).post(TOKENS, wanted(scopes=[scope]), format="json").status_code == 201


class TestRevoking:
    def test_it_ends_at_once(self, at_desk: APIClient) -> None:
        made = at_desk.post(TOKENS, wanted(), format="json").json()
        assert at_desk.delete(f"{TOKENS}{made['id']}/").status_code == 204
        refused(client_with(made["token"]).get(TOKENS), 401, "token-required")
        refused(at_desk.get(f"{TOKENS}{made['id']}/"), 404)

    def test_those_it_made_end_with_it(self, at_desk: APIClient) -> None:
        first = at_desk.post(TOKENS, wanted(), format="json").json()
        second = (
            client_with(first["token"]).post(TOKENS, wanted(expires_at=in_days(1).isoformat()), format="json").json()
        )
        at_desk.delete(f"{TOKENS}{first['id']}/")
        refused(client_with(second["token"]).get(TOKENS), 401)
        assert AuthToken.objects.count() == 1  # the one of the client itself

    def test_a_token_ends_itself(self, limited: Limited) -> None:
        client = limited("read")
        assert client.delete(f"{TOKENS}{Token.objects.get().pk}/").status_code == 204
        refused(client.get(TOKENS), 401)

    def test_those_of_others_are_not_there(self, at_desk: APIClient) -> None:
        others = factories.TokenFactory()
        refused(at_desk.get(f"{TOKENS}{others.pk}/"), 404)
        refused(at_desk.delete(f"{TOKENS}{others.pk}/"), 404)
        assert Token.objects.filter(pk=others.pk).exists()

    def test_one_that_ended_is_refused_and_gone(self, limited: Limited, editor: User) -> None:
        client = limited("read")
        AuthToken.objects.update(expiry=in_days(-1))
        refused(client.get(TOKENS), 401)
        assert not Token.objects.exists()

    def test_what_an_ended_one_made_does_not_grow(self, at_desk: APIClient) -> None:
        first = at_desk.post(TOKENS, wanted(), format="json").json()
        second = (
            client_with(first["token"]).post(TOKENS, wanted(expires_at=in_days(1).isoformat()), format="json").json()
        )
        AuthToken.objects.filter(terms=first["id"]).delete()  # as knox does with one that ended
        refused(client_with(second["token"]).post("/api/v1/desk/topics/", {}, format="json"), 403, "scope-missing")


class TestListing:
    def test_own_ones_the_latest_first(self, at_desk: APIClient, limited: Limited) -> None:
        factories.TokenFactory()
        for name in ("one", "two", "three"):
            at_desk.post(TOKENS, wanted(name=name), format="json")
        page = at_desk.get(f"{TOKENS}?limit=2").json()
        assert [each["name"] for each in page["results"]] == ["three", "two"]
        assert [each["name"] for each in at_desk.get(page["next"]).json()["results"]] == ["one"]

    def test_last_use_is_noted(self, limited: Limited) -> None:
        client = limited("read")
        client.get(TOKENS)
        assert client.get(TOKENS).json()["results"][0]["last_used_at"] is not None

    def test_it_costs_the_same_for_many(self, at_desk: APIClient, editor: User) -> None:
        counts = []
        for rows in (1, 40):
            while Token.objects.count() < rows:
                factories.TokenFactory(user=editor)
            with CaptureQueriesContext(connection) as queries:
                at_desk.get(TOKENS)
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestLadder:
    def test_ladder(self, anyone: APIClient, client_of: Client, stranger: User, at_desk: APIClient) -> None:
        for method in ("get", "post"):
            refused(getattr(anyone, method)(TOKENS), 401)
            refused(getattr(client_of(stranger), method)(TOKENS), 403)
        refused(at_desk.put(TOKENS, {}, format="json"), 405)
        refused(at_desk.delete(f"{TOKENS}{UNKNOWN}/"), 404)
        assert named(refused(at_desk.get(f"{TOKENS}?user=1"), 400)) == {"user"}


# What each scope opens, for an account whose role allows all of it.
DOES = {
    ("get", "claims/"): "read",
    ("get", "claims/{claim}/"): "read",
    ("get", "claims/{claim}/dossier/"): "read",
    ("get", "tokens/"): "read",
    ("post", "claims/"): "write",
    ("patch", "claims/{claim}/"): "write",
    ("delete", "claims/{claim}/"): "write",
    ("post", "claims/{claim}/submit/"): "write",
    ("post", "claims/{claim}/approve/"): "review",
    ("post", "claims/{claim}/give-back/"): "review",
    ("post", "claims/{claim}/publish/"): "publish",
    ("post", "claims/{claim}/withdraw/"): "publish",
    ("post", "claims/{claim}/redact/"): "publish",
}


@pytest.mark.parametrize("held", TokenScope.values)
@pytest.mark.parametrize(("method", "path"), DOES, ids=str)
def test_scope_opens_what_it_says_and_nothing_else(
    limited: Limited, administrator: User, held: str, method: str, path: str
) -> None:
    client = limited(held, user=administrator)
    address = "/api/v1/desk/" + path.format(claim=factories.make_case().pk)
    answer = (
        getattr(client, method)(address, {"colour": "red"}, format="json") if method != "get" else client.get(address)
    )
    if held == DOES[method, path]:
        assert answer.status_code in (200, 204, 400)
    else:
        assert f"“{DOES[method, path]}”" in refused(answer, 403, "scope-missing")["detail"]


def test_role_limits_the_scope(limited: Limited, contributor: User) -> None:
    client = limited("publish", "read", user=contributor)
    refused(
        client.post(f"/api/v1/desk/claims/{factories.make_case().pk}/publish/", {}, format="json"), 403, "not-permitted"
    )


@pytest.mark.parametrize(("method", "path"), DOES, ids=str)
def test_description_names_the_scope(method: str, path: str) -> None:
    operation = described()["paths"]["/api/v1/desk/" + path.replace("{claim}", "{id}")][method]
    assert operation["security"] == [{"token": [DOES[method, path]]}]
