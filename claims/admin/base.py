"""A page of the desk: it writes through actions, shows their refusals where they belong, and asks their rights."""

from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponseRedirect
from django.template.response import TemplateResponse

from claims.actions import editing
from claims.admin import choices, conflicts, deleted, drafts, gone, presence, saving, unsaved
from claims.admin.exports import Exports, export_csv, export_xlsx
from claims.admin.history import HistoryPages, acting
from claims.admin.listing import BoundedList
from claims.admin.options import DeskOptions, attempt_of, may_change
from claims.admin.refusals import RefusedForm
from claims.admin.removing import Removing, delete_selected, stays
from claims.admin.searches import SavedSearches
from claims.admin.widgets import known_zones
from claims.errors import FactcheckError
from claims.models.record import CaseRecord


class DeskAdmin(Removing, DeskOptions, HistoryPages, SavedSearches, Exports, BoundedList):
    save_on_top = True
    actions = [delete_selected, export_csv, export_xlsx]

    # --- Forms ---

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.attempt = attempt_of(request)
        return form

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """What an action refuses is rolled back; the second look shows the form as it was typed, with the reason."""
        if conflicts.MARK in request.POST:
            if conflicts.DRAFT in request.POST:
                return drafts.kept_instead(request, conflicts.as_typed(request.POST))
            request.POST = conflicts.chosen(request.POST)  # type: ignore[assignment]  # it can be set
        if drafts.RESTORE in request.POST and (restored := drafts.restored(request)):
            attempt_of(request).refusals[""] = restored
        context = {"desk_zones": known_zones(), **(extra_context or {})}
        request.__dict__["_desk_case"] = choices.claim_named(request)
        request.__dict__["_is_form"] = request.method == "POST"
        removal = gone.removal_for(self, request, object_id) if gone.BRING_BACK in request.POST and object_id else None
        try:
            with acting(request, "bring back" if removal else "form"):
                gone.bring_back(request, removal)
                gone.bring_rows_back(self, request, object_id)
                answer = super().changeform_view(request, object_id, form_url, dict(context))
            drafts.forget_if_saved(request, answer)
            return answer
        except RefusedForm as refused:
            attempt_of(request).refusals[refused.prefix] = refused.refusal
        except FactcheckError as refused:
            if removal is None:
                raise
            attempt_of(request).refusals[gone.BRING_BACK] = refused
        return super().changeform_view(request, object_id, form_url, dict(context))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The forms of the page offer the parts of the object's case. What is sent waits for other changes of it."""
        obj = super().get_object(request, object_id, from_field)
        if obj is not None and request.method == "POST" and connection.in_atomic_block:
            saving.wait_for_others(obj)
            obj = super().get_object(request, object_id, from_field)
        if obj is not None and (case := editing.case_of(obj)):
            request.__dict__["_desk_case"] = case.pk
            choices.choices_of(request, case.pk).claim = case
        return obj

    def render_change_form(
        self,
        request: HttpRequest,
        context: Any,
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> Any:
        """With who else is there and what was kept. Where somebody saved in between: the choice between theirs and yours."""
        case = request.__dict__.get("_desk_case")
        context.update(draft=drafts.mark(request, case), present=presence.others(request, case) if case else [])
        if request.method == "POST" and (conflict := conflicts.found(context, request.POST)):
            context.update(conflict=conflict, opts=self.opts)
            return TemplateResponse(request, "admin/claims/conflict.html", context, status=409)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> Any:
        """Where a form was sent to a record that somebody deleted meanwhile, what was typed is shown instead.
        Any other page of it leads to its history, and to the way back."""
        removal = gone.removal_for(self, request, object_id)
        if removal and not request.__dict__.get("_is_form"):
            return HttpResponseRedirect(deleted.address(self.opts, object_id))
        if removal:
            refused = next(iter(attempt_of(request).refusals.values()), None)
            return gone.page(self, request, removal, unsaved.of_page(self, request), refused)
        page: Any = super()
        return page._get_obj_does_not_exist_redirect(request, opts, object_id)

    # --- Writes ---

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        if not change or form.has_changed():
            saving.save(request, obj, form)

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        for formset in formsets:
            self.save_formset(request, form, formset, change=change)

    def save_formset(self, request: Any, form: Any, formset: Any, change: bool) -> None:
        saving.save_rows(request, formset)

    # --- Rights ---

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or may_change(request, obj))

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj) and not stays(obj)
        return allowed and (obj is None or may_change(request, obj))

    # --- Lists ---

    def get_search_results(self, request: Any, queryset: Any, search_term: str) -> Any:
        """The autocomplete on a page of a case searches that case."""
        if (case := request.GET.get("case")) and issubclass(self.model, CaseRecord):
            is_id = choices.is_key(CaseRecord, case)
            queryset = queryset.filter(is_removed=False, claim=case) if is_id else queryset.none()
        return super().get_search_results(request, queryset, search_term)
