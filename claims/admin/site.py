"""The desk as one site: its name, its first page, and the pages that belong to no single model."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from claims import rules
from claims.admin import dashboard

EXTRA_PAGES: list[Callable[[admin.AdminSite], list[URLPattern]]] = []
"""Each gives the addresses of one part of the desk, its views wrapped by ``site.admin_view``."""

SAID_BY_DJANGO = (
    gettext_noop("Save and add another"),
    gettext_noop("Save and continue editing"),
    gettext_noop("Save and view"),
    gettext_noop("Save as new"),
    gettext_noop("After you’ve created a user, you’ll be able to edit more user options."),
    gettext_noop("Password-based authentication"),
    gettext_noop("Enabled"),
    gettext_noop("Disabled"),
    gettext_noop(
        "Whether the user will be able to authenticate using a password or not. If disabled, they may still be able to"
        " authenticate using other backends, such as Single Sign-On or LDAP."
    ),
    gettext_noop("Raw passwords are not stored, so there is no way to see the user’s password."),
)
"""Named here for our catalogue: Django has no German for some, and says “sichern” where the desk says “speichern”."""


class DeskSite(admin.AdminSite):
    site_header = _("factcheck desk")
    site_title = _("factcheck desk")
    index_title = _("Desk")
    enable_nav_sidebar = False  # forty stops of the Tab key before the second field

    def get_urls(self) -> list[Any]:
        return [page for part in EXTRA_PAGES for page in part(self)] + super().get_urls()

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """A case begins in one way, wherever one comes from: with its text."""
        apps: list[Any] = super().get_app_list(request, app_label)
        for model in (each for app in apps for each in app["models"]):
            if model["object_name"] == "Claim" and model.get("add_url"):
                model["add_url"] = reverse("admin:claims_claim_new")
        return apps

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        context = {
            "boards": dashboard.boards_of(request.user),
            "may_see_desk": rules.may_see_desk(request.user, None),
            "may_create": rules.may_create(request.user, None),
            "may_import": rules.may_import(request.user, None),
        }
        return super().index(request, {**context, **(extra_context or {})})
