"""From a valid form to the action that stores it; a refusal keeps the prefix of the form it belongs to."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models
from django.http import HttpRequest

from claims.actions import editing, places
from claims.actions.positions import PARKED
from claims.admin.refusals import RefusedForm
from claims.errors import FactcheckError
from claims.models import Stance


@contextmanager
def refusing(prefix: str) -> Iterator[None]:
    try:
        yield
    except FactcheckError as refused:
        raise RefusedForm(prefix, refused) from refused


def wait_for_others(record: models.Model) -> None:
    """Until the end of the transaction nobody else changes the record, or the case it belongs to, from a form."""
    editing.lock_case(record)
    owner = editing.owner_of(record)
    if editing.case_of(owner) is None:
        type(owner)._base_manager.select_for_update(of=("self",)).filter(pk=owner.pk).first()


def save(request: HttpRequest, record: models.Model, form: Any) -> None:
    """Store what one form holds."""
    complete(record)
    with refusing(form.prefix or ""):
        editing.save(
            by=request.user, record=record, links=form.links(), version=form.cleaned_data.get("opened_version")
        )


def save_rows(request: HttpRequest, formset: Any) -> None:
    """Store the rows of an inline: first those that go, then those whose places are exchanged, then all."""
    formset.save(commit=False)
    versions = {id(form.instance): form.cleaned_data.get("opened_version") for form in formset.deleted_forms}
    for record in formset.deleted_objects:
        with refusing(""):
            editing.remove(by=request.user, record=record, version=versions.get(id(record)))
    touched = {id(record) for record in (*formset.new_objects, *(changed for changed, _ in formset.changed_objects))}
    forms = [form for form in formset.forms if id(form.instance) in touched]
    _park(request, formset, forms)
    for form in forms:
        save(request, form.instance, form)


def complete(record: models.Model) -> None:
    """What follows from the rest: the case of a stance, which the form checks too, and the place in a row."""
    if isinstance(record, Stance):
        record.claim = record.response.claim
    if getattr(record, "order", 0) is None:
        places.last(record)


def _park(request: HttpRequest, formset: Any, forms: list[Any]) -> None:
    """Two rows may exchange their places: the places that are taken by another changed row are vacated first."""
    moved = [form for form in forms if "order" in form.changed_data and not form.instance._state.adding]
    wanted = {form.cleaned_data["order"] for form in forms if form.cleaned_data.get("order") is not None}
    for number, form in enumerate(moved):
        stored = type(form.instance)._base_manager.get(pk=form.instance.pk)
        if stored.order in wanted:
            stored.order = PARKED + number
            with refusing(form.prefix or ""):
                editing.save(by=request.user, record=stored, version=form.cleaned_data.get("opened_version"))
            if form.cleaned_data.get("opened_version"):
                form.cleaned_data["opened_version"] += 1
