"""What somebody typed into a form whose record is gone, field by field, as an editor reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.forms.models import _get_foreign_key, modelform_factory
from django.http import HttpRequest
from django.utils.text import capfirst

from claims.admin.showing import as_text

MOST_ROWS = 500


@dataclass(frozen=True)
class Typed:
    """One record or row: what it is, and what each of its fields was given."""

    title: str
    fields: list[tuple[str, str]]

    @property
    def text(self) -> str:
        return "\n".join([self.title, *(f"{label}: {value}" for label, value in self.fields)])


def of_page(model_admin: Any, request: HttpRequest) -> list[Typed]:
    """The record of a page of the admin, and its rows that are not empty."""
    own = _typed(model_admin, model_admin.model, request, "")
    return [own, *(row for inline in model_admin.inlines for row in _rows(model_admin, inline, request))]


def of_form(title: str, form: forms.Form) -> list[Typed]:
    """A form that is bound and no form of a record."""
    return [
        Typed(title, [(str(bound.label), text) for bound in form if not bound.is_hidden and (text := as_text(bound))])
    ]


def _rows(model_admin: Any, inline: Any, request: HttpRequest) -> Iterator[Typed]:
    options = inline(model_admin.model, model_admin.admin_site)
    prefix = prefix_of(model_admin, inline)
    total = request.POST.get(f"{prefix}-TOTAL_FORMS", "")
    for number in range(min(int(total), MOST_ROWS) if total.isascii() and total.isdigit() and len(total) < 6 else 0):
        row = _typed(options, options.model, request, f"{prefix}-{number}")
        if row.fields:
            yield row


def prefix_of(model_admin: Any, inline: Any) -> str:
    """What the names of an inline's fields begin with."""
    key: Any = _get_foreign_key(model_admin.model, inline.model, fk_name=inline.fk_name)
    return str(key.remote_field.get_accessor_name(model=inline.model)).replace("+", "")


def _typed(options: Any, model: type[models.Model], request: HttpRequest, prefix: str) -> Typed:
    """A form of the fields that were sent; whether its values are allowed is not asked."""
    start = f"{prefix}-" if prefix else ""
    named = [
        field.name
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if field.editable and any(key in (start + field.name, f"{start}{field.name}_value") for key in request.POST)
    ]

    def field_of(db_field: Any, **kwargs: Any) -> Any:
        return options.formfield_for_dbfield(db_field, request=request, **kwargs)

    made: Any = modelform_factory(model, fields=named, formfield_callback=field_of)
    form = made(request.POST, prefix=prefix or None)
    texts = [(str(capfirst(bound.label)), as_text(bound)) for bound in form]
    return Typed(str(capfirst(model._meta.verbose_name)), [(label, text) for label, text in texts if text])
