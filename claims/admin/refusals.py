"""Refusals of an action on their way back into the form that caused them.

The whole form is one transaction. Where an action refuses, everything is rolled back and the form is shown again, as it
was typed, with the sentence at the field it names.
"""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.admin.opened import Opened, by_state, by_version, in_seconds, state_of
from claims.errors import FactcheckError


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
    carried = "opened_state"
    """The field that tells what the form was opened with."""
    lost: Any = None
    """The row that the form was opened with and that is no longer there."""

    opened_state = forms.CharField(required=False, widget=forms.HiddenInput, label=gettext_lazy("version"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding and "opened_state" in self.fields:
            self.fields["opened_state"].initial = state_of(self)
        if place := self.fields.get("order"):
            place.required = False
            place.help_text = place.help_text or _("Left empty: at the end.")
            if self.instance._state.adding:
                self.initial.pop("order", None)
                place.initial = None

    def _get_validation_exclusions(self) -> set[str]:
        """Places are checked when all rows are stored: until then two rows may be about to exchange theirs."""
        return {*super()._get_validation_exclusions(), "order"}  # type: ignore[misc]  # stubs omit it

    @cached_property
    def opened(self) -> Opened | None:
        """What the form showed, where somebody saved the row since or took it away; else None."""
        if not self.is_bound or not self.carried or (self.instance._state.adding and self.lost is None):
            return None
        return self._opened(self.data.get(self.add_prefix(self.carried)) or "")

    def state(self) -> str:
        """What a form opened now carries: what is stored by now."""
        return state_of(self)

    def _opened(self, carried: str) -> Opened | None:
        return None if carried in ("", state_of(self)) else by_state(self, carried)

    @cached_property
    def changed_data(self) -> list[str]:
        """The fields that this person changed: measured by what the form showed, not by what others stored since."""
        own = {self.carried, self._meta.model._meta.pk.name} if self.lost is not None else {self.carried}
        return [name for name, bound in self._bound_items() if name not in own and self._is_changed(name, bound)]  # type: ignore[attr-defined]  # stubs omit it

    def _is_changed(self, name: str, bound: Any) -> bool:
        if self.opened is None or name not in self.opened.values:
            return bool(bound._has_changed())
        return bool(bound.field.has_changed(in_seconds(self.opened.values[name]), bound.data))

    @property
    def is_overtaken(self) -> bool:
        """Both this person and somebody else changed the row."""
        return self.opened is not None and self.has_changed()

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # stubs omit it
        if self.is_overtaken:
            self.add_error(None, _("Somebody else saved this since you opened it."))
        elif refusal := self.attempt.refusals.get(self.prefix or ""):
            self._show(refusal)

    def _show(self, refusal: FactcheckError) -> None:
        for name, message in refusal.fields.items():
            self.add_error(name if name in self.fields else None, message)
        if not refusal.fields:
            self.add_error(None, refusal.message)

    def links(self) -> dict[str, Any]:
        """The many-to-many values of the form, for the action."""
        return {
            each.name: self.cleaned_data[each.name]
            for each in self._meta.model._meta.many_to_many
            if each.name in self.cleaned_data
        }


class RecordForm(DeskForm):
    """A form of a record with a version: the one it was opened with travels along."""

    carried = "opened_version"
    opened_state = None  # type: ignore[assignment]  # Django's way to leave an inherited field out
    opened_version = forms.IntegerField(required=False, widget=forms.HiddenInput, label=gettext_lazy("version"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding and "opened_version" in self.fields:
            self.fields["opened_version"].initial = self.instance.version

    def state(self) -> str:
        return str(type(self.instance)._base_manager.values_list("version", flat=True).get(pk=self.instance.pk))

    def _opened(self, carried: str) -> Opened | None:
        version = int(carried) if carried.isascii() and carried.isdigit() and len(carried) < 10 else None
        is_same = self.lost is None and version == self.instance.version
        return None if version is None or is_same else by_version(self, self.lost or self.instance, version)
