"""A value of a form's field as an editor reads it, whoever typed or stored it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from claims.admin.choices import is_key
from claims.admin.typed import TypedField
from claims.admin.widgets import PARTS
from claims.fields.moment import Moment


def shown(field: forms.Field, value: Any) -> str:
    """Choices by their label, rows by their name. One query for each field that refers to rows."""
    if value in (None, "") or value == []:
        return _("(empty)")
    if isinstance(field, forms.ModelChoiceField):
        return _rows(field, value)
    if isinstance(field, TypedField):
        return field.prepare_value(value) or _("(empty)")
    if isinstance(field, forms.MultipleChoiceField):
        labels = _labels(field)
        return ", ".join(str(labels.get(str(each), each)) for each in value)
    if isinstance(field, forms.ChoiceField):
        return str(_labels(field).get(str(value), value))
    return _plain(value)


def as_text(bound: Any) -> str:
    """What was sent for one field; the words themselves where they make no value of it."""
    try:
        cleaned = bound.field.clean(bound.data)
    except ValidationError:
        return str(bound.data)
    return shown(bound.field, cleaned) if cleaned not in (None, "") and cleaned != [] else ""


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Moment):
        known = [getattr(value, name) for name in PARTS if getattr(value, name) not in (None, "", True, False)]
        return " · ".join([*known, *([_("had not ended")] if value.ongoing else [])])
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return str(value)


def _rows(field: Any, value: Any) -> str:
    values: Iterable[Any] = (
        [value] if isinstance(value, (str, models.Model)) or not isinstance(value, Iterable) else value
    )
    keys = [str(getattr(each, "pk", each)) for each in values]
    names = names_of(field, keys)
    return ", ".join(names.get(key, key) for key in keys) or _("(empty)")


def names_of(field: Any, keys: Iterable[str]) -> dict[str, str]:
    """What the rows that a field may refer to are called; keys that are none are left out. One query."""
    model = field.queryset.model
    known = [key for key in keys if is_key(model, key)]
    return {str(row.pk): str(row) for row in model._base_manager.filter(pk__in=known)}


def _labels(field: Any) -> dict[str, Any]:
    """Of single choices and of those in groups."""
    found: dict[str, Any] = {}
    for key, label in field.choices:
        group = label if isinstance(label, (list, tuple)) else [(key, label)]
        found |= {str(each): name for each, name in group}
    return found
