"""What the forms of the cards have in common: a record of the case in a few lines, with its rows if it has any."""

from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from claims.actions import creating
from claims.admin import saving
from claims.admin.choices import CaseChoices
from claims.admin.desk.card_fields import WhenLine
from claims.admin.refusals import DeskForm, RecordForm, RefusedForm
from claims.admin.typed import TypedField
from claims.fields.moment import Moment
from claims.models import Party


class CardForm(DeskForm):
    """Opened for one record, or a new one (``instance`` of the case, not stored)."""

    required_css_class = "required"
    title: Any = ""
    title_of_new: Any = ""
    button: Any = gettext_lazy("Save")
    rows: Any = None
    """A set of rows that belong to the record, with a form each."""
    boxed: tuple[str, ...] = ()
    """Fields that are lists of boxes, each in a group of its own."""

    def __init__(self, *args: Any, case: CaseChoices, published: Moment | None = None, **kwargs: Any) -> None:
        self.case = case
        self.published = published
        super().__init__(*args, **{"auto_id": "desk-%s", **kwargs})
        self.prepare()
        for field in self.fields.values():
            if isinstance(field, WhenLine):
                field.published = published
        first = next((field for field in self.fields.values() if not field.widget.is_hidden), None)
        if first is not None:
            first.widget.attrs["autofocus"] = True

    def prepare(self) -> None:
        """Fill in what depends on the case."""

    def _clean_form(self) -> None:
        """What was not typed anew stays as it is stored: one line may say less than the record holds."""
        for name, field in self.fields.items():
            stored = self.initial.get(name)
            if isinstance(field, TypedField) and stored is not None and name not in self.changed_data:
                self.cleaned_data[name] = stored
                self._errors.pop(name, None)
        super()._clean_form()  # type: ignore[misc]  # stubs omit it

    def is_valid(self) -> bool:
        """Asks the rows too, whatever the record says, so that all that is wrong is shown at once."""
        rows_are_valid = self.rows is None or self.rows.is_valid()
        return bool(super().is_valid() and rows_are_valid)

    def store(self, request: HttpRequest) -> None:
        """Write the record, and its rows, through actions. Raises RefusedForm with what they refuse."""
        saving.save(request, self.instance, self)
        if self.rows is not None:
            saving.save_rows(request, self.rows)

    def refuse(self, refused: RefusedForm) -> None:
        """Show a refusal at the field it names."""
        rows = self.rows.forms if self.rows is not None else []
        named: DeskForm = next((each for each in rows if each.prefix == refused.prefix), self)
        named._show(refused.refusal)

    def party(self, by: Any, name: str, kind: str) -> Party | None:
        """The party of a field: the one that is stored, or the one of the name that was typed, made where nobody has it."""
        value = self.cleaned_data[name]
        if not value:
            return None
        if isinstance(value, str):
            return creating.party_named(by=by, name=value, kind=kind)
        return Party.objects.get(pk=value)

    def without_complaints(self) -> None:
        """Shown as it was typed before, and not sent yet."""
        self.is_valid()
        self._errors = ErrorDict()
        for form in self.rows.forms if self.rows is not None else []:
            form._errors = ErrorDict()

    @property
    def boxes(self) -> list[forms.BoundField]:
        return [self[name] for name in self.boxed if name in self.fields]

    @property
    def lines(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.boxed]


class RecordCard(CardForm, RecordForm):
    """Of a record that has a version."""

    opened_state = None  # Django's way to leave an inherited field out
