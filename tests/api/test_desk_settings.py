"""The settings of the desk over the API."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.models import Change, User
from tests.api.conftest import Client
from tests.api.problems import named, refused

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/desk/settings/"


@pytest.fixture
def as_administrator(client_of: Client, administrator: User) -> APIClient:
    return client_of(administrator)


def test_everybody_at_the_desk_reads_them(client_of: Client, contributor: User) -> None:
    answer = client_of(contributor).get(ADDRESS)
    assert answer.json() == {"two_person_rule": True, "quote_limit": 30, "unanswered_days": 14, "licence": ""}
    assert answer["ETag"]


def test_administrator_changes_what_is_named(as_administrator: APIClient, administrator: User) -> None:
    tag = as_administrator.get(ADDRESS)["ETag"]
    answer = as_administrator.patch(ADDRESS, {"two_person_rule": False}, format="json", headers={"If-Match": tag})
    assert (answer.status_code, answer.json()["two_person_rule"], answer.json()["quote_limit"]) == (200, False, 30)
    change = Change.objects.latest("id")
    assert (change.table, change.actor, change.through) == ("claims_desksettings", administrator, "api")


def test_older_state_is_refused(as_administrator: APIClient) -> None:
    tag = as_administrator.get(ADDRESS)["ETag"]
    as_administrator.patch(ADDRESS, {"licence": "CC BY 4.0"}, format="json")
    body = {"licence": ""}
    problem = refused(as_administrator.patch(ADDRESS, body, format="json", headers={"If-Match": tag}), 412)
    assert problem["current"]["licence"] == "CC BY 4.0"
    del as_administrator.defaults["HTTP_IF_MATCH"]
    refused(as_administrator.patch(ADDRESS, body, format="json"), 428)


@pytest.mark.parametrize(
    "body", [{"quote_limit": 101}, {"unanswered_days": -1}, {"licence": "a\x00b"}, {"colour": "red"}, {"licence": None}]
)
def test_what_cannot_be_set_is_named(body: dict[str, Any], as_administrator: APIClient) -> None:
    assert named(refused(as_administrator.patch(ADDRESS, body, format="json"), 400)) == set(body)


@pytest.mark.parametrize("role", ["contributor", "editor", "publisher"])
def test_others_do_not_change_them(role: str, client_of: Client, request: pytest.FixtureRequest) -> None:
    client = client_of(request.getfixturevalue(role))
    refused(client.patch(ADDRESS, {"two_person_rule": False}, format="json"), 403, "not-permitted")


def test_ladder(anyone: APIClient, client_of: Client, stranger: User, as_administrator: APIClient) -> None:
    refused(anyone.get(ADDRESS), 401)
    refused(client_of(stranger).get(ADDRESS), 403)
    refused(as_administrator.post(ADDRESS, {}, format="json"), 405)
    assert named(refused(as_administrator.get(f"{ADDRESS}?x=1"), 400)) == {"x"}
