"""The page of a case: its fields, its parts, where it stands, and its way to the readers."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from claims import rules
from claims.admin import overview
from claims.admin.base import DeskAdmin, DeskInline, delete_selected, translations_of
from claims.admin.bulk import publish_selected, withdraw_selected
from claims.admin.refusals import RecordForm
from claims.admin.steps import Step, StepForm, StepsMixin, context_of
from claims.models import Claim, ClaimParty, ClaimTranslation, Event, Point, Relation, Request


class PartyOfClaimInline(DeskInline, admin.TabularInline):  # type: ignore[type-arg]  # as Django's own examples
    model = ClaimParty
    fields = ["order", "party", "role", "unasked_reason"]
    autocomplete_fields = ["party"]
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("party")


class PartInline(DeskInline):
    """Parts of the case; those that were removed are on their own list."""

    form = RecordForm
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(is_removed=False)  # type: ignore[misc]  # of ModelAdmin


class PointInline(PartInline, admin.StackedInline):  # type: ignore[type-arg]
    model = Point
    ordering = ["order"]
    fieldsets = [
        (None, {"fields": ["order", "text", "citations"]}),
        (_("Only where it differs from the claim"), {"fields": ["made_at"], "classes": ["collapse"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("citations")


class EventInline(PartInline, admin.StackedInline):  # type: ignore[type-arg]
    model = Event
    fields = ["order", "at", "text", "language", "citations"]
    classes = ["collapse"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("citations")


class RequestInline(PartInline, admin.StackedInline):  # type: ignore[type-arg]
    """The whole record, with its extensions, has a page of its own."""

    model = Request
    fields = ["to", "channel", "questions", "language", "sent_at", "deadline"]
    autocomplete_fields = ["to"]
    classes = ["collapse"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("to")


class RelationInline(PartInline, admin.TabularInline):  # type: ignore[type-arg]
    model = Relation
    fk_name = "claim"
    fields = ["type", "target"]
    autocomplete_fields = ["target"]
    classes = ["collapse"]


@admin.register(Claim)
class ClaimAdmin(StepsMixin, DeskAdmin):
    list_display = ["title", "claimant", "stage", "is_published", "updated_at"]
    list_filter = ["stage", "is_published", "topics"]
    list_select_related = ["claimant"]
    search_fields = ["title", "slug", "statement"]
    date_hierarchy = "updated_at"
    actions = [delete_selected, publish_selected, withdraw_selected]
    autocomplete_fields = ["claimant", "topics"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        (None, {"fields": ["title", "slug", "language", "claimant", "statement", "made_at"]}),
        (_("Evidence and frame"), {"fields": ["citations_of_claim", "scope_note", "topics"]}),
    ]
    inlines = [
        PartyOfClaimInline,
        PointInline,
        RequestInline,
        EventInline,
        RelationInline,
        translations_of(ClaimTranslation),
    ]

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return rules.may_publish(request.user, None)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Only for a new claim: an address that is known stays."""
        return super().get_prepopulated_fields(request, obj) if obj is None else {}

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """A new claim starts with its parties and points; what refers to citations comes once there is a case."""
        if obj is None:
            return [PartyOfClaimInline, PointInline, self.inlines[-1]]
        return self.inlines

    def render_change_form(
        self,
        request: HttpRequest,
        context: Any,
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        if obj is not None and change:
            context.update(overview.of_claim(obj, request.user))
        return super().render_change_form(request, context, add, change, form_url, obj)

    def render_step(self, request: HttpRequest, claim: Claim, step: Step, form: StepForm) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            **context_of(claim, request.user),
            "opts": self.opts,
            "title": step.title,
            "subtitle": str(claim),
            "claim": claim,
            "step": step,
            "form": form,
            "is_refused": form.is_bound and bool(form.errors),
        }
        return TemplateResponse(request, "admin/claims/claim/step.html", context)
