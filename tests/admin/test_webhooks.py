"""Webhooks at the desk: made, tested, given new secrets; dead letters seen and sent again."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.admin import dashboard
from claims.models import Delivery, User, WebhookEndpoint, WebhookSecret
from tests.factories import DeliveryFactory, WebhookEndpointFactory, WebhookSecretFactory

AtDesk = Callable[[User], Client]
FORM = {
    "url": "https://example.org/hook",
    "description": "Mirror",
    "event_types": ["claim.published"],
    "is_active": "on",
}


@pytest.fixture
def client(administrator: User, at_desk: AtDesk) -> Client:
    return at_desk(administrator)


def address(row: Any, page: str) -> str:
    return reverse(f"admin:claims_{row._meta.model_name}_{page}", args=[row.pk])


def test_secret_is_shown_once(client: Client) -> None:
    page = client.post(reverse("admin:claims_webhookendpoint_add"), FORM, follow=True).content.decode()
    secret = WebhookSecret.objects.get().secret
    assert re.findall(r"whsec_[A-Za-z0-9+/=]+", page.replace("&#x3D;", "=")) == [secret]
    assert "whsec_" not in client.get(address(WebhookEndpoint.objects.get(), "change")).content.decode()


def test_address_that_nothing_is_sent_to_is_refused_at_its_field(client: Client) -> None:
    page = client.post(reverse("admin:claims_webhookendpoint_add"), FORM | {"url": "https://127.0.0.1/"})
    assert "private network" in page.context["adminform"].form.errors["url"][0]
    assert not WebhookEndpoint.objects.exists()


def test_change_is_stored(client: Client) -> None:
    endpoint = WebhookEndpointFactory()
    client.post(address(endpoint, "change"), FORM | {"event_types": []})
    endpoint.refresh_from_db()
    assert (endpoint.url, endpoint.event_types, endpoint.version) == ("https://example.org/hook", [], 2)


def test_new_secret(client: Client) -> None:
    secret = WebhookSecretFactory()
    client.post(address(secret.endpoint, "rotate"))
    assert WebhookSecret.objects.filter(expires_at=None).count() == 1
    assert WebhookSecret.objects.count() == 2


def test_test_event_waits_to_be_sent(client: Client) -> None:
    client.post(address(WebhookEndpointFactory(), "test"))
    assert Delivery.objects.get().type == "webhook.test"


def test_dead_letter_is_sent_again_from_its_page(client: Client) -> None:
    dead = DeliveryFactory(state="dead", next_attempt_at=None)
    assert "Send again" in client.get(address(dead, "change")).content.decode()
    client.post(address(dead, "replay"))
    assert Delivery.objects.get().state == "pending"


def test_dead_letters_are_sent_again_together(client: Client) -> None:
    dead = DeliveryFactory.create_batch(3, state="dead", next_attempt_at=None)
    action = {"action": "replay_selected", "_selected_action": [str(each.pk) for each in dead]}
    client.post(reverse("admin:claims_delivery_changelist"), action)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"pending"}


def test_deliveries_are_found_by_state_and_event(client: Client) -> None:
    dead, other = DeliveryFactory(state="dead", next_attempt_at=None), DeliveryFactory()
    listed = reverse("admin:claims_delivery_changelist")
    assert list(client.get(listed, {"state__exact": "dead"}).context["cl"].queryset) == [dead]
    assert list(client.get(listed, {"q": str(other.event_id)}).context["cl"].queryset) == [other]


def test_webhook_is_removed_with_its_log(client: Client) -> None:
    delivery = DeliveryFactory()
    client.post(address(delivery.endpoint, "delete"), {"post": "yes"})
    assert not WebhookEndpoint.objects.exists()


@pytest.mark.parametrize("role", ["contributor", "editor", "publisher"])
@pytest.mark.parametrize("page", ["rotate", "test", "change"])
def test_others_are_kept_out(role: str, page: str, request: Any, at_desk: AtDesk) -> None:
    desk = at_desk(request.getfixturevalue(role))
    assert desk.post(address(WebhookEndpointFactory(), page)).status_code == 403
    assert desk.post(address(DeliveryFactory(state="dead", next_attempt_at=None), "replay")).status_code == 403


def test_first_page_shows_dead_letters_to_administrators(administrator: User, editor: User) -> None:
    DeliveryFactory(state="dead", next_attempt_at=None)
    boards = {each.name: each for each in dashboard.boards_of(administrator)}
    assert boards["dead-letters"].count == "1"
    assert "dead-letters" not in {each.name for each in dashboard.boards_of(editor)}
