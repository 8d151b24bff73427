"""Pages about the site, for administrators: the text that comes with the software is where each begins."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims import rules
from claims.admin.base import DeskAdmin
from claims.admin.refusals import DeskForm
from claims.formats import about
from claims.models import AboutText


@admin.register(AboutText)
class AboutTextAdmin(DeskAdmin):
    form = DeskForm
    list_display = ["page", "language", "updated_at"]
    list_filter = ["page", "language"]
    search_fields = ["text"]
    fields = ["page", "language", "text", "as_read"]
    readonly_fields = ["as_read"]

    @admin.display(description=_("as readers see it"))
    def as_read(self, text: AboutText) -> str:
        return about.as_html(text.text) if text.text else ""

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """``?page=method&language=de`` begins with the text that readers see there so far."""
        asked: dict[str, Any] = super().get_changeform_initial_data(request)
        if about.is_page(asked.get("page", ""), asked.get("language", "")):
            asked.setdefault("text", about.default(asked["page"], asked["language"]))
        return asked

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Which page a text is of does not change: old addresses would lead to other words."""
        fixed = ("page", "language") if obj else ()
        return [*super().get_readonly_fields(request, obj), *fixed]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return rules.may_edit_about(request.user, None)
