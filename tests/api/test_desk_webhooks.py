"""Webhooks over the API of the desk: kept by administrators, with every refusal a problem document."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims.fields.ids import new_id
from claims.models import Delivery, User, WebhookEndpoint
from tests.api.problems import named, refused
from tests.factories import DeliveryFactory, PartyFactory, WebhookEndpointFactory

pytestmark = pytest.mark.django_db
WEBHOOKS = "/api/v1/desk/webhooks/"
Client = Callable[[User], APIClient]


@pytest.fixture
def client(client_of: Client, administrator: User) -> APIClient:
    return client_of(administrator)


def test_made_with_its_secret_which_is_shown_once(client: APIClient) -> None:
    party = PartyFactory()
    body = {"url": "https://example.org/hook", "parties": [str(party.pk)], "event_types": ["claim.withdrawn"]}
    made = client.post(WEBHOOKS, body, format="json")
    assert (made.status_code, made.json()["secret"][:6]) == (201, "whsec_")
    shown = client.get(made["Location"])
    assert "secret" not in shown.json()
    assert (shown.json()["parties"], shown["ETag"]) == ([str(party.pk)], '"1"')


def test_changed_from_its_version(client: APIClient) -> None:
    address = f"{WEBHOOKS}{WebhookEndpointFactory().pk}/"
    changed = client.patch(address, {"is_active": False}, format="json", headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.json()["is_active"]) == (200, False)
    problem = refused(client.patch(address, {}, format="json", headers={"If-Match": '"1"'}), 412)
    assert problem["current_version"] == 2


def test_removed(client: APIClient) -> None:
    assert client.delete(f"{WEBHOOKS}{WebhookEndpointFactory().pk}/").status_code == 204
    assert not WebhookEndpoint.objects.exists()


def test_new_secret_and_test_event(client: APIClient) -> None:
    address = f"{WEBHOOKS}{WebhookEndpointFactory().pk}/"
    assert client.post(f"{address}rotate/", {}, format="json").json()["secret"].startswith("whsec_")
    assert client.post(f"{address}test/", {}, format="json").json()["type"] == "webhook.test"


def test_dead_letters_are_listed_and_sent_again(client: APIClient) -> None:
    dead = DeliveryFactory(state="dead", next_attempt_at=None)
    DeliveryFactory(endpoint=dead.endpoint)
    address = f"{WEBHOOKS}{dead.endpoint_id}/"
    (listed,) = client.get(f"{address}deliveries/", {"state": "dead"}).json()["results"]
    answer = client.post(f"{address}replay/", {"ids": [listed["id"]]}, format="json")
    assert (answer.json(), Delivery.objects.filter(state="pending").count()) == ({"replayed": 1}, 2)


def test_delivery_of_another_webhook_is_left_alone(client: APIClient) -> None:
    dead, other = DeliveryFactory(state="dead", next_attempt_at=None), WebhookEndpointFactory()
    answer = client.post(f"{WEBHOOKS}{other.pk}/replay/", {"ids": [str(dead.pk)]}, format="json")
    assert answer.json() == {"replayed": 0}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"url": "http://example.org/"}, "url"), ({"url": "https://10.0.0.1/"}, "url"), ({}, "url"),
        ({"url": "https://example.org/", "event_types": ["rumour"]}, "event_types[0]"),
        ({"url": "https://example.org/", "parties": ["x"]}, "parties"),
        ({"url": "https://example.org/", "secret": "whsec_mine"}, "secret"),
        ({"url": "https://example.org/" + "a" * 600}, "url"), ({"url": "https://example.org/", "is_active": "x"}, "is_active"),
    ],
)  # fmt: skip
def test_wrong_member_is_named(body: dict[str, Any], field: str, client: APIClient) -> None:
    found = named(refused(client.post(WEBHOOKS, body, format="json"), 400))
    assert set(found) == {field}


def test_same_address_twice(client: APIClient) -> None:
    refused(client.post(WEBHOOKS, {"url": WebhookEndpointFactory().url}, format="json"), 400, "invalid-record")


@pytest.mark.parametrize("path", ["", "deliveries/", "rotate/", "test/", "replay/"])
def test_unknown_webhook(path: str, client: APIClient) -> None:
    send = client.get if path in ("", "deliveries/") else client.post
    refused(
        send(f"{WEBHOOKS}{new_id()}/{path}", {} if send == client.get else {"ids": [str(new_id())]}, format="json"), 404
    )


@pytest.mark.parametrize("role", ["contributor", "editor", "publisher"])
def test_others_are_kept_out(role: str, request: Any, client_of: Client) -> None:
    refused(client_of(request.getfixturevalue(role)).get(WEBHOOKS), 403, "not-permitted")


def test_stranger_and_anonymous(client_of: Client, stranger: User, anyone: APIClient) -> None:
    refused(client_of(stranger).get(WEBHOOKS), 403)
    refused(anyone.get(WEBHOOKS), 401)


def test_list_costs_the_same_for_one_and_ten(client: APIClient) -> None:
    counts = []
    for rows in (1, 10):
        while WebhookEndpoint.objects.count() < rows:
            WebhookEndpointFactory().parties.add(PartyFactory())
        with CaptureQueriesContext(connection) as queries:
            client.get(WEBHOOKS)
        counts.append(len(queries))
    assert counts[0] == counts[1]
