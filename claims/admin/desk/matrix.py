"""Acts in the matrix beside those of its cells: the order of the points, and taking an act back."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _

from claims.actions import positions
from claims.actions.history_entries import CAUSES
from claims.errors import FactcheckError
from claims.models import Claim


def order_sent(data: QueryDict) -> list[UUID]:
    """All rows in their new order: as sent (``order``), with one of them a step ``up`` or ``down``. Raises ValueError."""
    order = [UUID(each) for each in data.getlist("order")]
    for way, step in (("up", -1), ("down", 1)):
        if moved := data.get(way):
            place = order.index(UUID(moved))
            order.insert(max(place + step, 0), order.pop(place))
    return order


def order_shown(data: QueryDict) -> list[UUID] | None:
    """The order before the move, where the page told. Raises ValueError."""
    return [UUID(each) for each in data.getlist("shown")] or None


class MatrixActs:
    """Of the workspace; what its views share comes from there."""

    _changeable: Callable[[HttpRequest, UUID], Claim]
    _address: Callable[[HttpRequest, Claim], str]
    _back: Callable[[HttpRequest, Claim, str], HttpResponse]
    _refuse: Callable[[HttpRequest, Claim, FactcheckError], HttpResponse]

    def order(self, request: HttpRequest, claim_id: UUID) -> HttpResponse:
        """The points in another order: all of them (``order``), or one of them moved ``up`` or ``down``."""
        claim = self._changeable(request, claim_id)
        if request.method != "POST":
            return HttpResponseRedirect(self._address(request, claim))
        try:
            positions.reorder(
                by=request.user, claim=claim, order=order_sent(request.POST), shown=order_shown(request.POST)
            )
        except ValueError:
            raise Http404 from None
        except FactcheckError as refused:
            return self._refuse(request, claim, refused)
        return self._back(request, claim, _("Points are in the new order."))

    def undo(self, request: HttpRequest, claim_id: UUID) -> HttpResponse:
        """Take back what this person did last in the case; asked again, it comes back."""
        claim = self._changeable(request, claim_id)
        if request.method != "POST":
            return HttpResponseRedirect(self._address(request, claim))
        try:
            cause = positions.undo_last(by=request.user, claim=claim)
        except FactcheckError as refused:
            return self._refuse(request, claim, refused)
        if cause == "undo":
            return self._back(request, claim, _("What you took back is there again."))
        what = CAUSES.get(cause, cause)
        return self._back(request, claim, _("Taken back (%(what)s). Once more brings it back.") % {"what": what})
