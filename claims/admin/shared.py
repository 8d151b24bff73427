"""Records that many cases share: parties, sources, topics, rating scales."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from claims.admin.base import DeskAdmin
from claims.admin.filters import SourcesWaiting
from claims.admin.imports import Imports
from claims.admin.lookups import as_autocomplete
from claims.admin.merges import MergesMixin
from claims.admin.refusals import DeskForm
from claims.admin.rows import StackedRows, TabularRows, translations_of
from claims.models import Party, PartyAlias, RatingScale, Snapshot, Source, SourceTranslation, Topic, TopicTranslation


class SharedAdmin(DeskAdmin):
    """The address of a page is suggested for a new record and stays for an old one."""

    suggested_from = "name"

    def get_prepopulated_fields(self, request: Any, obj: Any = None) -> Any:
        return {"slug": [self.suggested_from]} if obj is None else {}

    def get_search_results(self, request: Any, queryset: Any, search_term: str) -> Any:
        """The autocomplete of fields finds what the look-ups of the workspace find."""
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            return as_autocomplete(queryset, search_term.replace("\x00", "")), False
        return super().get_search_results(request, queryset, search_term)


class AliasInline(TabularRows):
    model = PartyAlias
    fields = ["name"]


@admin.register(Party)
class PartyAdmin(MergesMixin, Imports, SharedAdmin):
    list_display = ["name", "short_name", "kind", "affiliation", "is_private", "is_published"]
    list_filter = ["kind", "is_private", "is_published"]
    list_select_related = ["affiliation"]
    search_fields = ["name", "short_name", "slug", "aliases__name"]
    is_search_indexed = True
    autocomplete_fields = ["affiliation"]
    fieldsets = [
        (None, {"fields": ["name", "short_name", "slug", "kind", "affiliation", "same_as"]}),
        (_("Private person"), {"fields": ["is_private", "public_label", "naming_reason"]}),
    ]
    inlines = [AliasInline]


class SnapshotInline(StackedRows):
    """What was captured. The text is for the desk only."""

    model = Snapshot
    fields = ["sha256", "captured_at", "media_type", "size", "archived", "text"]
    classes = ["collapse"]


@admin.register(Source)
class SourceAdmin(MergesMixin, Imports, SharedAdmin):
    suggested_from = "title"
    list_display = ["title", "kind", "publisher", "published_at", "is_held", "is_published"]
    list_filter = [SourcesWaiting, "kind", "is_held", "is_published"]
    list_select_related = ["publisher"]
    search_fields = ["title", "slug", "url", "publisher__name"]
    is_search_indexed = True
    autocomplete_fields = ["publisher", "relays"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "kind", "language", "publisher", "authors", "url", "published_at"]}),
        (_("Where it has its knowledge from"), {"fields": ["relays", "attributed_to"]}),
        (_("Copy"), {"fields": ["is_held"]}),
    ]
    inlines = [SnapshotInline, translations_of(SourceTranslation)]


@admin.register(Snapshot)
class SnapshotAdmin(DeskAdmin):
    """Reached from its source, and where a citation chooses the copy that its positions count in."""

    form = DeskForm
    list_display = ["source", "sha256", "captured_at"]
    list_select_related = ["source"]
    search_fields = ["sha256", "source__title"]
    autocomplete_fields = ["source"]
    fields = ["source", "sha256", "captured_at", "media_type", "size", "archived", "text"]

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        return ["source"] if obj is not None else []

    def has_module_permission(self, request: Any) -> bool:
        return False


@admin.register(Topic)
class TopicAdmin(MergesMixin, Imports, SharedAdmin):
    list_display = ["name", "slug", "language", "is_published"]
    list_filter = ["is_published"]
    search_fields = ["name", "slug"]
    is_search_indexed = True
    fields = ["name", "slug", "language"]
    inlines = [translations_of(TopicTranslation)]


@admin.register(RatingScale)
class RatingScaleAdmin(DeskAdmin):
    form = DeskForm
    list_display = ["name", "version", "owner"]
    list_select_related = ["owner"]
    search_fields = ["name", "owner__name"]
    autocomplete_fields = ["owner"]
    fields = ["name", "version", "owner"]
