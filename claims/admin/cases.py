"""The page of a case: its fields, its parts, where it stands, and its way to the readers."""

from typing import Any

from django.contrib import admin
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from claims import rules
from claims.admin import overview
from claims.admin.base import DeskAdmin, delete_selected
from claims.admin.bulk import publish_selected, withdraw_selected
from claims.admin.rows import StackedRows, StandingRows, TabularRows, translations_of
from claims.admin.steps import Step, StepForm, StepsMixin, context_of
from claims.models import Claim, ClaimParty, ClaimTranslation, Point, Relation, Request


class PartyOfClaimInline(TabularRows):
    model = ClaimParty
    fields = ["order", "party", "role", "unasked_reason"]
    autocomplete_fields = ["party"]
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("party")


class PointInline(StandingRows, StackedRows):
    model = Point
    ordering = ["order"]
    fetched_lists = ["citations"]
    fieldsets = [
        (None, {"fields": ["order", "text", "citations"]}),
        (_("Only where it differs from the claim"), {"fields": ["made_at"], "classes": ["collapse"]}),
    ]


class RequestInline(StandingRows, StackedRows):
    """The whole record, with its extensions, has a page of its own."""

    model = Request
    fields = ["to", "channel", "questions", "language", "sent_at", "deadline"]
    autocomplete_fields = ["to"]
    fetched = ["to"]
    classes = ["collapse"]


class RelationInline(StandingRows, TabularRows):
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
        RelationInline,
        translations_of(ClaimTranslation),
    ]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """With its topics, which the form shows twice: as chosen, and by name."""
        claim = super().get_object(request, object_id, from_field)
        if claim is not None:
            prefetch_related_objects([claim], "topics")
        return claim

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
