"""Webhooks as administrators keep them: where events go, with which secret, and sending again what did not arrive."""

import base64
import ipaddress
import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from claims import rules
from claims.actions import announcing, delivering
from claims.actions.editing import refusals_of_the_database
from claims.dossier.content import instant_text
from claims.errors import InvalidRecord, RecordChanged
from claims.fields.ids import new_id
from claims.models import Delivery, WebhookEndpoint, WebhookSecret
from claims.vocabulary import DeliveryState, EventType

SECRET_BYTES = 32
OVERLAP = timedelta(hours=24)
"""How long a secret still signs beside the one that takes its place."""
MOST_REPLAYED = 1000
FIELDS = ("url", "description", "event_types", "is_active")


@transaction.atomic
def add(*, by: Any, links: Mapping[str, Iterable[Any]] | None = None, **fields: Any) -> tuple[WebhookEndpoint, str]:
    """A webhook, and its secret, which is shown now and never again. It is told what comes from now on.

    ``fields``: FIELDS; ``links``: parties, topics. Raises NotPermitted, InvalidRecord.
    """
    rules.require(rules.may_manage_webhooks, by)
    endpoint = WebhookEndpoint(created_by=by, announced_up_to=announcing.newest())
    _store(endpoint, fields, links or {})
    return endpoint, _new_secret(endpoint)


@transaction.atomic
def change(
    *,
    by: Any,
    endpoint: WebhookEndpoint,
    links: Mapping[str, Iterable[Any]] | None = None,
    version: int | None = None,
    **fields: Any,
) -> WebhookEndpoint:
    """Change what FIELDS and links name. One that is turned on again is told what comes from then on.

    Raises NotPermitted, InvalidRecord, RecordChanged.
    """
    rules.require(rules.may_manage_webhooks, by)
    stored = WebhookEndpoint.objects.select_for_update().get(pk=endpoint.pk)
    if version is not None and version != stored.version:
        raise RecordChanged(_("Somebody else saved the webhook. Look at it again."))
    if fields.get("is_active") and not stored.is_active:
        stored.announced_up_to = announcing.newest()
        stored.failures, stored.failing_since, stored.rests_until, stored.disabled_reason = 0, None, None, ""
    stored.version += 1
    _store(stored, fields, links or {})
    return stored


@transaction.atomic
def remove(*, by: Any, endpoint: WebhookEndpoint) -> None:
    """With the log of its deliveries. Raises NotPermitted."""
    rules.require(rules.may_manage_webhooks, by)
    WebhookEndpoint.objects.filter(pk=endpoint.pk).delete()


@transaction.atomic
def rotate(*, by: Any, endpoint: WebhookEndpoint) -> str:
    """A new secret, shown now and never again; the present one signs beside it for a day. Raises NotPermitted."""
    rules.require(rules.may_manage_webhooks, by)
    WebhookEndpoint.objects.select_for_update().get(pk=endpoint.pk)
    now = timezone.now()
    WebhookSecret.objects.filter(endpoint=endpoint, expires_at__lte=now).delete()
    WebhookSecret.objects.filter(endpoint=endpoint, expires_at=None).update(expires_at=now + OVERLAP)
    return _new_secret(endpoint)


@transaction.atomic
def send_test(*, by: Any, endpoint: WebhookEndpoint) -> Delivery:
    """A test event, delivered like any other. Raises NotPermitted, and InvalidRecord where it is not active."""
    rules.require(rules.may_manage_webhooks, by)
    if not endpoint.is_active:
        raise _refused("is_active", _("The webhook is turned off. Turn it on first."))
    now = timezone.now()
    body = {"type": EventType.TEST, "timestamp": instant_text(now), "data": {"webhook": str(endpoint.pk)}}
    delivery = Delivery.objects.create(
        endpoint=endpoint,
        event_id=new_id(),
        type=EventType.TEST,
        payload=json.dumps(body, separators=(",", ":")),
        next_attempt_at=now,
    )
    _serve({endpoint.pk})
    return delivery


@transaction.atomic
def replay(*, by: Any, ids: Iterable[UUID]) -> int:
    """Send deliveries again, dead or delivered, under their old ids; those of inactive webhooks are left as they are.

    Returns how many wait to be sent now. Raises NotPermitted, InvalidRecord where they are too many.
    """
    rules.require(rules.may_manage_webhooks, by)
    wanted = list(ids)
    if len(wanted) > MOST_REPLAYED:
        raise _refused("ids", _("Send at most %(most)d deliveries again at once.") % {"most": MOST_REPLAYED})
    found = Delivery.objects.filter(pk__in=wanted, endpoint__is_active=True).exclude(state=DeliveryState.PENDING)
    rows = list(found.select_for_update(of=["self"]).values_list("pk", "endpoint"))
    Delivery.objects.filter(pk__in=[pk for pk, _endpoint in rows]).update(
        state=DeliveryState.PENDING, attempts=0, next_attempt_at=timezone.now()
    )
    endpoints = {endpoint for _pk, endpoint in rows}
    WebhookEndpoint.objects.filter(pk__in=endpoints).update(rests_until=None)
    _serve(endpoints)
    return len(rows)


def _serve(endpoints: set[UUID]) -> None:
    for endpoint in sorted(endpoints):
        app.configure_task(delivering.TASK).defer(endpoint=str(endpoint))


def _store(endpoint: WebhookEndpoint, fields: dict[str, Any], links: Mapping[str, Iterable[Any]]) -> None:
    for name, value in fields.items():
        if name not in FIELDS:
            raise _refused(name, _("There is no such member."))
        setattr(endpoint, name, value)
    endpoint.event_types = list(dict.fromkeys(endpoint.event_types))
    require_sendable(endpoint.url)
    try:
        endpoint.full_clean()
    except ValidationError as refused:
        messages = {name: " ".join(texts) for name, texts in refused.message_dict.items()}
        raise InvalidRecord(" ".join(messages.values()), messages) from refused
    with refusals_of_the_database():
        endpoint.save()
        for name in ("parties", "topics"):
            if name in links:
                getattr(endpoint, name).set(links[name])


def require_sendable(url: str) -> None:
    """Raise InvalidRecord where events cannot be sent there: no https, a password in it, a private address.

    A host name is looked up each time something is sent, so this is only the first of two looks.
    """
    may_be_private = settings.WEBHOOKS_MAY_BE_PRIVATE
    try:
        URLValidator(schemes=["https", "http"] if may_be_private or settings.DEBUG else ["https"])(url)
        parts = urlsplit(url)
    except (ValidationError, ValueError) as refused:
        raise _refused("url", _("Enter an address such as https://example.org/factcheck.")) from refused
    if parts.username or parts.password or parts.fragment:
        raise _refused("url", _("Leave password and fragment out of the address: the signature says who sends."))
    if not may_be_private and _is_private(parts.hostname or ""):
        raise _refused("url", _("This address leads into a private network. Enter one that everybody can reach."))


def _is_private(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))


def _new_secret(endpoint: WebhookEndpoint) -> str:
    secret = "whsec_" + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()
    WebhookSecret.objects.create(endpoint=endpoint, secret=secret)
    return secret


def _refused(field: str, message: str) -> InvalidRecord:
    return InvalidRecord(message, {field: message})
