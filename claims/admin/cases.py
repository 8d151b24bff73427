"""The page of a case: its fields, its parts, where it stands, and its way to the readers."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims import rules
from claims.admin import changes, drafts, overview, reports
from claims.admin.base import DeskAdmin
from claims.admin.bulk import add_topic_selected, assign_selected, publish_selected, withdraw_selected
from claims.admin.desk import starting, translations
from claims.admin.desk.views import urls as workspace_urls
from claims.admin.exports import export_csv, export_xlsx
from claims.admin.filters import ClaimsWaiting, TopicFilter
from claims.admin.listing import BoundedChangeList
from claims.admin.merges import MergesMixin
from claims.admin.removing import delete_selected
from claims.admin.rows import StackedRows, StandingRows, TabularRows, translations_of
from claims.admin.step_forms import StepForm
from claims.admin.steps import Step, StepsMixin
from claims.models import Claim, ClaimParty, ClaimTranslation, Point, Relation, Request

PAGES: list[Callable[[Any], list[Any]]] = [workspace_urls, starting.urls, translations.urls, changes.urls]
"""Each gives the addresses of one part of the desk, wrapped for the admin site."""


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


class CaseList(BoundedChangeList):
    """Its rows lead to the workspace."""

    def url_for_result(self, result: Any) -> str:
        return reverse("admin:claims_claim_desk", args=[result.pk])


@admin.register(Claim)
class ClaimAdmin(MergesMixin, StepsMixin, DeskAdmin):
    change_list_template = "admin/claims/claim/change_list.html"
    list_display = ["title", "claimant", "stage", "is_published", "updated_at"]
    list_filter = [ClaimsWaiting, "stage", "is_published", TopicFilter]
    list_select_related = ["claimant"]
    search_fields = ["title", "slug", "statement"]
    is_search_indexed = True
    actions = [
        export_csv,
        export_xlsx,
        assign_selected,
        add_topic_selected,
        publish_selected,
        withdraw_selected,
        delete_selected,
    ]
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

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist(request, **kwargs) if "_popup" in request.GET else CaseList

    def get_urls(self) -> list[Any]:
        """With the pages that parts of the desk add to a case."""
        return [url for part in PAGES for url in part(self)] + super().get_urls()

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
        context["show_save_and_add_another"] = False  # a case begins with its text
        if obj is not None and change:
            context.update(overview.of_claim(obj, request.user))
        answer: HttpResponse = super().render_change_form(request, context, add, change, form_url, obj)
        return answer

    def render_step(
        self,
        request: HttpRequest,
        claim: Claim,
        step: Step,
        form: StepForm,
        *,
        acts: list[Any],
        draft: drafts.Mark,
        status: int,
    ) -> HttpResponse:
        """``acts``: what others did since the page was shown before."""
        context = {
            "seen": reports.newest_of(claim),
            "acts": acts,
            **self.admin_site.each_context(request),
            **changes.context_of(claim, request.user),
            "opts": self.opts,
            "title": step.title,
            "subtitle": str(claim),
            "claim": claim,
            "step": step,
            "form": form,
            "draft": draft,
            "barred": step.barred(request.user, claim),
            "is_refused": form.is_bound and bool(form.errors),
        }
        return TemplateResponse(request, "admin/claims/claim/step.html", context, status=status)
