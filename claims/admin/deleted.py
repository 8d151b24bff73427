"""The history of a record that is deleted, which nothing else shows any more, and the way back from there."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from claims.actions import history, restoring
from claims.admin import gone
from claims.errors import FactcheckError
from claims.models import Change, Claim


class Deleted:
    """The record as its pages name it."""

    def __init__(self, removal: Change) -> None:
        self.pk = removal.row
        self.name = str(capfirst(gone.name_of(removal)))

    def __str__(self) -> str:
        return self.name


def address(opts: Any, key: Any) -> str:
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_history", args=[key])


def changes_of(model: Any, removal: Change) -> QuerySet[Change]:
    """As the history of the record had it, with its deletion."""
    of_case = Q(claim_id=removal.row) if model is Claim else history.of_record(model, removal.row)
    return history.seen(Change.objects.filter(of_case | Q(pk=removal.pk)))


def require_view(model_admin: Any, request: HttpRequest) -> None:
    if not model_admin.has_view_or_change_permission(request):
        raise PermissionDenied


def bring_back(model_admin: Any, request: HttpRequest, removal: Change) -> HttpResponse:
    """What was asked for by the button of the history."""
    opts = model_admin.opts
    try:
        restoring.bring_back(by=request.user, removal=removal)
    except FactcheckError as refused:
        messages.error(request, refused.message)
        return HttpResponseRedirect(address(opts, removal.row))
    messages.success(request, _("It is back, as it was when it was deleted, with what went with it."))
    return HttpResponseRedirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[removal.row]))


def tell_the_way(model_admin: Any, request: HttpRequest, key: Any) -> None:
    """After a deletion, where it can be taken back."""
    link = '<a href="{}">{}</a>'
    messages.info(
        request, format_html(link, address(model_admin.opts, key), _("Deleted by mistake? Its history brings it back."))
    )
