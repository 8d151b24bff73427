"""What a form showed when it was opened, so that two people at one record are told apart field by field.

A record with a version has its earlier state in the history. A row without one carries its state along in the form.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from claims.actions import history
from claims.models.record import Record

CARRIED = 10_000
"""Characters; of a longer text only the hash travels along, enough to see that it changed."""
UNKNOWN = object()
"""The value of a field that nobody can tell any more."""


@dataclass(frozen=True)
class Opened:
    """``values`` by name of the field, as a form takes them; a field that is not there is UNKNOWN."""

    values: dict[str, Any]
    version: int | None = None


def columns_of(form: Any) -> Iterator[tuple[str, Any]]:
    """The fields of the form that are columns or links of its model; not those that the set of rows adds."""
    for each in (*form._meta.model._meta.concrete_fields, *form._meta.model._meta.many_to_many):
        if each.name in form.base_fields and each.name in form.fields and each.editable:
            yield each.name, each


def state_of(form: Any) -> str:
    """What a row without a version carries: its columns and links as JSON."""
    state = {name: _plain(column, form.initial.get(name)) for name, column in columns_of(form)}
    return json.dumps(state, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)


def _plain(column: Any, value: Any) -> Any:
    if column.many_to_many:
        return sorted(str(getattr(each, "pk", each)) for each in value or [])
    if column.is_relation:
        return None if value is None else str(getattr(value, "pk", value))
    value = column.get_prep_value(value)
    if isinstance(value, str) and len(value) > CARRIED:
        return {"sha256": sha256(value.encode()).hexdigest()}
    return value


def by_version(form: Any, record: Record, version: int) -> Opened:
    """What the record was in that version. Two queries."""
    state = history.state_at(record, version) or {}
    links = history.many_to_many_at(record, version) if state else {}
    return Opened(_values(form, state, links), version)


def by_state(form: Any, state: str) -> Opened | None:
    """What the row was when this was written; None where it is no state of ours."""
    try:
        known = json.loads(state)
    except ValueError:
        return None
    if not isinstance(known, dict):
        return None
    now = json.loads(state_of(form))
    kept = {name: form.initial.get(name) for name in known if name in now and known[name] == now[name]}
    changed = {name: value for name, value in known.items() if name not in kept}
    columns = {
        column.attname if not column.many_to_many else name: changed[name]
        for name, column in columns_of(form)
        if name in changed
    }
    return Opened({**_values(form, columns, changed), **kept})


def _values(form: Any, state: dict[str, Any], links: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for name, column in columns_of(form):
        value = links.get(name, UNKNOWN) if column.many_to_many else state.get(column.attname, UNKNOWN)
        if value is UNKNOWN or (isinstance(value, dict) and "sha256" in value):
            continue
        try:
            found[name] = value if column.many_to_many else _read(column, value)
        except (ValidationError, TypeError, ValueError):
            continue
    return found


def _read(column: Any, value: Any) -> Any:
    return (column.target_field if column.is_relation else column).to_python(value)


def in_seconds(value: Any) -> Any:
    """As precise as an input for a time is."""
    return value.replace(microsecond=0) if isinstance(value, datetime) else value


def posted(form: Any, name: str, value: Any) -> dict[str, list[str]]:
    """The value as a browser would send it from this field."""
    field, key = form.fields[name], form.add_prefix(name)
    widget: Any = field.widget.widget if isinstance(field.widget, RelatedFieldWidgetWrapper) else field.widget
    if isinstance(widget, forms.MultiWidget):
        several: Any = widget
        parts = zip(several.widgets_names, several.widgets, several.decompress(value), strict=True)
        return {key + suffix: _sent(part, each) for suffix, part, each in parts}
    return {key: _sent(widget, field.prepare_value(value))}


def _sent(widget: forms.Widget, value: Any) -> list[str]:
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    if isinstance(value, (list, tuple, set, models.QuerySet)):
        return sorted(str(each) for each in value)
    formatted = widget.format_value(value)
    if isinstance(formatted, (list, tuple)):
        formatted = next(iter(formatted), "")
    return ["" if formatted is None else str(formatted)]
