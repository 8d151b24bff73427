"""Webhooks: what is sent where, with which signature, and what becomes of what does not arrive."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.utils import timezone
from standardwebhooks import Webhook, WebhookVerificationError

from claims import jobs
from claims.actions import delivering, merging, publishing, webhooks
from claims.errors import InvalidRecord, NotPermitted, RecordChanged
from claims.models import Announcement, Delivery, Notice, User, WebhookEndpoint, WebhookSecret
from tests.actions import desk
from tests.factories import DeliveryFactory, TopicFactory, make_case, subject_of
from tests.receivers import Receiver, receiving

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_addresses(settings: LazySettings) -> None:
    settings.WEBHOOKS_MAY_BE_PRIVATE = True


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as made:
        yield made


def told(endpoint: WebhookEndpoint) -> int:
    """What the jobs do, one after the other; how many attempts were made."""
    jobs.announce_to_webhooks()
    return jobs.deliver_to_webhook(str(endpoint.pk))


def pending(endpoint: WebhookEndpoint) -> Delivery:
    return DeliveryFactory(endpoint=endpoint, payload='{"type":"webhook.test"}')


class TestSending:
    def test_publication_is_told_in_thin_words(self, administrator: User, receiver: Receiver) -> None:
        endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
        claim = make_case()
        desk.publish(claim)
        assert told(endpoint) == 1
        body = json.loads(receiver.received[0].body)
        assert (body["type"], body["data"]["claim"]["slug"]) == ("claim.published", claim.slug)
        assert receiver.received[0].id == str(Announcement.objects.get().id)

    def test_reference_library_verifies_the_signature(self, administrator: User, receiver: Receiver) -> None:
        endpoint, secret = webhooks.add(by=administrator, url=receiver.url)
        pending(endpoint)
        told(endpoint)
        got = receiver.received[0]
        assert Webhook(secret).verify(got.body, got.headers) == {"type": "webhook.test"}
        with pytest.raises(WebhookVerificationError):
            Webhook(secret).verify(got.body.replace("test", "best"), got.headers)

    def test_both_secrets_sign_while_one_takes_the_place_of_the_other(
        self, administrator: User, receiver: Receiver
    ) -> None:
        endpoint, old = webhooks.add(by=administrator, url=receiver.url)
        new = webhooks.rotate(by=administrator, endpoint=endpoint)
        pending(endpoint)
        told(endpoint)
        got = receiver.received[0]
        assert Webhook(old).verify(got.body, got.headers) == Webhook(new).verify(got.body, got.headers)

    def test_secret_that_ran_out_signs_no_more(self, administrator: User, receiver: Receiver) -> None:
        endpoint, old = webhooks.add(by=administrator, url=receiver.url)
        webhooks.rotate(by=administrator, endpoint=endpoint)
        WebhookSecret.objects.filter(expires_at__isnull=False).update(expires_at=timezone.now())
        pending(endpoint)
        told(endpoint)
        with pytest.raises(WebhookVerificationError):
            Webhook(old).verify(receiver.received[0].body, receiver.received[0].headers)

    def test_events_that_are_not_wanted_are_passed_over(self, administrator: User, receiver: Receiver) -> None:
        endpoint, _ = webhooks.add(by=administrator, url=receiver.url, event_types=["claim.withdrawn"])
        claim = make_case()
        desk.publish(claim)
        publishing.withdraw(by=administrator, claim_id=claim.pk, reason="A mistake.")
        told(endpoint)
        assert [json.loads(got.body)["type"] for got in receiver.received] == ["claim.withdrawn"]

    def test_party_that_left_the_case_is_told_so(self, administrator: User, receiver: Receiver) -> None:
        claim = make_case()
        other = make_case()
        party = subject_of(claim)
        endpoint, _ = webhooks.add(by=administrator, url=receiver.url, links={"parties": [party]})
        desk.publish(claim)
        desk.publish(other)
        told(endpoint)
        assert [json.loads(got.body)["data"]["claim"]["slug"] for got in receiver.received] == [claim.slug]

    def test_topic(self, administrator: User, receiver: Receiver) -> None:
        claim, topic = make_case(), TopicFactory()
        claim.topics.add(topic)
        endpoint, _ = webhooks.add(by=administrator, url=receiver.url, links={"topics": [topic]})
        desk.publish(make_case())
        desk.publish(claim)
        told(endpoint)
        assert [json.loads(got.body)["data"]["claim"]["slug"] for got in receiver.received] == [claim.slug]

    def test_merge_is_told(self, administrator: User, receiver: Receiver) -> None:
        kept, merged = make_case(), make_case()
        desk.publish(kept)
        desk.publish(merged)
        endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
        merging.merge(by=administrator, kind="claim", kept_id=kept.pk, merged_id=merged.pk)
        told(endpoint)
        body = json.loads(receiver.received[0].body)
        assert (body["type"], body["data"]["merged_into"]["id"]) == ("claim.merged", str(kept.pk))


class TestFailing:
    def test_it_is_tried_again_later(self, administrator: User, receiver: Receiver) -> None:
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

    def test_the_rest_waits_while_it_fails(self, administrator: User, receiver: Receiver) -> None:
        receiver.status = 503
        endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
        for _ in range(3):
            pending(endpoint)
        assert (told(endpoint), told(endpoint), len(receiver.received)) == (1, 0, 1)

    def test_after_the_last_attempt_it_is_a_dead_letter(self, administrator: User, receiver: Receiver) -> None:
        receiver.status = 500
        endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
        delivery = pending(endpoint)
        Delivery.objects.update(attempts=len(delivering.DELAYS))
        told(endpoint)
        delivery.refresh_from_db()
        assert (delivery.state, delivery.next_attempt_at) == ("dead", None)

    def test_410_turns_it_off_and_tells_administrators(self, administrator: User, receiver: Receiver) -> None:
        receiver.status = 410
        endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
        deliveries = [pending(endpoint), pending(endpoint)]
        told(endpoint)
        endpoint.refresh_from_db()
        assert (endpoint.is_active, endpoint.disabled_reason) == (False, "It answered 410 Gone.")
        assert {Delivery.objects.get(pk=each.pk).state for each in deliveries} == {"dead"}
        assert Notice.objects.get(to=administrator).kind == "webhook"

    def test_long_dead_one_is_turned_off(self, administrator: User, receiver: Receiver) -> None:
        receiver.status = 500
        endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
        WebhookEndpoint.objects.update(failures=9, failing_since=timezone.now() - timedelta(days=6))
        pending(endpoint)
        told(endpoint)
        assert not WebhookEndpoint.objects.get().is_active

    def test_success_forgets_the_failures(self, administrator: User, receiver: Receiver) -> None:
        endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
        WebhookEndpoint.objects.update(failures=3, failing_since=timezone.now())
        pending(endpoint)
        told(endpoint)
        endpoint.refresh_from_db()
        assert (endpoint.failures, endpoint.failing_since) == (0, None)

    def test_redirect_is_not_followed(self, administrator: User, receiver: Receiver) -> None:
        with receiving() as elsewhere:
            receiver.status, receiver.sent_headers = 307, {"Location": elsewhere.url}
            endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
            pending(endpoint)
            told(endpoint)
            assert (len(receiver.received), elsewhere.received) == (1, [])

    def test_answer_is_kept_in_part(self, administrator: User, receiver: Receiver) -> None:
        receiver.answer = b"\x00" + b"x" * 1_000_000
        endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
        delivery = pending(endpoint)
        told(endpoint)
        delivery.refresh_from_db()
        assert (delivery.state, len(delivery.response)) == ("delivered", 500)

    def test_answer_that_breaks_off_counts_by_its_status(self, administrator: User) -> None:
        with receiving(sent_headers={"Content-Length": "1000"}) as receiver:
            endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
            delivery = pending(endpoint)
            told(endpoint)
        delivery.refresh_from_db()
        assert delivery.state == "delivered"

    def test_nobody_there(self, administrator: User) -> None:
        with receiving() as receiver:
            endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
        delivery = pending(endpoint)
        told(endpoint)
        delivery.refresh_from_db()
        assert (delivery.state, delivery.status, delivery.error) == ("pending", None, "No connection: ConnectionError.")

    def test_settled_deliveries_are_forgotten_after_a_while(self) -> None:
        old = [DeliveryFactory(), DeliveryFactory(state="dead", next_attempt_at=None)]
        Delivery.objects.update(created_at=timezone.now() - timedelta(days=91))
        DeliveryFactory(state="delivered", next_attempt_at=None)
        assert delivering.forget(timezone.now()) == 1
        assert Delivery.objects.filter(pk=old[0].pk).exists()

    def test_name_that_leads_into_a_private_network_is_refused(
        self, administrator: User, receiver: Receiver, settings: LazySettings
    ) -> None:
        endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
        delivery = pending(endpoint)
        settings.WEBHOOKS_MAY_BE_PRIVATE = False
        told(endpoint)
        delivery.refresh_from_db()
        assert (delivery.error, receiver.received) == ("The address leads into a private network.", [])

    def test_dead_letter_is_sent_again_under_its_id(self, administrator: User, receiver: Receiver) -> None:
        endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
        dead = DeliveryFactory(endpoint=endpoint, state="dead", next_attempt_at=None, attempts=10)
        assert webhooks.replay(by=administrator, ids=[dead.pk]) == 1
        told(endpoint)
        dead.refresh_from_db()
        assert (dead.state, dead.attempts, receiver.received[0].id) == ("delivered", 1, str(dead.event_id))

    def test_dead_letter_of_an_inactive_one_stays(self, administrator: User) -> None:
        dead = DeliveryFactory(endpoint__is_active=False, state="dead", next_attempt_at=None)
        assert webhooks.replay(by=administrator, ids=[dead.pk]) == 0


class TestKeeping:
    @pytest.mark.parametrize(
        "url",
        [
            "http://example.org/", "https://localhost/", "https://127.0.0.1/", "https://10.0.0.1/", "https://[::1]/",
            "https://user:secret@example.org/", "ftp://example.org/", "https://169.254.169.254/latest", "no address",
            "https://example.org/#part", "https://[broken/",
        ],
    )  # fmt: skip
    def test_address_that_nothing_is_sent_to(self, url: str, administrator: User, settings: LazySettings) -> None:
        settings.WEBHOOKS_MAY_BE_PRIVATE = False
        with pytest.raises(InvalidRecord) as refused:
            webhooks.add(by=administrator, url=url)
        assert set(refused.value.fields) == {"url"}

    @pytest.mark.parametrize(
        "fields", [{"event_types": ["claim.rumoured"]}, {"description": "a\x00b"}, {"secret": "x"}]
    )
    def test_wrong_member_is_named(self, fields: dict[str, Any], administrator: User) -> None:
        with pytest.raises(InvalidRecord) as refused:
            webhooks.add(by=administrator, url="https://example.org/", **fields)
        assert set(refused.value.fields) == set(fields)

    @pytest.mark.parametrize("role", ["contributor", "editor", "publisher", "stranger"])
    def test_only_administrators_keep_webhooks(self, role: str, request: Any, administrator: User) -> None:
        user = request.getfixturevalue(role)
        endpoint, _ = webhooks.add(by=administrator, url="https://example.org/")
        for refused in (
            lambda: webhooks.add(by=user, url="https://example.org/2"),
            lambda: webhooks.change(by=user, endpoint=endpoint, is_active=False),
            lambda: webhooks.remove(by=user, endpoint=endpoint),
            lambda: webhooks.rotate(by=user, endpoint=endpoint),
            lambda: webhooks.send_test(by=user, endpoint=endpoint),
            lambda: webhooks.replay(by=user, ids=[]),
        ):
            with pytest.raises(NotPermitted):
                refused()

    def test_one_that_is_turned_on_again_hears_of_what_comes(self, administrator: User) -> None:
        endpoint, _ = webhooks.add(by=administrator, url="https://example.org/", is_active=False)
        desk.publish(make_case())
        webhooks.change(by=administrator, endpoint=endpoint, is_active=True)
        jobs.announce_to_webhooks()
        assert not Delivery.objects.exists()

    def test_older_version_is_refused(self, administrator: User) -> None:
        endpoint, _ = webhooks.add(by=administrator, url="https://example.org/")
        webhooks.change(by=administrator, endpoint=endpoint, version=1, description="A")
        with pytest.raises(RecordChanged):
            webhooks.change(by=administrator, endpoint=endpoint, version=1, description="B")

    def test_test_event_waits_like_any_other(self, administrator: User, receiver: Receiver) -> None:
        endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
        delivery = webhooks.send_test(by=administrator, endpoint=endpoint)
        told(endpoint)
        assert (receiver.received[0].id, delivery.type) == (str(delivery.event_id), "webhook.test")

    def test_removed_with_its_deliveries(self, administrator: User) -> None:
        endpoint, _ = webhooks.add(by=administrator, url="https://example.org/")
        pending(endpoint)
        webhooks.remove(by=administrator, endpoint=endpoint)
        assert not Delivery.objects.exists()
