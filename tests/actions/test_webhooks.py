"""Webhooks: who keeps them, and what is sent where, with which signature."""

import json
from typing import Any

import pytest
from django.conf import LazySettings
from django.utils import timezone
from standardwebhooks import Webhook, WebhookVerificationError

from claims import jobs
from claims.actions import merging, publishing, redacting, webhooks
from claims.errors import InvalidRecord, NotPermitted, RecordChanged
from claims.models import Announcement, Delivery, User, WebhookSecret
from tests.actions import desk
from tests.actions.webhook_jobs import pending, told
from tests.factories import PartyFactory, TopicFactory, make_case, subject_of
from tests.receivers import Receiver

pytestmark = pytest.mark.django_db


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

    def test_redaction_is_told_to_all_since_nobody_can_say_whom_it_was_about(
        self, administrator: User, receiver: Receiver
    ) -> None:
        claim = make_case()
        endpoint, _ = webhooks.add(by=administrator, url=receiver.url, links={"parties": [PartyFactory()]})
        desk.publish(claim)
        told(endpoint)
        redacting.redact(by=administrator, claim_id=claim.pk, numbers=[1], reason="Names a child.")
        told(endpoint)
        assert [json.loads(got.body)["type"] for got in receiver.received] == ["claim.redacted"]

    def test_merge_is_told(self, administrator: User, receiver: Receiver) -> None:
        kept, merged = make_case(), make_case()
        desk.publish(kept)
        desk.publish(merged)
        endpoint, _ = webhooks.add(by=administrator, url=receiver.url)
        merging.merge(by=administrator, kind="claim", kept_id=kept.pk, merged_id=merged.pk)
        told(endpoint)
        body = json.loads(receiver.received[0].body)
        assert (body["type"], body["data"]["merged_into"]["id"]) == ("claim.merged", str(kept.pk))


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
