"""Deliveries of webhooks: what becomes of what does not arrive."""

import threading
import time
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.utils import timezone

from claims.actions import delivering, webhook_requests, webhooks
from claims.models import Delivery, Notice, User, WebhookEndpoint
from tests.actions.webhook_jobs import pending, told
from tests.factories import DeliveryFactory
from tests.receivers import Receiver, receiving

pytestmark = pytest.mark.django_db


def test_it_is_tried_again_later(administrator: User, receiver: Receiver) -> None:
    receiver.status, receiver.answer = 500, b"out of order"
    endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
    delivery = pending(endpoint)
    told(endpoint)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.status) == ("pending", 1, 500)
    assert (delivery.error, delivery.response) == ("It answered 500.", "out of order")
    assert delivery.next_attempt_at is not None
    assert delivery.last_attempt_at is not None
    assert timedelta(seconds=5) <= delivery.next_attempt_at - delivery.last_attempt_at <= timedelta(seconds=6)


def test_headers_that_drip_in_do_not_hold_the_worker(
    administrator: User, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook_requests, "ALL_SECONDS", 0.2)
    receiver.drips = 0.2
    endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
    delivery = pending(endpoint)
    began = time.monotonic()
    told(endpoint)
    assert time.monotonic() - began < 10
    delivery.refresh_from_db()
    assert (delivery.state, delivery.status, delivery.error) == ("pending", None, "No answer within fifteen seconds.")


@pytest.mark.parametrize("may_be_private", [True, False])
def test_name_that_is_looked_up_for_ever_does_not_hold_the_worker(
    may_be_private: bool, administrator: User, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    settings.WEBHOOKS_MAY_BE_PRIVATE = may_be_private
    monkeypatch.setattr(webhook_requests, "ALL_SECONDS", 0.2)
    has_ended = threading.Event()
    monkeypatch.setattr("socket.getaddrinfo", lambda *_asked, **_named: has_ended.wait(20) and [])
    endpoint, _ = webhooks.add(by=administrator, url="https://receiver.example.org/hook")
    delivery = pending(endpoint)
    began = time.monotonic()
    told(endpoint)
    assert time.monotonic() - began < 10
    has_ended.set()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.status, delivery.error) == ("pending", None, "No answer within fifteen seconds.")


def test_the_rest_waits_while_it_fails(administrator: User, receiver: Receiver) -> None:
    receiver.status = 503
    endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
    for _ in range(3):
        pending(endpoint)
    assert (told(endpoint), told(endpoint), len(receiver.received)) == (1, 0, 1)


def test_after_the_last_attempt_it_is_a_dead_letter(administrator: User, receiver: Receiver) -> None:
    receiver.status = 500
    endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
    delivery = pending(endpoint)
    Delivery.objects.update(attempts=len(delivering.DELAYS))
    told(endpoint)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.next_attempt_at) == ("dead", None)


def test_410_turns_it_off_and_tells_administrators(administrator: User, receiver: Receiver) -> None:
    receiver.status = 410
    endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
    deliveries = [pending(endpoint), pending(endpoint)]
    told(endpoint)
    endpoint.refresh_from_db()
    assert (endpoint.is_active, endpoint.disabled_reason) == (False, "It answered 410 Gone.")
    assert {Delivery.objects.get(pk=each.pk).state for each in deliveries} == {"dead"}
    assert Notice.objects.get(to=administrator).kind == "webhook"


def test_long_dead_one_is_turned_off(administrator: User, receiver: Receiver) -> None:
    receiver.status = 500
    endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
    WebhookEndpoint.objects.update(failures=9, failing_since=timezone.now() - timedelta(days=6))
    pending(endpoint)
    told(endpoint)
    assert not WebhookEndpoint.objects.get().is_active


def test_success_forgets_the_failures(administrator: User, receiver: Receiver) -> None:
    endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
    WebhookEndpoint.objects.update(failures=3, failing_since=timezone.now())
    pending(endpoint)
    told(endpoint)
    endpoint.refresh_from_db()
    assert (endpoint.failures, endpoint.failing_since) == (0, None)


def test_redirect_is_not_followed(administrator: User, receiver: Receiver) -> None:
    with receiving() as elsewhere:
        receiver.status, receiver.sent_headers = 307, {"Location": elsewhere.url}
        endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
        pending(endpoint)
        told(endpoint)
        assert (len(receiver.received), elsewhere.received) == (1, [])


def test_answer_is_kept_in_part(administrator: User, receiver: Receiver) -> None:
    receiver.answer = b"\x00" + b"x" * 1_000_000
    endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
    delivery = pending(endpoint)
    told(endpoint)
    delivery.refresh_from_db()
    assert (delivery.state, len(delivery.response)) == ("delivered", 500)


def test_answer_that_breaks_off_counts_by_its_status(administrator: User, settings: LazySettings) -> None:
    settings.WEBHOOKS_MAY_BE_PRIVATE = True
    with receiving(sent_headers={"Content-Length": "1000"}) as receiver:
        endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
        delivery = pending(endpoint)
        told(endpoint)
    delivery.refresh_from_db()
    assert delivery.state == "delivered"


def test_nobody_there(administrator: User, settings: LazySettings) -> None:
    settings.WEBHOOKS_MAY_BE_PRIVATE = True
    with receiving() as receiver:
        endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
    delivery = pending(endpoint)
    told(endpoint)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.status, delivery.error) == ("pending", None, "No connection: ConnectionError.")


def test_settled_deliveries_are_forgotten_after_a_while() -> None:
    old = [DeliveryFactory(), DeliveryFactory(state="dead", next_attempt_at=None)]
    Delivery.objects.update(created_at=timezone.now() - timedelta(days=91))
    DeliveryFactory(state="delivered", next_attempt_at=None)
    assert delivering.forget(timezone.now()) == 1
    assert Delivery.objects.filter(pk=old[0].pk).exists()


def test_name_that_leads_into_a_private_network_is_refused(
    administrator: User, receiver: Receiver, settings: LazySettings
) -> None:
    endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
    delivery = pending(endpoint)
    settings.WEBHOOKS_MAY_BE_PRIVATE = False
    told(endpoint)
    delivery.refresh_from_db()
    assert (delivery.error, receiver.received) == ("The address leads into a private network.", [])


def test_dead_letter_is_sent_again_under_its_id(administrator: User, receiver: Receiver) -> None:
    endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
    dead = DeliveryFactory(endpoint=endpoint, state="dead", next_attempt_at=None, attempts=10)
    assert webhooks.replay(by=administrator, ids=[dead.pk]) == 1
    told(endpoint)
    dead.refresh_from_db()
    assert (dead.state, dead.attempts, receiver.received[0].id) == ("delivered", 1, str(dead.event_id))


def test_dead_letter_of_an_inactive_one_stays(administrator: User) -> None:
    dead = DeliveryFactory(endpoint__is_active=False, state="dead", next_attempt_at=None)
    assert webhooks.replay(by=administrator, ids=[dead.pk]) == 0
