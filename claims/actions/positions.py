"""The matrix: which stance a response takes on a point, its deciding words, its hedges; and the order of the points."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from claims.actions import curating, editing, places, provenance, quoting, restoring
from claims.actions.quoting import Quote
from claims.errors import InvalidRecord
from claims.models import Change, Claim, Hedge, Point, Response, Stance

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


def locked_cell(claim: Claim, point_id: UUID, response_id: UUID) -> Stance:
    """The same, once nobody else changes the case. Ask in a transaction."""
    editing.lock_case(claim)
    return cell(claim, point_id, response_id)


@provenance.recorded("stance")
def settle(*, by: Any, cell: Stance, stance: str, directness: str, words: str) -> Stance | None:
    """Make the cell (``locked_cell``) say just this; without a stance, nothing. What it says already is not saved again."""
    wanted = {"stance": stance, "directness": directness, "words": words}
    if not stance:
        if not cell._state.adding:
            editing.remove(by=by, record=cell, version=cell.version)
        return None
    if cell._state.adding or wanted != {name: getattr(cell, name) for name in wanted}:
        for name, value in wanted.items():
            setattr(cell, name, value)
        editing.save(by=by, record=cell)
    return cell


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
def reorder(*, by: Any, claim: Claim, order: Sequence[UUID], shown: Sequence[UUID] | None = None) -> None:
    """The points in this order. Raises InvalidRecord unless it names every point of the case once, RecordChanged where it was not ``shown`` as it is."""
    editing.lock_case(claim)
    points = {point.pk: point for point in Point.objects.standing().filter(claim=claim)}
    if len(order) != len(points) or set(order) != set(points):
        message = _("The order has to name every point once. Somebody may have added or removed one: reload the page.")
        raise InvalidRecord(message, {"order": message})
    places.require_order(points.values(), shown)
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
    editing.remove(by=by, record=hedge_of(stance, hedge_id), seen=seen)


def hedge_of(stance: Stance, hedge_id: str) -> Hedge:
    """Raises InvalidRecord where it is gone already."""
    hedges = [] if stance._state.adding else stance.hedges.all()
    hedge = next((each for each in hedges if str(each.pk) == hedge_id), None)
    if hedge is None:
        message = _("This hedge was taken away already.")
        raise InvalidRecord(message, {"hedge": message})
    return hedge


def undo_last(*, by: Any, claim: Claim) -> str:
    """Take back the last act of this person in the case; its cause is answered. Raises what ``restoring.undo`` raises."""
    mine = Change.objects.filter(claim_id=claim.pk, actor=by, act__isnull=False)
    last = mine.order_by("-id").first()
    if last is None or last.act is None:
        raise InvalidRecord(_("There is nothing of yours to take back."))
    restoring.undo(by=by, act=last.act)
    return last.cause
