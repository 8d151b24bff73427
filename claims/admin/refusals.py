"""Refusals of an action on their way back into the form that caused them.

The whole form is one transaction. Where an action refuses, everything is rolled back and the form is shown again, as it
was typed, with the sentence at the field it names.
"""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.errors import FactcheckError, RecordChanged


class RefusedForm(Exception):
    """An action refused what the form with this prefix (“” for the page's own form) asked for."""

    def __init__(self, prefix: str, refusal: FactcheckError) -> None:
        super().__init__(refusal.message)
        self.prefix = prefix
        self.refusal = refusal


@dataclass
class Attempt:
    """What the forms of one request know of an earlier try: the refusals by prefix of the form."""

    refusals: dict[str, FactcheckError] = field(default_factory=dict)


class DeskForm(forms.ModelForm):  # type: ignore[type-arg]  # of any model
    """A form of the desk. ``attempt`` is set on the class that is made for each request."""

    attempt = Attempt()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if place := self.fields.get("order"):
            place.required = False
            place.help_text = place.help_text or _("Left empty: at the end.")
            if self.instance._state.adding:
                self.initial.pop("order", None)
                place.initial = None

    def _get_validation_exclusions(self) -> set[str]:
        """Places are checked when all rows are stored: until then two rows may be about to exchange theirs."""
        return {*super()._get_validation_exclusions(), "order"}  # type: ignore[misc]  # stubs omit it

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # stubs omit it
        refusal = self.attempt.refusals.get(self.prefix or "")
        if isinstance(refusal, RecordChanged):
            self._show_conflict(refusal)
        elif refusal:
            self._show(refusal)

    def _show(self, refusal: FactcheckError) -> None:
        for name, message in refusal.fields.items():
            self.add_error(name if name in self.fields else None, message)
        if not refusal.fields:
            self.add_error(None, refusal.message)

    def _show_conflict(self, refusal: FactcheckError) -> None:
        """What is stored now stands beside what was typed; saving again replaces it, knowingly."""
        typed = self.changed_data
        self.add_error(None, refusal.message)
        self.add_error(
            None, _("Your text is kept below. Compare it with what is stored now; saving again replaces that.")
        )
        stored = type(self.instance)._base_manager.get(pk=self.instance.pk)
        for name in typed:
            if name in self.fields and hasattr(stored, name):
                self.add_error(name, _("Stored now: %(value)s") % {"value": as_text(stored, name)})
        if "opened_version" in self.fields:
            data: Any = self.data
            self.data = data.copy()
            self.data[self.add_prefix("opened_version")] = str(getattr(stored, "version", ""))  # type: ignore[index]  # a copy

    def links(self) -> dict[str, Any]:
        """The many-to-many values of the form, for the action."""
        return {
            each.name: self.cleaned_data[each.name]
            for each in self._meta.model._meta.many_to_many
            if each.name in self.cleaned_data
        }


class RecordForm(DeskForm):
    """A form of a record with a version: the one it was opened with travels along."""

    opened_version = forms.IntegerField(required=False, widget=forms.HiddenInput, label=gettext_lazy("version"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding and "opened_version" in self.fields:
            self.fields["opened_version"].initial = self.instance.version

    @cached_property
    def changed_data(self) -> list[str]:
        return [name for name, bound in self._bound_items() if name != "opened_version" and bound._has_changed()]  # type: ignore[attr-defined]  # stubs omit both


def as_text(record: models.Model, name: str) -> str:
    """A stored value as an editor reads it."""
    value = getattr(record, name)
    if isinstance(value, models.Manager):
        return ", ".join(str(each) for each in value.all()) or "–"
    if label := getattr(record, f"get_{name}_display", None):
        return str(label() or "–")
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "–"
    return str(value) if value not in (None, "") else "–"
