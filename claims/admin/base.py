"""What every page of the desk has in common: it writes through actions, shows their refusals, and asks their rights."""

from collections.abc import Mapping
from functools import partialmethod
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected as django_delete_selected
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.actions import editing
from claims.admin import choices, saving
from claims.admin.refusals import Attempt, DeskForm, RecordForm, RefusedForm
from claims.admin.widgets import MomentFormField, known_zones
from claims.errors import FactcheckError, NotPermitted
from claims.fields.moment import MomentField
from claims.models.record import CaseRecord, Record, Translation

MOMENTS: dict[Any, Any] = {MomentField: {"form_class": MomentFormField}}


def may_change(user: Any, record: models.Model) -> bool:
    """Whether the action that changes the record would let the user."""
    try:
        editing.require_edit(user, record)
    except NotPermitted:
        return False
    return True


def attempt_of(request: HttpRequest) -> Attempt:
    attempt: Attempt = request.__dict__.setdefault("_desk_attempt", Attempt())
    return attempt


class DeskOptions:
    """Shared by pages and inlines: forms with a version, moments, choices within the case."""

    formfield_overrides = MOMENTS
    model: Any
    form: Any
    admin_site: Any

    def case_id(self, request: HttpRequest, obj: Any = None) -> UUID | None:
        """The case of the object on the page, or the one that a new object is to belong to."""
        if obj is not None and obj.pk and not obj._state.adding and (case := editing.case_of(obj)):
            return case.pk
        return choices.claim_named(request)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]  # of ModelAdmin
        if field is None or not db_field.is_relation:
            return field
        case = choices.choices_of(request, request.__dict__.get("_desk_case"))
        wrapper = field.widget
        if choices.is_part_of_case(db_field):
            field = choices.limited_to_case(field, db_field, case, self.admin_site)
            inner = field.widget
        elif db_field.name in self.autocomplete_fields:  # type: ignore[attr-defined]  # of ModelAdmin
            kind = choices.KnownAutocompleteMultiple if db_field.many_to_many else choices.KnownAutocomplete
            inner = kind(db_field, self.admin_site)
            inner.known = case.of(db_field.remote_field.model)
            inner.choices = field.choices
        else:
            return field
        if isinstance(wrapper, RelatedFieldWidgetWrapper):
            inner.is_required = field.required
            wrapped = choices.CaseWrapper(
                inner, wrapper.rel, self.admin_site, wrapper.can_add_related, wrapper.can_change_related
            )
            wrapped.case = case.claim_id if choices.is_part_of_case(db_field) else None
            field.widget = wrapped
        else:
            field.widget = inner
        return field

    def with_version(self, request: HttpRequest, fieldsets: Any) -> Any:
        """The hidden version in the first group of fields."""
        if not issubclass(self.form, RecordForm):
            return fieldsets
        groups = [(name, dict(options)) for name, options in fieldsets]
        if groups and not any("version" in options["fields"] for _name, options in groups):
            groups[0][1]["fields"] = [*groups[0][1]["fields"], "version"]
        return groups

    def form_for(self, form: Any, request: HttpRequest) -> Any:
        form.attempt = attempt_of(request)
        return form


class DeskInline(DeskOptions):
    """Mixed into an inline. Whoever may change the object of the page may change its rows."""

    extra = 0
    show_change_link = False
    form = DeskForm

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        return self.with_version(request, super().get_fieldsets(request, obj))  # type: ignore[misc]  # of ModelAdmin

    def get_formset(self, request: Any, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)  # type: ignore[misc]  # of ModelAdmin
        self.form_for(formset.form, request)
        return formset

    def _allowed(self, verb: str, request: Any, obj: Any = None) -> bool:
        allowed: bool = getattr(super(), f"has_{verb}_permission")(request, obj)
        return allowed and (obj is None or obj._state.adding or may_change(request.user, obj))

    has_add_permission = partialmethod(_allowed, "add")
    has_change_permission = partialmethod(_allowed, "change")
    has_delete_permission = partialmethod(_allowed, "delete")


@admin.action(permissions=["delete"], description=_("Delete the selected %(verbose_name_plural)s"))
def delete_selected(modeladmin: Any, request: HttpRequest, queryset: Any) -> Any:
    """Django's own action, all or nothing: a refusal leaves every row in place and is shown."""
    try:
        with transaction.atomic():
            return django_delete_selected(modeladmin, request, queryset)
    except FactcheckError as refused:
        modeladmin.message_user(request, refused.message, messages.ERROR)
        return None


class DeskAdmin(DeskOptions, admin.ModelAdmin):  # type: ignore[type-arg]  # of any model
    form = RecordForm
    list_per_page = 50
    save_on_top = True
    actions = [delete_selected]
    show_full_result_count = False

    # --- Forms ---

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return self.form_for(super().get_form(request, obj, change, **kwargs), request)

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        return self.with_version(request, super().get_fieldsets(request, obj))

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        context: Mapping[str, Any] = {"desk_zones": known_zones(), **(extra_context or {})}
        request.__dict__["_desk_case"] = self._case_of_page(request, object_id)
        try:
            return super().changeform_view(request, object_id, form_url, dict(context))
        except RefusedForm as refused:
            attempt_of(request).refusals[refused.prefix] = refused.refusal
            return super().changeform_view(request, object_id, form_url, dict(context))

    def _case_of_page(self, request: HttpRequest, object_id: str | None) -> UUID | None:
        obj = self.get_object(request, unquote(object_id)) if object_id else None
        return self.case_id(request, obj)

    # --- Writes ---

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        if change and not form.has_changed():
            return
        saving.save(request, obj, form)

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        for formset in formsets:
            self.save_formset(request, form, formset, change=change)

    def save_formset(self, request: Any, form: Any, formset: Any, change: bool) -> None:
        saving.save_rows(request, formset)

    def delete_model(self, request: Any, obj: Any) -> None:
        editing.remove(by=request.user, record=obj)

    def delete_queryset(self, request: Any, queryset: Any) -> None:
        for record in queryset:
            editing.remove(by=request.user, record=record)

    def delete_view(self, request: Any, object_id: str, extra_context: Any = None) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except FactcheckError as refused:
            self.message_user(request, refused.message, messages.ERROR)
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
            return HttpResponseRedirect(reverse(name, args=[object_id]))

    def get_deleted_objects(self, objs: Any, request: Any) -> Any:
        """A published part of a case is only left out of the next revision: nothing that hangs on it goes with it."""
        if issubclass(self.model, CaseRecord) and all(record.is_published for record in objs):
            return [str(record) for record in objs], {self.opts.verbose_name_plural: len(objs)}, set(), []
        return super().get_deleted_objects(objs, request)

    # --- Rights ---

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or may_change(request.user, obj))

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        if not super().has_delete_permission(request, obj):
            return False
        if isinstance(obj, Record) and not isinstance(obj, CaseRecord) and obj.is_published:
            return False
        return obj is None or may_change(request.user, obj)

    # --- Lists ---

    def get_search_results(self, request: Any, queryset: Any, search_term: str) -> Any:
        """PostgreSQL knows no NUL; an autocomplete on a page of a case searches that case."""
        if (case := request.GET.get("case")) and issubclass(self.model, CaseRecord):
            queryset = (
                queryset.filter(is_removed=False, claim=case) if choices._is_key(CaseRecord, case) else queryset.none()
            )
        return super().get_search_results(request, queryset, search_term.replace("\x00", ""))


class TranslationInline(DeskInline, admin.StackedInline):  # type: ignore[type-arg]  # of any model
    """Translations of the record. Of which original they are is recorded by itself."""

    verbose_name = _("translation")
    verbose_name_plural = _("translations")
    classes = ["collapse"]
    readonly_fields = ["state"]

    @admin.display(description=_("state"))
    def state(self, translation: Translation) -> str:
        if translation._state.adding:
            return "–"
        if saving.is_stale(translation):
            return str(_("Out of date: the original was changed after it was translated."))
        return str(_("Up to date."))


def translations_of(translation: type[Translation]) -> type[TranslationInline]:
    return type(f"{translation.__name__}Inline", (TranslationInline,), {"model": translation})
