"""What the jobs of webhooks do, one after the other."""

from claims import jobs
from claims.models import Delivery, WebhookEndpoint
from tests.factories import DeliveryFactory


def told(endpoint: WebhookEndpoint) -> int:
    """How many attempts were made."""
    jobs.announce_to_webhooks()
    return jobs.deliver_to_webhook(str(endpoint.pk))


def pending(endpoint: WebhookEndpoint) -> Delivery:
    delivery: Delivery = DeliveryFactory(endpoint=endpoint, payload='{"type":"webhook.test"}')
    return delivery
