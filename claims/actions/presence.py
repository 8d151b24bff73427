"""Who has a case open just now: a hint to the others, never a lock, and nothing that the history keeps."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from claims import rules
from claims.errors import InvalidRecord
from claims.models import Claim, Presence

RECENT = timedelta(minutes=2)
"""A page says once a minute that it is open."""


def seen(*, by: Any, claim_id: UUID, at: datetime) -> Presence:
    """Somebody has the case open; after a pause it counts as opened anew. Raises InvalidRecord where there is none."""
    rules.require(rules.may_see_desk, by)
    if not Claim.objects.filter(pk=claim_id).exists():
        raise InvalidRecord(_("There is no such claim."))
    presence, is_new = Presence.objects.get_or_create(user=by, claim_id=claim_id, defaults={"since": at, "seen_at": at})
    if not is_new:
        if at - presence.seen_at > RECENT:
            presence.since = at
        presence.seen_at = at
        presence.save(update_fields=["since", "seen_at"])
    return presence


def others(claim_id: UUID, user: Any, at: datetime) -> list[Presence]:
    """Everybody else who has the case open, who came first first. One query."""
    present = Presence.objects.filter(claim=claim_id, seen_at__gt=at - RECENT).exclude(user=user)
    return list(present.select_related("user").order_by("since"))
