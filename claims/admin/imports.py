"""Importing a table: upload, look at what it would do with every wrong row, confirm."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import rules
from claims.actions import importing
from claims.actions.import_columns import COLUMNS
from claims.admin import import_files
from claims.errors import FactcheckError
from claims.formats import tables

LARGEST = 20_000_000
ON_A_PAGE = 200


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy("UTF-8, at most 20 MB, with a line that names the columns. Nothing is stored yet."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 20 MB. Divide it."))
        return file


class Imports(admin.ModelAdmin):  # type: ignore[type-arg]  # of a model of COLUMNS
    def get_urls(self) -> list[Any]:
        name, wrap = f"claims_{self.opts.model_name}_import", self.admin_site.admin_view
        own = [
            path("import/", wrap(self.import_view), name=name),
            path("import/<str:token>/", wrap(self.import_report_view), name=f"{name}_report"),
            path("import/<str:token>/wrong.csv", wrap(self.import_wrong_view), name=f"{name}_wrong"),
        ]
        return [*own, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        context = extra_context or {}
        if rules.may_create(request.user, None):
            file = {"url": self._url("import"), "label": _("Import CSV"), "takes_query": False}
            context = {**context, "files": [*context.get("files", []), file]}
        return super().changelist_view(request, context)

    def import_view(self, request: HttpRequest) -> HttpResponseBase:
        self._require(request)
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            data = form.cleaned_data["file"].read()
            try:
                report = importing.look(by=request.user, model=self.model, rows=self._rows(data))
            except FactcheckError as refused:
                form.add_error("file", refused.message)
            else:
                token = import_files.keep(data, user=request.user, model=self._name)
                import_files.keep_report(self._path(request, token), report)
                return HttpResponseRedirect(self._url("import_report", token))
        return self._page(request, "import.html", form=form, columns=self._columns(), title=self._title())

    def import_report_view(self, request: HttpRequest, token: str) -> HttpResponseBase:
        self._require(request)
        file = self._path(request, token)
        if request.method == "POST":
            return self._write(request, file, token)
        report = import_files.report_of(file)
        return self._page(
            request,
            "import_report.html",
            title=self._title(),
            report=report,
            wrong=Paginator(report.wrong, ON_A_PAGE).get_page(request.GET.get("p")),
            may_write=bool(report.added or report.changed),
            wrong_url=self._url("import_wrong", token),
            upload_url=self._url("import"),
        )

    def import_wrong_view(self, request: HttpRequest, token: str) -> HttpResponseBase:
        """Every wrong cell, as a table of its own."""
        self._require(request)
        report = import_files.report_of(self._path(request, token))
        rows = ((each.line, each.field, each.value, each.sentence) for each in report.wrong)
        lines = tables.csv_lines(["line", "column", "value", "what is wrong"], rows)
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self._name}-wrong.csv"'
        return response

    def _write(self, request: HttpRequest, file: Path, token: str) -> HttpResponse:
        try:
            report = importing.write(
                by=request.user,
                model=self.model,
                rows=self._rows(file.read_bytes()),
                only_right="only_right" in request.POST,
            )
        except FactcheckError as refused:
            messages.error(request, refused.message)
            return HttpResponseRedirect(self._url("import_report", token))
        import_files.drop(file)
        counts = {"added": report.added, "changed": report.changed, "wrong": report.wrong_lines}
        sentence = _("Imported: %(added)d added, %(changed)d changed, %(wrong)d wrong rows left out.")
        messages.success(request, sentence % counts)
        return HttpResponseRedirect(reverse(f"admin:claims_{self._name}_changelist"))

    def _rows(self, data: bytes) -> Iterator[importing.Cells]:
        try:
            header, rows = tables.read_csv(data)
        except tables.NoTable as refused:
            sentence = (
                _("Line %(line)d is no CSV.") % {"line": refused.line}
                if refused.line
                else _("This is no CSV in UTF-8.")
            )
            raise FactcheckError(sentence) from refused
        importing.require_header(self.model, header)
        return ((row.line, row.cells, row.extra) for row in rows)

    def _require(self, request: HttpRequest) -> None:
        if not rules.may_create(request.user, None):
            raise PermissionDenied

    def _path(self, request: HttpRequest, token: str) -> Path:
        return import_files.path_of(token, user=request.user, model=self._name)

    @property
    def _name(self) -> str:
        return str(self.opts.model_name)

    def _url(self, page: str, *args: str) -> str:
        return reverse(f"admin:claims_{self._name}_{page}", args=args)

    def _title(self) -> str:
        return _("Import %(records)s") % {"records": self.opts.verbose_name_plural}

    def _columns(self) -> list[tuple[str, Any]]:
        columns = COLUMNS[self.model]
        return [(name, self.model._meta.get_field(name)) for name in columns]

    def _page(self, request: HttpRequest, template: str, **context: Any) -> TemplateResponse:
        known = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, f"admin/claims/lists/{template}", known | context)
