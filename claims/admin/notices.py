"""What happened to cases that concern the person at the desk: the list of their notices."""

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from claims import rules
from claims.actions import notices as work
from claims.admin.site import EXTRA_PAGES
from claims.models import Notice

PER_PAGE = 50


@dataclass(frozen=True)
class Entry:
    notice: Notice
    sentence: str
    url: str


def site_urls(site: Any) -> list[Any]:
    return [
        path("notices/", site.admin_view(partial(notices, site=site)), name="notices"),
        path("notices/read/", site.admin_view(partial(mark_read, site=site)), name="notices_read"),
    ]


def notices(request: HttpRequest, *, site: Any) -> HttpResponse:
    _require_desk(request)
    found = Notice.objects.filter(to=request.user.pk).select_related("by", "claim")
    unread_first = found.alias(is_read=Q(read_at__isnull=False)).order_by("is_read", "-at", "-id")
    page = Paginator(unread_first, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        **site.each_context(request),
        "title": _("Notices"),
        "page": page,
        "entries": [Entry(each, work.sentence_of(each), work.address_of(each)) for each in page],
    }
    return TemplateResponse(request, "admin/notices.html", context)


@require_POST
def mark_read(request: HttpRequest, *, site: Any) -> HttpResponse:
    """Those that the form names as ``notice``; all where it names none."""
    _require_desk(request)
    done = work.mark_read(by=request.user, ids=_ids(request.POST.getlist("notice")))
    sentence = ngettext("%(count)d notice was marked as read.", "%(count)d notices were marked as read.", done)
    messages.success(request, sentence % {"count": done})
    return HttpResponseRedirect(reverse("admin:notices"))


def _ids(texts: list[str]) -> list[UUID] | None:
    """None for none. Raises PermissionDenied for what no form of the desk sends."""
    try:
        return [UUID(text) for text in texts] or None
    except ValueError as wrong:
        raise PermissionDenied from wrong


def _require_desk(request: HttpRequest) -> None:
    if not rules.may_see_desk(request.user, None):
        raise PermissionDenied


EXTRA_PAGES.append(site_urls)
