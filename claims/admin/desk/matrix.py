"""Acts in the matrix: the stance of a cell, its deciding words and hedges, the order of the points, and taking an act back."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from claims.actions import positions
from claims.errors import FactcheckError, InvalidRecord, RecordChanged
from claims.models import Claim, Stance
from claims.vocabulary import Directness, StanceWord


def require_taken(stance: Stance | None) -> Stance:
    """The stance of the open cell. Raises InvalidRecord where none is taken."""
    if stance is None or stance._state.adding:
        message = _("Open a cell with a stance first; the words belong to it.")
        raise InvalidRecord(message, {"words": message})
    return stance


def order_sent(data: QueryDict) -> list[UUID]:
    """All rows in their new order: as sent (``order``), with one of them a step ``up`` or ``down``. Raises ValueError."""
    order = [UUID(each) for each in data.getlist("order")]
    for way, step in (("up", -1), ("down", 1)):
        if moved := data.get(way):
            place = order.index(UUID(moved))
            order.insert(max(place + step, 0), order.pop(place))
    return order


class MatrixActs:
    """Of the workspace; what its views share comes from there."""

    _changeable: Callable[[HttpRequest, UUID], Claim]
    _back: Callable[[HttpRequest, Claim, str], HttpResponse]
    _refuse: Callable[[HttpRequest, Claim, FactcheckError], HttpResponse]

    def cell(self, request: HttpRequest, claim_id: UUID) -> HttpResponse:
        """Set the stance of the open cell, or its deciding words from a passage; take words or a hedge away."""
        claim = self._changeable(request, claim_id)
        data = request.POST
        if request.method != "POST":
            raise Http404
        try:
            point, response = (UUID(each) for each in data.get("cell", "").split(":"))
        except ValueError:
            raise Http404 from None
        try:
            done = self._change_cell(request, claim, point, response)
        except FactcheckError as refused:
            return self._refuse(request, claim, refused)
        return self._back(request, claim, done)

    def _change_cell(self, request: HttpRequest, claim: Claim, point: UUID, response: UUID) -> str:
        data = request.POST
        version = int(data["version"]) if data.get("version", "").isdecimal() else None
        if "words" in data or "hedge" in data:
            stance = require_taken(positions.cell(claim, point, response))
            if version is not None and version != stance.version:
                raise RecordChanged(
                    _("Somebody else changed this cell since you opened it. Look at it and choose again.")
                )
            if "hedge" in data:
                hedge_id, _colon, seen = data["hedge"].partition(":")
                last = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 19 else 0
                positions.remove_hedge(by=request.user, stance=stance, hedge_id=hedge_id, seen=last)
                return _("Hedge taken away.")
            positions.set_words(by=request.user, stance=stance, words=data["words"])
            return _("Deciding words set.") if data["words"] else _("Deciding words taken away.")
        word, directness = data.get("stance", ""), data.get("directness") or Directness.EXPRESS
        if word not in {"", *StanceWord.values} or directness not in Directness.values:
            raise InvalidRecord(
                _("Choose one of the words offered."), {"stance": _("Choose one of the words offered.")}
            )
        taken = positions.take(
            by=request.user,
            claim=claim,
            point_id=point,
            response_id=response,
            stance=word,
            directness=directness,
            version=version,
        )
        return (
            _("Point %(order)d: %(stance)s.") % {"order": taken.point.order, "stance": taken}
            if taken
            else _("Stance taken away.")
        )

    def order(self, request: HttpRequest, claim_id: UUID) -> HttpResponse:
        """The points in another order: all of them (``order``), or one of them moved ``up`` or ``down``."""
        claim = self._changeable(request, claim_id)
        if request.method != "POST":
            raise Http404
        try:
            positions.reorder(by=request.user, claim=claim, order=order_sent(request.POST))
        except ValueError:
            raise Http404 from None
        except FactcheckError as refused:
            return self._refuse(request, claim, refused)
        return self._back(request, claim, _("Points are in the new order."))

    def undo(self, request: HttpRequest, claim_id: UUID) -> HttpResponse:
        """Take back what this person did last in the case; asked again, it comes back."""
        claim = self._changeable(request, claim_id)
        if request.method != "POST":
            raise Http404
        try:
            positions.undo_last(by=request.user, claim=claim)
        except FactcheckError as refused:
            return self._refuse(request, claim, refused)
        return self._back(request, claim, _("Taken back."))
