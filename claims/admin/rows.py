"""Inlines of the desk: rows that are edited with the object they hang on, by whoever may change that."""

from functools import cache
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet, CharField, HiddenInput
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from claims.actions.translating import is_stale
from claims.admin.options import DeskOptions, attempt_of, may_change
from claims.admin.refusals import DeskForm, RecordForm
from claims.models.record import Translation


class RowsFormSet(BaseInlineFormSet):  # type: ignore[type-arg]  # of any models
    """Each row knows the object it hangs on, so that nobody has to fetch it again."""

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form: Any = super()._construct_form(i, **kwargs)  # type: ignore[misc]  # stubs omit it
        setattr(form.instance, self.fk.name, self.instance)
        if self.is_bound and i < self.initial_form_count() and form.instance._state.adding:
            self._lose(form)
        return form

    def _lose(self, form: Any) -> None:
        """The row was removed since the page was opened: there is nothing to save, and what was typed is kept."""
        model: Any = self.model
        name = model._meta.pk.name
        form.lost = model(pk=form.data.get(form.add_prefix(name)), **{self.fk.name: self.instance})
        form.fields[name] = CharField(required=False, widget=HiddenInput)
        form.empty_permitted, form.use_required_attribute = True, False

    def clean(self) -> None:
        """A row that somebody else changed is not removed unseen."""
        super().clean()
        formset: Any = self
        if any(form.opened and form.lost is None for form in formset.forms if formset._should_delete_form(form)):
            raise ValidationError(_("Somebody else saved a row that you removed."))

    def add_fields(self, form: Any, index: int | None) -> None:
        """In a table the head of a column is no label."""
        super().add_fields(form, index)
        if removal := form.fields.get("DELETE"):
            removal.widget.attrs["aria-label"] = removal.label


class DeskInline(DeskOptions, InlineModelAdmin):  # type: ignore[type-arg]  # of any model
    extra = 0
    form = DeskForm
    formset = RowsFormSet

    def get_formset(self, request: Any, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.form.attempt = attempt_of(request)
        formset.form.hand_clean_DELETE = lambda form: None  # the action decides: a published part is only marked
        return formset

    def may(self, verb: str, request: Any, obj: Any) -> bool:
        """Both Django's permission for the rows and the right to change the object they hang on."""
        allowed: bool = getattr(super(), f"has_{verb}_permission")(request, obj)
        return allowed and (obj is None or obj._state.adding or may_change(request, obj))

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return self.may("add", request, obj)

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return self.may("change", request, obj)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return self.may("delete", request, obj)


class TabularRows(DeskInline, admin.TabularInline):  # type: ignore[type-arg]  # of any model
    """One line a row. The heads of the columns are no labels: each field says its own."""

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            widget = getattr(field.widget, "widget", field.widget)
            widget.attrs["aria-label"] = field.label or capfirst(db_field.verbose_name)
        return field


class StackedRows(DeskInline, admin.StackedInline):  # type: ignore[type-arg]  # of any model
    """One block a row."""


class StandingRows(DeskInline):
    """Parts of a case; those that were removed are on their own list. Each has a page of its own."""

    form = RecordForm
    show_change_link = True
    fetched: ClassVar[Any] = []
    """What each row shows of other tables."""
    fetched_lists: ClassVar[Any] = []

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request).filter(is_removed=False).prefetch_related(*self.fetched_lists)
        return rows.select_related(*self.fetched) if self.fetched else rows


class TranslationRows(StackedRows):
    """Translations of the record. Of which original they are is recorded by itself."""

    verbose_name = _("translation")
    verbose_name_plural = _("translations")
    classes = ["collapse"]
    readonly_fields = ["state"]

    @admin.display(description=_("state"))
    def state(self, translation: Translation) -> str:
        if translation._state.adding:
            return "–"
        if is_stale(translation):
            return str(_("Out of date: the original was changed after it was translated."))
        return str(_("Up to date."))


@cache
def translations_of(translation: type[Translation]) -> type[TranslationRows]:
    """The inline for one kind of translation."""
    return type(f"{translation.__name__}Rows", (TranslationRows,), {"model": translation})
