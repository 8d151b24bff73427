"""The record as the desk sees it: revisions, which nobody changes."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from claims.admin.listing import BoundedList
from claims.models import Revision


@admin.register(Revision)
class RevisionAdmin(BoundedList):
    """The chain, newest first. It can be read and nothing else."""

    list_display = ["position", "claim", "number", "kind", "published_at", "actor", "is_reviewed"]
    list_display_links = ["position", "claim"]
    list_filter = ["kind", "is_reviewed", "published_at"]
    list_select_related = ["claim", "actor"]
    ordering = ["-position"]
    search_fields = ["claim__title", "claim__slug", "note", "hash"]
    fieldsets = [
        (
            None,
            {"fields": ["case", "number", "kind", "note", "published_at", "actor", "is_reviewed", "override_reason"]},
        ),
        (_("Chain"), {"fields": ["position", "content_hash", "previous_hash", "hash"]}),
    ]
    readonly_fields = ["case"]

    @admin.display(description=_("case"))
    def case(self, revision: Revision) -> str:
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:claims_claim_change", args=[revision.claim_id]), revision.claim
        )

    def view_on_site(self, revision: Revision) -> str:
        return reverse("claim-revision", args=[revision.claim.slug, revision.number])

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
