"""The order of the events of a case."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from claims.actions import editing, places, provenance
from claims.errors import InvalidRecord
from claims.models import Claim, Event


@provenance.recorded("order of events")
def reorder(*, by: Any, claim: Claim, order: Sequence[UUID], shown: Sequence[UUID] | None = None) -> None:
    """The events in this order. Raises InvalidRecord unless it names every event of the case once, RecordChanged where it was not ``shown`` as it is."""
    editing.lock_case(claim)
    events = {event.pk: event for event in Event.objects.standing().filter(claim=claim)}
    if len(order) != len(events) or set(order) != set(events):
        message = _("The order has to name every event once. Somebody may have added or removed one: reload the page.")
        raise InvalidRecord(message, {"order": message})
    places.require_order(events.values(), shown)
    for place, key in enumerate(order, start=1):
        if events[key].order != place:
            events[key].order = place
            editing.save(by=by, record=events[key])
