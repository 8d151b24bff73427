"""Importing claims that others published: bring a file, watch the job, read its report."""

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import rules
from claims.actions import import_runs
from claims.admin.site import EXTRA_PAGES
from claims.errors import FactcheckError
from claims.models import ImportRun
from claims.vocabulary import ImportFormat

PER_PAGE = 50
OUTCOMES = {
    "stored": gettext_lazy("rows stored as drafts"),
    "unchanged": gettext_lazy("rows that were imported before"),
    "kept": gettext_lazy("rows that say something else by now; nothing was overwritten"),
    "refused": gettext_lazy("rows refused"),
    "claims": gettext_lazy("new claims"),
    "published": gettext_lazy("claims published"),
    "notices": gettext_lazy("notices in the report"),
}


class BringForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("As its publisher offers it, for example claims.csv; may be gzip."),
    )
    format = forms.ChoiceField(
        label=gettext_lazy("Format"), choices=ImportFormat.choices, help_text=gettext_lazy("What kind of file it is.")
    )
    is_trial = forms.BooleanField(
        label=gettext_lazy("Only look, store nothing"),
        required=False,
        help_text=gettext_lazy("The report says what would happen."),
    )
    is_publishing = forms.BooleanField(
        label=gettext_lazy("Publish at once"),
        required=False,
        help_text=gettext_lazy("Recorded under your name as not seen by a second person. Else they are drafts."),
    )


def pages(site: Any) -> list[URLPattern]:
    def page(view: Any) -> Any:
        return site.admin_view(partial(view, site=site))

    return [
        path("claim-imports/", page(bring), name="claim_imports"),
        path("claim-imports/<uuid:run_id>/", page(show), name="claim_import"),
        path("claim-imports/<uuid:run_id>/report.csv", page(report), name="claim_import_report"),
    ]


def bring(request: HttpRequest, *, site: Any) -> HttpResponseBase:
    """The runs, and the form that starts one."""
    _require(request)
    form = BringForm(request.POST or None, request.FILES or None)
    if not rules.may_publish(request.user, None):
        del form.fields["is_publishing"]
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        file = given.pop("file")
        try:
            run = import_runs.bring(
                by=request.user,
                file_format=given.pop("format"),
                file_name=file.name,
                content=file.chunks(),
                size=file.size,
                **given,
            )
        except FactcheckError as refused:
            form.add_error("file", " ".join(refused.fields.values()) or refused.message)
        else:
            return HttpResponseRedirect(reverse("admin:claim_import", args=[run.pk]))
    runs = Paginator(ImportRun.objects.select_related("by"), PER_PAGE).get_page(request.GET.get("p"))
    return _page(request, site, "bring.html", title=_("Import claims"), form=form, runs=runs)


def show(request: HttpRequest, run_id: UUID, *, site: Any) -> HttpResponseBase:
    """How far a run is. A POST starts it once more."""
    _require(request)
    run = get_object_or_404(ImportRun.objects.select_related("by"), pk=run_id)
    if request.method == "POST":
        try:
            import_runs.again(by=request.user, run_id=run_id)
        except FactcheckError as refused:
            messages.error(request, refused.message)
        return HttpResponseRedirect(request.path)
    return _page(
        request,
        site,
        "run.html",
        title=run.file_name,
        run=run,
        counts=[(run.counts[name], label) for name, label in OUTCOMES.items() if name in run.counts],
        has_report=import_runs.has_report(run),
        may_start=import_runs.file_of(run).is_file(),
    )


def report(request: HttpRequest, run_id: UUID, *, site: Any) -> HttpResponseBase:
    _require(request)
    run = get_object_or_404(ImportRun, pk=run_id)
    if not import_runs.has_report(run):
        raise Http404
    file = import_runs.report_of(run).open("rb")
    return FileResponse(file, as_attachment=True, filename="import-report.csv", content_type="text/csv; charset=utf-8")


def _require(request: HttpRequest) -> None:
    if not rules.may_import(request.user, None):
        raise PermissionDenied


def _page(request: HttpRequest, site: Any, template: str, **context: Any) -> TemplateResponse:
    return TemplateResponse(request, f"admin/claims/imports/{template}", {**site.each_context(request), **context})


EXTRA_PAGES.append(pages)
