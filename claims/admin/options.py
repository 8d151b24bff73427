"""What pages and inlines of the desk share: rights that the actions confirm, moments, choices within the case."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AdminTextInputWidget, AdminURLFieldWidget, RelatedFieldWidgetWrapper
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst

from claims.actions import editing
from claims.admin import choices
from claims.admin.refusals import Attempt, DeskForm, RecordForm
from claims.admin.widgets import MomentFormField
from claims.errors import NotPermitted
from claims.fields.moment import MomentField
from claims.models.record import Translation


def may_change(request: Any, record: models.Model) -> bool:
    """Whether the action that changes the record would let the user. Asked once a record and request."""
    known: dict[Any, bool] = request.__dict__.setdefault("_may_change", {})
    key = (type(record), record.pk, record._state.adding)
    if key not in known:
        try:
            editing.require_edit(request.user, record)
        except NotPermitted:
            known[key] = False
        else:
            known[key] = True
    return known[key]


def addresses(db_field: Any) -> SimpleArrayField:
    """A list of web addresses, separated by commas."""
    one = forms.URLField(max_length=db_field.base_field.max_length, assume_scheme="https")
    label, help_text = capfirst(db_field.verbose_name), db_field.help_text
    return SimpleArrayField(
        one, required=not db_field.blank, label=label, help_text=help_text, widget=AdminTextInputWidget()
    )


def attempt_of(request: HttpRequest) -> Attempt:
    attempt: Attempt = request.__dict__.setdefault("_desk_attempt", Attempt())
    return attempt


class DeskOptions(BaseModelAdmin):  # type: ignore[type-arg]  # of any model
    form: Any = RecordForm
    formfield_overrides: ClassVar[Any] = {
        MomentField: {"form_class": MomentFormField},
        models.URLField: {"assume_scheme": "https", "widget": AdminURLFieldWidget},
    }

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if isinstance(db_field, ArrayField) and isinstance(db_field.base_field, models.URLField):
            return addresses(db_field)
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        case = choices.choices_of(request, request.__dict__.get("_desk_case"))
        if db_field.name == "language" and case.claim_id and not issubclass(self.model, Translation):
            field.initial = case.language
        if field is None or not db_field.is_relation:
            return field
        wrapper = field.widget
        if choices.is_part_of_case(db_field) and db_field.name not in self.raw_id_fields:
            field = choices.limited_to_case(field, db_field, case, self.admin_site)
        elif db_field.name in self.autocomplete_fields:
            field.widget = choices.autocomplete(field, db_field, case, self.admin_site)
        else:
            return field
        if isinstance(wrapper, RelatedFieldWidgetWrapper):
            field.widget = self._wrapped(field, wrapper, db_field, case.claim_id)
        return field

    def _wrapped(self, field: Any, wrapper: Any, db_field: Any, case: UUID | None) -> choices.CaseWrapper:
        """With Django's links beside the field."""
        field.widget.is_required = field.required
        wrapped = choices.CaseWrapper(
            field.widget, wrapper.rel, self.admin_site, wrapper.can_add_related, wrapper.can_change_related
        )
        wrapped.case = case if choices.is_part_of_case(db_field) else None
        return wrapped

    def with_version(self, request: Any, obj: Any, fieldsets: Any) -> Any:
        """What tells what the form was opened with, in the first group of fields, where there is something to change."""
        if obj is None or not issubclass(self.form, DeskForm) or not self.has_change_permission(request, obj):
            return fieldsets
        groups = [(name, dict(options)) for name, options in fieldsets]
        groups[0][1]["fields"] = [*groups[0][1]["fields"], self.form.carried]
        return groups

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        return self.with_version(request, obj, super().get_fieldsets(request, obj))
