"""Delivering events to webhooks: at least once, in the order they fell due, each address for itself.

A delivery is marked in the transaction that sends it: a worker that dies between the two leaves it as it was, and it is
sent again under the same id. An address that fails rests: what waits for it costs one attempt each time, not one each.
"""

import random
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.actions import notices, webhook_requests
from claims.actions.webhook_requests import Answer
from claims.models import Delivery, WebhookEndpoint, WebhookSecret
from claims.vocabulary import DeliveryState, NoticeKind

TASK = "deliver_to_webhook"
"""The name of the task that serves one webhook; see claims.jobs."""
# The schedule that the specification gives as an example: more than three days, then it is a dead letter.
DELAYS = [timedelta(seconds=5), timedelta(minutes=5), timedelta(minutes=30)] + [
    timedelta(hours=hours) for hours in (2, 5, 10, 14, 20, 24)
]
LONGEST_REST = timedelta(minutes=5)
LONGEST_FAILING = timedelta(days=5)
KEPT = timedelta(days=90)
"""How long the log of deliveries goes back."""
SPELL = 30.0  # seconds that one job serves one webhook, before others get their turn


@dataclass(frozen=True)
class Spell:
    """What one job did: how many attempts, and when the next one is due."""

    attempts: int
    next_at: datetime | None


def waiting(at: datetime) -> list[UUID]:
    """Webhooks with something to send at that moment."""
    due = Delivery.objects.filter(state=DeliveryState.PENDING, next_attempt_at__lte=at)
    rested = Q(endpoint__rests_until__isnull=True) | Q(endpoint__rests_until__lte=at)
    found = due.filter(rested, endpoint__is_active=True).order_by().values_list("endpoint", flat=True).distinct()
    return list(found)


def serve(endpoint_id: UUID) -> Spell:
    """Send what is due, until nothing is, one attempt fails, or the spell is over."""
    ends, attempts = time.monotonic() + SPELL, 0
    while time.monotonic() < ends:
        succeeded = attempt(endpoint_id)
        attempts += succeeded is not None
        if not succeeded:
            break
    return Spell(attempts, _next_at(endpoint_id))


@transaction.atomic
def attempt(endpoint_id: UUID) -> bool | None:
    """Send one delivery. None where nothing is due, or another worker serves this webhook."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"claims.webhook.{endpoint_id}"])
        if not cursor.fetchone()[0]:
            return None
    now = timezone.now()
    endpoint = WebhookEndpoint.objects.filter(pk=endpoint_id, is_active=True).first()
    if endpoint is None or (endpoint.rests_until and endpoint.rests_until > now):
        return None
    due = endpoint.deliveries.filter(state=DeliveryState.PENDING, next_attempt_at__lte=now)
    delivery = due.select_for_update(skip_locked=True).order_by("next_attempt_at", "created_at", "id").first()
    if delivery is None:
        return None
    secrets = WebhookSecret.objects.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=now), endpoint=endpoint)
    answer = webhook_requests.send(
        url=endpoint.url,
        event_id=delivery.event_id,
        body=delivery.payload,
        secrets=[each.secret for each in secrets],
        at=now,
    )
    _note(delivery, answer)
    _note_endpoint(endpoint, answer)
    return answer.is_success


def forget(at: datetime) -> int:
    """Delete what has been settled for KEPT; returns how many they were."""
    settled = Delivery.objects.exclude(state=DeliveryState.PENDING)
    return settled.filter(created_at__lt=at - KEPT).delete()[0]


def turn_off(endpoint: WebhookEndpoint, reason: str) -> None:
    """What waits for it becomes dead letters, and administrators are told."""
    WebhookEndpoint.objects.filter(pk=endpoint.pk).update(is_active=False, disabled_reason=reason)
    pending = endpoint.deliveries.filter(state=DeliveryState.PENDING)
    pending.update(state=DeliveryState.DEAD, next_attempt_at=None, error=reason)
    people = notices.desk_users("change_webhookendpoint").values_list("pk", flat=True)
    text = f"{endpoint}: {reason}"
    notices.notify(to=people, kind=NoticeKind.WEBHOOK, by=None, claim=None, text=text)


def _note(delivery: Delivery, answer: Answer) -> None:
    now = timezone.now()
    delivery.attempts += 1
    delivery.last_attempt_at, delivery.status = now, answer.status
    delivery.error, delivery.response = answer.error, answer.excerpt
    delivery.next_attempt_at = None
    if answer.is_success:
        delivery.state = DeliveryState.DELIVERED
    elif answer.is_gone or delivery.attempts > len(DELAYS):
        delivery.state = DeliveryState.DEAD
    else:
        delay = DELAYS[delivery.attempts - 1] * random.uniform(1, 1.2)  # noqa: S311  spreads retries, keeps no secret
        delivery.next_attempt_at = now + max(delay, timedelta(seconds=answer.retry_after))
    delivery.save()


def _note_endpoint(endpoint: WebhookEndpoint, answer: Answer) -> None:
    now = timezone.now()
    rows = WebhookEndpoint.objects.filter(pk=endpoint.pk)
    if answer.is_success:
        if endpoint.failures:
            rows.update(failures=0, failing_since=None, rests_until=None)
        return
    since = endpoint.failing_since or now
    rest = min(DELAYS[min(endpoint.failures, len(DELAYS) - 1)], LONGEST_REST)
    rows.update(failures=endpoint.failures + 1, failing_since=since, rests_until=now + rest)
    if answer.is_gone:
        turn_off(endpoint, _("It answered 410 Gone."))
    elif now - since > LONGEST_FAILING:
        turn_off(endpoint, _("It has failed for five days."))


def _next_at(endpoint_id: UUID) -> datetime | None:
    endpoint = WebhookEndpoint.objects.filter(pk=endpoint_id, is_active=True).first()
    if endpoint is None:
        return None
    pending = endpoint.deliveries.filter(state=DeliveryState.PENDING)
    first = pending.order_by("next_attempt_at").values_list("next_attempt_at", flat=True).first()
    return max(first, endpoint.rests_until) if first and endpoint.rests_until else first
