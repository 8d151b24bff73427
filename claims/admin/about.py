"""Pages about the site, for administrators: the text that comes with the software is where each begins."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from claims import rules
from claims.admin.base import DeskAdmin
from claims.admin.refusals import DeskForm
from claims.formats import about
from claims.models import AboutText
from claims.vocabulary import AboutPage


@admin.register(AboutText)
class AboutTextAdmin(DeskAdmin):
    form = DeskForm
    change_list_template = "admin/claims/abouttext/change_list.html"
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

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """With the pages that have no text of the site's own: readers see one there, and it is where to begin."""
        return super().changelist_view(request, {"by_default": _by_default(), **(extra_context or {})})

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """As readers see it, once it is saved."""
        return [name for name in super().get_fields(request, obj) if obj or name != "as_read"]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "text":
            field.widget.attrs["rows"] = 24
        return field

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Which page a text is of does not change: old addresses would lead to other words."""
        fixed = ("page", "language") if obj else ()
        return [*super().get_readonly_fields(request, obj), *fixed]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return rules.may_edit_about(request.user, None)


def _by_default() -> list[dict[str, Any]]:
    """The pages, each in each language of the site, that show the text that comes with the software: one query."""
    own = set(AboutText.objects.values_list("page", "language"))
    begin = reverse("admin:claims_abouttext_add")
    found = []
    for page in AboutPage:
        for code, _name in settings.LANGUAGES:
            if (page, code) in own:
                continue
            with translation.override(code):
                as_read = reverse("about", args=[page])
            found.append(
                {
                    "page": page.label,
                    "language": get_language_info(code)["name_translated"],
                    "begin": f"{begin}?{urlencode({'page': page, 'language': code})}",
                    "as_read": as_read,
                }
            )
    return found
