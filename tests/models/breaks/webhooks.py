"""Announcements, and webhooks that pass them on."""

from typing import Any

from tests.factories import DeliveryFactory, RevisionFactory, WebhookEndpointFactory, WebhookSecretFactory
from tests.models.breaks import Break
from tests.models.refusals import execute


class NewAnnouncement(Break):
    """Announcements are only ever added, so their rule is tried by adding one."""

    def attempt(self) -> None:
        row = self.make()
        execute("SELECT claims_announce('rumour', %s, %s, NULL, now())", row.claim_id, row.pk)


def second_delivery() -> Any:
    first = DeliveryFactory()
    return DeliveryFactory(endpoint=first.endpoint, error=str(first.event_id))


def second_secret() -> Any:
    first = WebhookSecretFactory()
    return WebhookSecretFactory(endpoint=first.endpoint, expires_at="2018-08-08T12:00Z")


BREAKS = [
    NewAnnouncement("announcement_kind_is_a_known_word", RevisionFactory, {}),
    Break(
        "webhookendpoint_once_an_address",
        lambda: [WebhookEndpointFactory(url="https://one.example/"), WebhookEndpointFactory()][1],
        {"url": "https://one.example/"},
    ),
    Break("webhookendpoint_address_is_web_address", WebhookEndpointFactory, {"url": "ftp://one.example/"}),
    Break("webhooksecret_has_its_form", WebhookSecretFactory, {"secret": "whsec_short"}),
    Break("webhooksecret_one_current", second_secret, {"expires_at": None}),
    Break("delivery_state_is_a_known_word", DeliveryFactory, {"state": "lost", "next_attempt_at": None}),
    Break("delivery_type_is_a_known_word", DeliveryFactory, {"type": "claim.rumoured"}),
    Break("delivery_payload_is_not_blank", DeliveryFactory, {"payload": " "}),
    Break("delivery_once_an_address_and_event", second_delivery, lambda row: {"event_id": row.error}),
    Break("delivery_pending_has_its_time", DeliveryFactory, {"next_attempt_at": None}),
    Break("delivery_pending_has_its_time", DeliveryFactory, {"state": "dead"}),
]
