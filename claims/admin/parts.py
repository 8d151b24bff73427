"""Parts of a case with pages of their own: points, citations, requests, events, relations, assessments."""

from typing import Any, ClassVar

from django.contrib import admin
from django.forms import HiddenInput
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.translation import gettext_lazy as _

from claims.admin.base import DeskAdmin
from claims.admin.choices import claim_named
from claims.admin.filters import QuotesWaiting, RequestsWaiting
from claims.admin.refusals import DeskForm
from claims.admin.rows import StackedRows, translations_of
from claims.models import (
    Assessment,
    Citation,
    Claim,
    ClaimParty,
    ClaimPartyTranslation,
    Event,
    EventTranslation,
    Point,
    PointTranslation,
    Relation,
    Request,
    RequestExtension,
    RequestTranslation,
)
from claims.models.record import CaseRecord


class CasePartAdmin(DeskAdmin):
    """A new part is added from its case; the case of an existing one is fixed, and a link leads back to it."""

    list_filter: ClassVar[Any] = ["is_removed", "is_published"]
    list_select_related: ClassVar[Any] = ["claim"]
    autocomplete_fields: ClassVar[Any] = ["claim"]
    own_fieldsets: ClassVar[Any] = []

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None and claim_named(request) is None:
            return [(_("Of which case?"), {"fields": ["claim"], "description": START})]
        groups = [(name, dict(options)) for name, options in self.own_fieldsets]
        groups[0][1]["fields"] = ["case" if obj is not None else "claim", *groups[0][1]["fields"]]
        if obj is None:
            groups[0][1]["description"] = conditional_escape(_("For the case: %(title)s") % {"title": _title(request)})
        if obj is not None and obj.is_published:
            groups[-1][1]["fields"] = [*groups[-1][1]["fields"], "is_removed"]
        return self.with_version(request, obj, groups)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_readonly_fields(request, obj), *(["case"] if obj is not None else [])]

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return [] if obj is None and claim_named(request) is None else self.inlines

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if obj is None and claim_named(request) and "claim" in form.base_fields:
            form.base_fields["claim"].widget = HiddenInput()
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> Any:
        named = claim_named(request)
        return {**_without_case(super().get_changeform_initial_data(request)), **({"claim": named} if named else {})}

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Without a case there is nothing to enter yet: the first answer leads to the form with it."""
        if object_id is None and request.method == "POST" and "_case_chosen" in request.POST and claim_named(request):
            return HttpResponseRedirect(f"{request.path}?claim={claim_named(request)}")
        asks = object_id is None and claim_named(request) is None
        return super().changeform_view(request, object_id, form_url, {"asks_for_case": asks, **(extra_context or {})})

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> Any:
        return self._back_to_case(request, obj)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> Any:
        return self._back_to_case(request, obj)

    def _back_to_case(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """Where one came from: the workspace (``?from=desk``), or the fields of the claim."""
        page = "desk" if request.GET.get("from") == "desk" else "change"
        return HttpResponseRedirect(reverse(f"admin:claims_claim_{page}", args=[obj.claim_id]))

    @admin.display(description=_("case"))
    def case(self, obj: CaseRecord) -> str:
        return format_html('<a href="{}">{}</a>', reverse("admin:claims_claim_change", args=[obj.claim_id]), obj.claim)


def _title(request: HttpRequest) -> str:
    return str(Claim.objects.only("title").get(pk__in=[claim_named(request)]))


START = _("A part belongs to one case for good. Quicker: open the case and add the part from there.")


def _without_case(data: Any) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != "claim"}


@admin.register(Point)
class PointAdmin(CasePartAdmin):
    list_display = ["order", "text", "claim", "is_removed"]
    list_display_links = ["text"]
    search_fields = ["text", "claim__title"]
    autocomplete_fields = ["claim", "subjects"]
    own_fieldsets = [
        (None, {"fields": ["order", "text", "citations"]}),
        (_("Only where it differs from the claim"), {"fields": ["made_at", "subjects", "replaces"]}),
    ]
    inlines = [translations_of(PointTranslation)]


@admin.register(Citation)
class CitationAdmin(CasePartAdmin):
    list_display = ["__str__", "source", "role", "anchor", "claim"]
    list_filter = [QuotesWaiting, "role", "anchor", "is_removed"]
    list_select_related = ["claim", "source"]
    search_fields = ["exact", "locator", "source__title", "claim__title"]
    autocomplete_fields = ["claim", "source"]
    raw_id_fields = ["snapshot"]
    own_fieldsets = [
        (None, {"fields": ["source", "role", "locator", "voices"]}),
        (_("Quoted words"), {"fields": ["exact", "language", "translated_from"]}),
        (
            _("Place in a captured copy"),
            {"fields": [("prefix", "suffix"), "snapshot", ("start", "end"), "anchor"], "classes": ["collapse"]},
        ),
    ]


class ExtensionInline(StackedRows):
    model = RequestExtension
    fields = ["granted_at", "until"]


@admin.register(Request)
class RequestAdmin(CasePartAdmin):
    list_display = ["to", "channel", "sent_at", "deadline", "outcome", "claim"]
    list_filter = [RequestsWaiting, "channel", "outcome", "is_removed"]
    list_select_related = ["claim", "to"]
    search_fields = ["to__name", "questions", "claim__title"]
    autocomplete_fields = ["claim", "to"]
    own_fieldsets = [
        (None, {"fields": ["to", "points", "channel", "questions", "language", "sent_at", "deadline"]}),
        (_("What came of it"), {"fields": ["outcome", "outcome_at", "response"]}),
    ]
    inlines = [ExtensionInline, translations_of(RequestTranslation)]


@admin.register(Event)
class EventAdmin(CasePartAdmin):
    list_display = ["text", "at", "claim", "is_removed"]
    search_fields = ["text", "claim__title"]
    own_fieldsets = [(None, {"fields": ["order", "at", "text", "language", "citations"]})]
    inlines = [translations_of(EventTranslation)]


@admin.register(Relation)
class RelationAdmin(CasePartAdmin):
    list_display = ["claim", "type", "target", "is_removed"]
    list_filter = ["type", "is_removed"]
    list_select_related = ["claim", "target"]
    search_fields = ["claim__title", "target__title"]
    autocomplete_fields = ["claim", "target"]
    own_fieldsets = [(None, {"fields": ["type", "target"]})]


@admin.register(Assessment)
class AssessmentAdmin(CasePartAdmin):
    list_display = ["label", "author", "scale", "claim", "is_removed"]
    list_select_related = ["claim", "author", "scale"]
    search_fields = ["label", "author__name", "claim__title"]
    autocomplete_fields = ["claim", "author", "scale"]
    own_fieldsets = [
        (None, {"fields": ["author", "label", "language", "points", "reasons", "made_at", "url", "citations"]}),
        (_("Scale"), {"fields": ["scale", ("rating_value", "rating_worst", "rating_best")]}),
    ]


@admin.register(ClaimParty)
class PartyOfClaimAdmin(DeskAdmin):
    """Reached from the case; here the reason why a party was not asked is translated."""

    form = DeskForm

    list_display = ["party", "role", "claim"]
    list_select_related = ["claim", "party"]
    autocomplete_fields = ["claim", "party"]
    fields = ["claim", "party", "role", "order", "unasked_reason"]
    inlines = [translations_of(ClaimPartyTranslation)]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ["claim"] if obj is not None else []

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False
