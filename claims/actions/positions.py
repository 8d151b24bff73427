"""The matrix: which stance a response takes on a point, its deciding words, its hedges; and the order of the points."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from claims.actions import curating, editing, places, provenance, quoting, restoring
from claims.actions.quoting import Quote
from claims.errors import InvalidRecord, RecordChanged
from claims.models import Change, Claim, Hedge, Point, Response, Stance
from claims.vocabulary import Directness

PARKED = 1_000_000
"""Where rows wait whose places are being exchanged."""


def cell(claim: Claim, point_id: UUID, response_id: UUID) -> Stance:
    """The stance of the cell, or a new one that is not stored. Raises InvalidRecord where point or response are gone."""
    found = Stance.objects.standing().filter(claim=claim, point=point_id, response=response_id)
    stance: Stance | None = found.select_related("point", "response__party").first()
    if stance:
        return stance
    point = Point.objects.standing().filter(claim=claim, pk=point_id).first()
    response = Response.objects.standing().filter(claim=claim, pk=response_id).select_related("party").first()
    if point is None or response is None:
        gone = _("This point was removed.") if point is None else _("This answer was removed.")
        raise InvalidRecord(gone, {"point" if point is None else "response": gone})
    return Stance(claim=claim, point=point, response=response)


@provenance.recorded("stance")
def take(
    *,
    by: Any,
    claim: Claim,
    point_id: UUID,
    response_id: UUID,
    stance: str,
    directness: str = Directness.EXPRESS,
    version: int | None = None,
) -> Stance | None:
    """Set the stance of a cell; none takes it away. ``version`` is 0 for a cell that was empty when it was opened."""
    editing.lock_case(claim)
    record = cell(claim, point_id, response_id)
    is_new = record._state.adding
    if version is not None and version != (0 if is_new else record.version):
        raise RecordChanged(_("Somebody else changed this cell since you opened it. Look at it and choose again."))
    if not stance:
        if not is_new:
            editing.remove(by=by, record=record, version=version)
        return None
    record.stance, record.directness = stance, directness
    editing.save(by=by, record=record)
    return record


@provenance.recorded("deciding words")
def set_words(*, by: Any, stance: Stance, words: str) -> Stance:
    """The words that decided it; empty takes them away."""
    stance.words = words
    editing.save(by=by, record=stance)
    return stance


@provenance.recorded("hedge")
def add_hedge(*, by: Any, stance: Stance, kind: str, quoted: Quote) -> Hedge:
    """Words that narrow the stance, cited where they stand."""
    voices = [curating.voice_of(stance.response)]
    hedge = Hedge(
        stance=stance,
        kind=kind,
        words=quoted.place.exact,
        citation=quoting.cite(by=by, claim=stance.claim, quoted=quoted, voices=voices),
    )
    editing.save(by=by, record=places.last(hedge))
    return hedge


@provenance.recorded("order of points")
def reorder(*, by: Any, claim: Claim, order: Sequence[UUID]) -> None:
    """The points in this order. Raises InvalidRecord unless it names every point of the case once."""
    editing.lock_case(claim)
    points = {point.pk: point for point in Point.objects.standing().filter(claim=claim)}
    if len(order) != len(points) or set(order) != set(points):
        message = _("The order has to name every point once. Somebody may have added or removed one: reload the page.")
        raise InvalidRecord(message, {"order": message})
    moved = [points[key] for place, key in enumerate(order, start=1) if points[key].order != place]
    for number, point in enumerate(moved):
        point.order = PARKED + number
        editing.save(by=by, record=point)
    for place, key in enumerate(order, start=1):
        if points[key].order != place:
            points[key].order = place
            editing.save(by=by, record=points[key])


@provenance.recorded("hedge taken away")
def remove_hedge(*, by: Any, stance: Stance, hedge_id: str, seen: int | None = None) -> None:
    """Raises InvalidRecord where it is gone already, RecordChanged where somebody changed it since ``seen``."""
    hedge = next((each for each in stance.hedges.all() if str(each.pk) == hedge_id), None)
    if hedge is None:
        message = _("This hedge was taken away already.")
        raise InvalidRecord(message, {"hedge": message})
    editing.remove(by=by, record=hedge, seen=seen)


def undo_last(*, by: Any, claim: Claim) -> None:
    """Take back the last act of this person in the case. Raises what ``restoring.undo`` raises."""
    mine = Change.objects.filter(claim_id=claim.pk, actor=by, act__isnull=False)
    last = mine.order_by("-id").values_list("act", flat=True).first()
    if last is None:
        raise InvalidRecord(_("There is nothing of yours to take back."))
    restoring.undo(by=by, act=last)
