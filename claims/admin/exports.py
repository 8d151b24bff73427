"""A list as a file: what is selected, or all that is filtered, as CSV or XLSX."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.formats import tables

XLSX_ROWS = 50_000
LEFT_OUT = {"headers", "salt", "search", "search_text", "content"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Exports(admin.ModelAdmin):  # type: ignore[type-arg]  # of any model
    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.export_view)
        return [path("export/<str:kind>/", view, name=f"claims_{self.opts.model_name}_export"), *super().get_urls()]

    def export_view(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        """All rows of the list as its address filters it."""
        if kind not in ("csv", "xlsx"):
            raise Http404
        if not self.has_view_permission(request):
            raise PermissionDenied
        return answer(self, request, self.get_changelist_instance(request).queryset, kind)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        files = [
            {
                "url": reverse(f"admin:claims_{self.opts.model_name}_export", args=[kind]),
                "label": label,
                "takes_query": True,
            }
            for kind, label in (("csv", _("List as CSV")), ("xlsx", _("List as XLSX")))
        ]
        context = extra_context or {}
        return super().changelist_view(request, {**context, "files": [*context.get("files", []), *files]})


def columns_of(model: Any) -> dict[str, str]:
    """The path to each value, by the name of its column: another record by its slug, else by its id."""
    columns = {}
    for field in model._meta.concrete_fields:
        if field.name not in LEFT_OUT:
            related = field.related_model if field.is_relation else None
            has_slug = related is not None and any(each.name == "slug" for each in related._meta.concrete_fields)
            columns[field.name] = f"{field.name}__slug" if has_slug else field.attname
    return columns


def answer(page: Any, request: HttpRequest, rows: models.QuerySet[Any], kind: str) -> HttpResponseBase:
    columns = columns_of(page.model)
    values: Iterator[Any] = rows.select_related(None).values_list(*columns.values()).iterator(chunk_size=2000)
    name = f"{page.opts.model_name}-{timezone.localdate().isoformat()}.{kind}"
    if kind == "csv":
        response = StreamingHttpResponse(
            tables.csv_lines(list(columns), values), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    if rows.order_by()[: XLSX_ROWS + 1].count() > XLSX_ROWS:
        page.message_user(request, _("Too many rows for XLSX. Take CSV, or narrow the list."), messages.ERROR)
        return HttpResponseRedirect(reverse(f"admin:claims_{page.opts.model_name}_changelist"))
    file = TemporaryFile()  # noqa: SIM115 - the answer closes it
    tables.write_xlsx(file, list(columns), values)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


@admin.action(permissions=["view"], description=gettext_lazy("Save the selected rows as CSV"))
def export_csv(modeladmin: Any, request: HttpRequest, queryset: Any) -> HttpResponseBase:
    return answer(modeladmin, request, queryset, "csv")


@admin.action(permissions=["view"], description=gettext_lazy("Save the selected rows as XLSX"))
def export_xlsx(modeladmin: Any, request: HttpRequest, queryset: Any) -> HttpResponseBase:
    return answer(modeladmin, request, queryset, "xlsx")
