"""The order of the events of a case, one step up or down."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from claims.actions import timelines
from claims.admin.desk import matrix
from claims.errors import FactcheckError
from claims.models import Claim


class TimelineActs:
    """Of the workspace; what its views share comes from there."""

    _changeable: Callable[[HttpRequest, UUID], Claim]
    _address: Callable[[HttpRequest, Claim], str]
    _back: Callable[[HttpRequest, Claim, str], HttpResponse]
    _refuse: Callable[[HttpRequest, Claim, FactcheckError], HttpResponse]

    def order_of_events(self, request: HttpRequest, claim_id: UUID) -> HttpResponse:
        """The events in another order: all of them (``order``), or one of them moved ``up`` or ``down``."""
        claim = self._changeable(request, claim_id)
        if request.method != "POST":
            return HttpResponseRedirect(self._address(request, claim))
        try:
            timelines.reorder(
                by=request.user,
                claim=claim,
                order=matrix.order_sent(request.POST),
                shown=matrix.order_shown(request.POST),
            )
        except ValueError:
            raise Http404 from None
        except FactcheckError as refused:
            return self._refuse(request, claim, refused)
        return self._back(request, claim, _("Events are in the new order."))
