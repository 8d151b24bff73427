"""A response on a page of its own: its words, and its stance on each point; a stance with its hedges on another."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from claims.admin.base import DeskAdmin
from claims.admin.choices import is_key
from claims.admin.parts import CasePartAdmin
from claims.admin.refusals import DeskForm
from claims.admin.rows import StackedRows, StandingRows, TabularRows, translations_of
from claims.models import (
    Hedge,
    HedgeTranslation,
    Passage,
    PassageTranslation,
    Response,
    ResponseTranslation,
    Stance,
    StanceTranslation,
)

UNALTERED = [
    "party", "kind", "spokesperson_name", "spokesperson_role", "spokesperson_party", "made_at", "replaces",
]  # fmt: skip


class PassageInline(StackedRows):
    """The words of a published response are shown and cannot be changed."""

    model = Passage
    fields = ["order", "form", "text", "language", "translated_from", "citations"]
    ordering = ["order"]
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("citations")

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 1 if obj is None else 0

    def may(self, verb: str, request: Any, obj: Any) -> bool:
        return not getattr(obj, "is_published", False) and super().may(verb, request, obj)


class StanceInline(StandingRows, StackedRows):
    """Which points can be chosen, and which citations, is up to the case."""

    model = Stance
    fields = ["point", "stance", "directness", "words", "citations"]
    fetched_lists = ["citations"]

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 1 if obj is None else 0


@admin.register(Response)
class ResponseAdmin(CasePartAdmin):
    list_display = ["party", "kind", "made_at", "claim", "is_published", "is_removed"]
    list_filter = ["kind", "is_published", "is_removed"]
    list_select_related = ["claim", "party"]
    search_fields = ["party__name", "claim__title"]
    autocomplete_fields = ["claim", "party", "spokesperson_party"]
    own_fieldsets = [
        (None, {"fields": ["party", "kind", "made_at", "order"]}),
        (
            _("Spokesperson"),
            {
                "fields": [("spokesperson_name", "spokesperson_role"), "spokesperson_party"],
                "classes": ["collapse"],
                "description": _("What counts is the party. Whoever spoke for it is named here."),
            },
        ),
        (_("Afterwards"), {"fields": ["withdrawn_at", "replaces", "remark"], "classes": ["collapse"]}),
    ]
    inlines = [PassageInline, StanceInline, translations_of(ResponseTranslation)]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        groups = super().get_fieldsets(request, obj)
        if obj is None or not obj.is_published:
            return groups
        first, options = groups[0]
        return [
            (first, {**options, "description": UNALTERED_NOTE, "fields": [*options["fields"], "replacement"]}),
            *groups[1:],
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        return [*fields, *UNALTERED, "replacement"] if obj is not None and obj.is_published else fields

    def get_changeform_initial_data(self, request: HttpRequest) -> Any:
        """A replacement begins with what it replaces."""
        initial = super().get_changeform_initial_data(request)
        if replaced := self._replaced(request, initial.get("claim")):
            kept = {name: getattr(replaced, name) for name in UNALTERED if name != "replaces"}
            return {**kept, **initial, "replaces": replaced.pk}
        return initial

    def _replaced(self, request: HttpRequest, claim: Any) -> Response | None:
        named = request.GET.get("replaces", "")
        return Response.objects.filter(pk=named, claim=claim).first() if claim and is_key(Response, named) else None

    @admin.display(description=_("if it is mistyped"))
    def replacement(self, response: Response) -> str:
        address = reverse("admin:claims_response_add")
        query = urlencode({"claim": response.claim_id, "replaces": response.pk})
        return format_html('<a href="{}?{}">{}</a>', address, query, _("Replace it by a new response"))


UNALTERED_NOTE = _(
    "This response is published: what was said, by whom and when stays as it is. Its stances, your remark and a withdrawal "
    "by the party can be changed."
)


class HedgeInline(TabularRows):
    model = Hedge
    fields = ["order", "kind", "words", "citation"]
    ordering = ["order"]
    show_change_link = True


@admin.register(Stance)
class StanceAdmin(CasePartAdmin):
    list_display = ["response", "point", "stance", "directness", "is_removed"]
    list_filter = ["stance", "directness", "is_removed"]
    list_select_related = ["response__party", "point", "claim"]
    search_fields = ["response__party__name", "point__text", "words", "claim__title"]
    own_fieldsets = [(None, {"fields": ["response", "point", "stance", "directness", "words", "citations"]})]
    inlines = [HedgeInline, translations_of(StanceTranslation)]


class WordsAdmin(DeskAdmin):
    """Rows that are edited with their response or stance; their pages are there for translations."""

    form = DeskForm
    owner = ""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [self.owner] if obj is not None else []

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Passage)
class PassageAdmin(WordsAdmin):
    owner = "response"
    list_display = ["text", "form", "language"]
    fields = ["response", "order", "form", "text", "language", "translated_from", "citations"]
    raw_id_fields = ["response"]
    inlines = [translations_of(PassageTranslation)]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is not None and obj.response.is_published:
            return self.fields
        return super().get_readonly_fields(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not (obj and obj.response.is_published) and super().has_delete_permission(request, obj)


@admin.register(Hedge)
class HedgeAdmin(WordsAdmin):
    owner = "stance"
    list_display = ["words", "kind", "stance"]
    list_select_related = ["stance"]
    fields = ["stance", "order", "kind", "words", "citation"]
    raw_id_fields = ["stance"]
    inlines = [translations_of(HedgeTranslation)]
