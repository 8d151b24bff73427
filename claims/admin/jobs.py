"""Jobs that failed, for administrators: which, with what, and when."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from procrastinate.contrib.django.models import ProcrastinateJob

from claims import rules
from claims.admin.site import EXTRA_PAGES

SHOWN = 100


def pages(site: admin.AdminSite) -> list[URLPattern]:
    def failed(request: HttpRequest) -> HttpResponse:
        if not rules.may_override(request.user, None):
            raise PermissionDenied
        context = {**site.each_context(request), "title": _("Failed jobs"), "jobs": newest(), "shown": SHOWN}
        return TemplateResponse(request, "admin/claims/lists/jobs.html", context)

    return [path("jobs/", site.admin_view(failed), name="failed_jobs")]


def newest() -> list[Any]:
    rows = ProcrastinateJob.objects.filter(status="failed").order_by("-id")
    return list(
        rows.annotate(last_at=Max("procrastinateevent__at")).values("id", "task_name", "args", "attempts", "last_at")[
            :SHOWN
        ]
    )


EXTRA_PAGES.append(pages)
