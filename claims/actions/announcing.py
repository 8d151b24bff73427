"""Announcements → deliveries: which webhook is told of which event, and with which words.

Announcements are the outbox: the database writes them in the transaction of what they tell of. Each webhook remembers up to
which one it was served, so nothing is lost between the two, whenever a worker dies.
"""

import json
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from procrastinate.contrib.django import app

from claims.dossier.addresses import claim_address
from claims.dossier.content import instant_text
from claims.models import (
    Announcement,
    Delivery,
    Party,
    PublishedParty,
    PublishedTopic,
    RevisionDocument,
    Topic,
    WebhookEndpoint,
)
from claims.vocabulary import AnnouncementKind, EventType, RevisionKind

TASK = "announce_to_webhooks"
"""The name of the task that does this for all webhooks; see claims.jobs."""
AT_ONCE = 200

TYPES = {
    AnnouncementKind.FIRST: EventType.PUBLISHED,
    AnnouncementKind.UPDATE: EventType.UPDATED,
    AnnouncementKind.CLARIFICATION: EventType.UPDATED,
    AnnouncementKind.TYPO: EventType.UPDATED,
    AnnouncementKind.CORRECTION: EventType.CORRECTED,
    AnnouncementKind.WITHDRAWAL: EventType.WITHDRAWN,
    AnnouncementKind.MERGE: EventType.MERGED,
    AnnouncementKind.SEPARATION: EventType.SEPARATED,
    AnnouncementKind.REDACTION: EventType.REDACTED,
}


def begin() -> None:
    """Have the webhooks told, as soon as the transaction at hand is over. One query where there are none."""
    if WebhookEndpoint.objects.filter(is_active=True).exists():
        app.configure_task(TASK).defer()


def newest() -> int:
    return Announcement.objects.aggregate(newest=Max("number"))["newest"] or 0


@transaction.atomic
def announce(endpoint_id: UUID) -> int:
    """Make the deliveries of what one webhook was not told yet; returns how many announcements were looked at."""
    rows = WebhookEndpoint.objects.select_for_update(skip_locked=True)
    endpoint = rows.filter(pk=endpoint_id, is_active=True).first()
    if endpoint is None:  # or another worker is at it
        return 0
    new = Announcement.objects.filter(number__gt=endpoint.announced_up_to).order_by("number")
    found = list(new.select_related("revision", "claim__publication", "merged_into__publication")[:AT_ONCE])
    if found:
        Delivery.objects.bulk_create(_delivery(endpoint, each) for each in _wanted(endpoint, found))
        WebhookEndpoint.objects.filter(pk=endpoint.pk).update(announced_up_to=found[-1].number)
    return len(found)


def payload(announcement: Announcement) -> dict[str, Any]:
    """Thin: what happened to which claim. The rest is asked for, so that nobody acts on an old state."""
    data: dict[str, Any] = {
        "event": announcement.number,
        "kind": announcement.kind,
        "number": announcement.revision.number,
        "claim": _named(announcement.claim),
    }
    if announcement.kind in RevisionKind.values:
        data["position"] = announcement.revision.position
    if announcement.merged_into:
        data["merged_into"] = _named(announcement.merged_into)
    return {"type": type_of(announcement), "timestamp": instant_text(announcement.at), "data": data}


def type_of(announcement: Announcement) -> EventType:
    return TYPES[AnnouncementKind(announcement.kind)]


def _delivery(endpoint: WebhookEndpoint, announcement: Announcement) -> Delivery:
    return Delivery(
        endpoint=endpoint,
        announcement=announcement,
        event_id=announcement.id,
        type=type_of(announcement),
        payload=json.dumps(payload(announcement), ensure_ascii=False, separators=(",", ":")),
        next_attempt_at=timezone.now(),
    )


def _named(claim: Any) -> dict[str, str]:
    slug = claim.publication.slug
    return {"id": str(claim.pk), "slug": slug, "url": claim_address(slug)}


def _wanted(endpoint: WebhookEndpoint, found: list[Announcement]) -> list[Announcement]:
    if endpoint.event_types:
        found = [each for each in found if type_of(each) in endpoint.event_types]
    parties = _all_that_are_one(endpoint)
    topics = _topics_that_are_one(endpoint)
    if not parties and not topics:
        return found
    return [each for each in found if _concerns(each, parties, topics)]


def _all_that_are_one(endpoint: WebhookEndpoint) -> set[str]:
    """The parties it asks for, with those that were merged into them, or they into others."""
    kept = endpoint.parties.values(one=Coalesce("merged_into_id", "pk"))
    found = Party.objects.filter(Q(pk__in=kept) | Q(merged_into__in=kept))
    return {str(pk) for pk in found.values_list("pk", flat=True)}


def _topics_that_are_one(endpoint: WebhookEndpoint) -> set[str]:
    """Slugs of the topics it asks for, and of those that are one with them by now."""
    kept = endpoint.topics.values(one=Coalesce("merged_into_id", "pk"))
    found = Topic.objects.filter(Q(pk__in=kept) | Q(merged_into__in=kept))
    return set(found.values_list("slug", flat=True))


def _concerns(announcement: Announcement, parties: set[str], topics: set[str]) -> bool:
    """Whether one of them has a part in the case now, by this revision, or by the one before, which it may have left.

    Where one of the two was taken off the record nobody can say any more who was in it: then all are told.
    """
    around = RevisionDocument.objects.filter(
        revision__claim=announcement.claim_id,
        revision__number__in=[announcement.revision.number, announcement.revision.number - 1],
    )
    for content in around.values_list("content", flat=True):
        if content is None:
            return True
        dossier = json.loads(bytes(content))
        held = {part["id"] for part in dossier.get("parties", [])}
        if parties & held or topics & {part["slug"] for part in dossier.get("topics", [])}:
            return True
    now = Q(publication=announcement.claim_id)
    return (
        PublishedParty.objects.filter(now, party_id__in=parties).exists()
        or PublishedTopic.objects.filter(now, slug__in=topics).exists()
    )
