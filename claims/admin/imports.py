"""Importing a list from CSV: first looked at, with every wrong row named, then stored.

A short table is answered at once; of a long one the page says how far it is.
"""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import rules
from claims.actions import import_runs, list_runs
from claims.actions.import_columns import COLUMNS
from claims.errors import FactcheckError
from claims.formats import list_imports
from claims.models import ListRun

ON_A_PAGE = 200
RUNS_SHOWN = 10


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy("UTF-8, at most 20 MB, with a line that names the columns. Nothing is stored yet."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > list_runs.LARGEST:
            raise forms.ValidationError(_("The file is larger than 20 MB. Divide it."))
        return file


class Imports(admin.ModelAdmin):  # type: ignore[type-arg]  # of a model of COLUMNS
    def get_urls(self) -> list[Any]:
        name, wrap = f"claims_{self.opts.model_name}_import", self.admin_site.admin_view
        own = [
            path("import/", wrap(self.import_view), name=name),
            path("import/<uuid:run_id>/", wrap(self.import_report_view), name=f"{name}_report"),
            path("import/<uuid:run_id>/wrong.csv", wrap(self.import_wrong_view), name=f"{name}_wrong"),
        ]
        return [*own, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        context = extra_context or {}
        if rules.may_create(request.user, None):
            file = {"url": self._url("import"), "label": _("Import CSV"), "takes_query": False}
            context = {**context, "files": [*context.get("files", []), file]}
        return super().changelist_view(request, context)

    def import_view(self, request: HttpRequest) -> HttpResponseBase:
        """The form that brings a file, and what the user brought before."""
        self._require(request)
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            file = form.cleaned_data["file"]
            try:
                run = list_imports.bring(by=request.user, table=self._name, file_name=file.name, data=file.read())
            except FactcheckError as refused:
                form.add_error("file", " ".join(refused.fields.values()) or refused.message)
            else:
                return HttpResponseRedirect(self._url("import_report", run.pk))
        runs = ListRun.objects.filter(table=self._name, by=request.user.pk).select_related("by")[:RUNS_SHOWN]
        return self._page(
            request,
            "import.html",
            title=self._title(),
            form=form,
            columns=self._columns(),
            runs=runs,
            run_address=f"admin:claims_{self._name}_import_report",
        )

    def import_report_view(self, request: HttpRequest, run_id: UUID) -> HttpResponseBase:
        """What is known of a file so far. A POST stores it, or starts once more what broke off."""
        run = self._run(request, run_id)
        if request.method == "POST":
            return self._post(request, run)
        reasons = run.counts.get("reasons", 0) if import_runs.has_report(run) else 0
        page = Paginator(range(reasons), ON_A_PAGE).get_page(request.GET.get("p"))
        return self._page(
            request,
            "import_run.html",
            title=self._title(),
            run=run,
            may_start=import_runs.file_of(run).is_file(),
            wrong=list_imports.wrong_of(run, page.start_index() - 1, page.end_index()) if reasons else [],
            page=page,
            wrong_url=self._url("import_wrong", run.pk),
            upload_url=self._url("import"),
            list_url=self._url("changelist"),
        )

    def import_wrong_view(self, request: HttpRequest, run_id: UUID) -> HttpResponseBase:
        """Every wrong cell, as a table of its own."""
        run = self._run(request, run_id)
        if not import_runs.has_report(run):
            raise Http404
        name, kind = f"{self._name}-wrong.csv", "text/csv; charset=utf-8"
        return FileResponse(import_runs.report_of(run).open("rb"), as_attachment=True, filename=name, content_type=kind)

    def _post(self, request: HttpRequest, run: ListRun) -> HttpResponseBase:
        try:
            if "again" in request.POST:
                list_imports.again(by=request.user, run_id=run.pk)
            else:
                list_imports.store(by=request.user, run_id=run.pk, is_only_right="only_right" in request.POST)
        except FactcheckError as refused:
            messages.error(request, refused.message)
        return HttpResponseRedirect(request.path)

    def _require(self, request: HttpRequest) -> None:
        if not rules.may_create(request.user, None):
            raise PermissionDenied

    def _run(self, request: HttpRequest, run_id: UUID) -> ListRun:
        """A file is for the person who brought it."""
        self._require(request)
        return get_object_or_404(ListRun.objects.select_related("by"), pk=run_id, table=self._name, by=request.user)

    @property
    def _name(self) -> str:
        return str(self.opts.model_name)

    def _url(self, page: str, *args: Any) -> str:
        return reverse(f"admin:claims_{self._name}_{page}", args=args)

    def _title(self) -> str:
        return _("Import %(records)s") % {"records": self.opts.verbose_name_plural}

    def _columns(self) -> list[tuple[str, Any]]:
        columns = COLUMNS[self.model]
        return [(name, self.model._meta.get_field(name)) for name in columns]

    def _page(self, request: HttpRequest, template: str, **context: Any) -> TemplateResponse:
        known = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, f"admin/claims/lists/{template}", known | context)
