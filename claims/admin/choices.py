"""Choices within one case: citations, points, responses and parties, fetched once a request for all forms of a page."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest

from claims.models import Citation, Claim, Party, Point, Response, Topic
from claims.models.record import CaseRecord

Rows = Mapping[str, models.Model]


class CaseChoices:
    """The rows of one case that forms refer to, by id; each kind is fetched when it is first asked for."""

    def __init__(self, claim_id: UUID | None) -> None:
        self.claim_id = claim_id
        self.claim: Claim | None = None  # where the page has fetched it anyway

    def of(self, model: type[models.Model]) -> Rows:
        """Those of one kind; none where there is no case, or the kind is not kept."""
        names: dict[type[models.Model], str] = {
            Citation: "citations",
            Point: "points",
            Response: "responses",
            Party: "parties",
            Topic: "topics",
        }
        name = names.get(model)
        return getattr(self, name) if self.claim_id and name else {}

    @cached_property
    def language(self) -> str:
        """Of the case, which is that of most of its texts."""
        if self.claim is not None:
            return self.claim.language
        return Claim.objects.filter(pk__in=[self.claim_id]).values_list("language", flat=True).first() or ""

    @cached_property
    def topics(self) -> Rows:
        return _by_id(self.claim.topics.all()) if self.claim is not None else {}

    @cached_property
    def citations(self) -> Rows:
        return _by_id(Citation.objects.standing().filter(claim=self.claim_id).select_related("source"))

    @cached_property
    def points(self) -> Rows:
        return _by_id(Point.objects.standing().filter(claim=self.claim_id).order_by("order"))

    @cached_property
    def responses(self) -> Rows:
        return _by_id(Response.objects.standing().filter(claim=self.claim_id).select_related("party").order_by("order"))

    @cached_property
    def parties(self) -> Rows:
        involved = Q(involvements__claim=self.claim_id) | Q(claims_made=self.claim_id)
        return _by_id(Party.objects.filter(involved).distinct())


def _by_id(rows: Iterable[models.Model]) -> Rows:
    return {str(row.pk): row for row in rows}


def choices_of(request: HttpRequest, claim_id: UUID | None) -> CaseChoices:
    """The same for all forms of a request."""
    kept: dict[UUID | None, CaseChoices] = request.__dict__.setdefault("_case_choices", {})
    return kept.setdefault(claim_id, CaseChoices(claim_id))


def claim_named(request: HttpRequest) -> UUID | None:
    """The case that the address or the form names for a new part of it, if it exists."""
    named = request.POST.get("claim") or request.GET.get("claim") or ""
    kept: dict[str, UUID | None] = request.__dict__.setdefault("_claim_named", {"": None})
    if named not in kept:
        found = Claim.objects.filter(pk=named).values_list("pk", flat=True) if is_key(Claim, named) else []
        kept[named] = next(iter(found), None)
    return kept[named]


def label_of(row: models.Model) -> str:
    """A citation by its words, or else by its place and source."""
    if isinstance(row, Citation) and not row.exact:
        return " · ".join(filter(None, (str(row.get_role_display()), row.source.title, row.locator)))
    return str(row)


class KnownRowsMixin:
    """An autocomplete whose chosen rows are known beforehand, and whose search stays within a case."""

    known: Rows = {}
    case: UUID | None = None

    def get_url(self) -> str:
        url: str = super().get_url()  # type: ignore[misc]  # of the widget it is mixed into
        return f"{url}?case={self.case}" if self.case else url

    def optgroups(self, name: str, value: Iterable[Any], attrs: Any = None) -> list[Any]:
        widget: Any = self
        chosen = [str(each) for each in value if each not in (None, "")]
        empty = [] if widget.is_required or widget.allow_multiple_selected else [("", "")]
        rows = [(str(row.pk), label_of(row)) for row in self._rows(chosen)]
        options = [
            widget.create_option(name, key, label, key in chosen, index)
            for index, (key, label) in enumerate([*empty, *rows])
        ]
        return [(None, options, 0)]

    def _rows(self, chosen: list[str]) -> Iterable[models.Model]:
        widget: Any = self
        known = [self.known[key] for key in chosen if key in self.known]
        model = widget.field.remote_field.model
        missing = [key for key in chosen if key not in self.known and is_key(model, key)]
        return [*known, *(model._base_manager.filter(pk__in=missing) if missing else [])]


def is_key(model: type[models.Model], text: str) -> bool:
    try:
        model._meta.pk.to_python(text)
    except (ValidationError, ValueError):
        return False
    return True


class KnownAutocomplete(KnownRowsMixin, AutocompleteSelect):
    """One of many rows."""


class KnownAutocompleteMultiple(KnownRowsMixin, AutocompleteSelectMultiple):
    """Several of many rows."""


class CaseMultipleChoiceField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # of any model
    """Several rows of the case; what is not among them is refused by name, without asking the database."""

    rows: Rows = {}

    def clean(self, value: Any) -> Any:
        chosen = [str(each) for each in value or []]
        if self.required and not chosen:
            raise ValidationError(self.error_messages["required"], code="required")
        for key in chosen:
            if key not in self.rows:
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": key}
                )
        return [self.rows[key] for key in chosen]


class CaseWrapper(RelatedFieldWidgetWrapper):
    """The links beside a field; a part that is added from there belongs to the same case."""

    case: UUID | None = None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if self.case:
            context["url_params"] += f"&claim={self.case}"
        return context


def autocomplete(field: Any, db_field: Any, case: CaseChoices, admin_site: Any) -> Any:
    """The widget for a relation to one of many rows, which knows those of the case."""
    kind = KnownAutocompleteMultiple if db_field.many_to_many else KnownAutocomplete
    widget = kind(db_field, admin_site)
    widget.known, widget.choices = case.of(db_field.remote_field.model), field.choices
    return widget


def limited_to_case(field: Any, db_field: Any, case: CaseChoices, admin_site: Any) -> Any:
    """The form field for a relation to a part of a case, offering that case's parts."""
    rows = case.of(db_field.remote_field.model)
    queryset = db_field.remote_field.model.objects.filter(claim=case.claim_id)
    options = {"required": not db_field.blank, "label": field.label, "help_text": db_field.help_text}
    if db_field.many_to_many:
        widget = KnownAutocompleteMultiple(db_field, admin_site)
        widget.known, widget.case = rows, case.claim_id
        multiple = CaseMultipleChoiceField(queryset, widget=widget, **options)
        multiple.rows = rows
        return multiple
    single = forms.ModelChoiceField(queryset, **options)
    single.choices = [("", single.empty_label), *((key, label_of(row)) for key, row in rows.items())]
    return single


def is_part_of_case(db_field: Any) -> bool:
    return issubclass(db_field.remote_field.model, CaseRecord)
