"""The columns that a table of shared records may have, and how a cell becomes a value."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from claims.fields.moment import Moment, MomentField, parse_moment
from claims.models import Party, Source, Topic

YES, NO = {"yes", "true", "1", "ja", "wahr"}, {"no", "false", "0", "nein", "falsch", ""}


@dataclass(frozen=True)
class Column:
    """Of the header, named as the field of the model. The cell of a link holds the slug of the other record."""

    model: type[models.Model]
    name: str

    @property
    def _column(self) -> Any:
        return self.model._meta.get_field(self.name)

    @property
    def is_link(self) -> bool:
        return bool(self._column.is_relation)

    def linked(self, slugs: Iterable[str]) -> dict[str, Any]:
        """The keys of the linked records, by slug."""
        wanted = [slug for slug in slugs if slug and "\x00" not in slug]
        return dict(self._column.related_model.objects.filter(slug__in=wanted).values_list("slug", "pk"))

    def of(self, record: Any) -> Any:
        return getattr(record, self._column.attname)

    def set(self, record: Any, value: Any) -> None:
        setattr(record, self._column.attname, value)

    def says(self, record: Any, text: str) -> bool:
        """Whether the cell is what a saved list says of the record: a moment has more to it (zone, words) than its value."""
        stored = self.of(record)
        return isinstance(stored, Moment) and str(stored) == text

    def value(self, text: str, linked: dict[str, Any]) -> Any:
        """Raises ValidationError with a sentence for the cell."""
        column = self._column
        if self.is_link:
            return _key(text, linked)
        if isinstance(column, models.BooleanField):
            return _yes_or_no(text)
        if isinstance(column, MomentField):
            return parse_moment({"value": text}) if text else None
        if column.get_internal_type() == "ArrayField":
            return [each.strip() for each in text.split(";") if each.strip()]
        if not text and column.choices and column.has_default():
            return column.get_default()
        if text and column.choices and text not in dict(column.flatchoices):
            words = ", ".join(str(word) for word, _label in column.flatchoices)
            raise ValidationError(_("None of the words that may stand here: %(words)s.") % {"words": words})
        return text


def _key(slug: str, linked: dict[str, Any]) -> Any:
    if slug and slug not in linked:
        raise ValidationError(_("No record has the slug “%(slug)s”. Import that one first.") % {"slug": slug[:80]})
    return linked.get(slug)


def _yes_or_no(text: str) -> bool:
    word = text.lower()
    if word not in YES | NO:
        raise ValidationError(_("Write yes or no."))
    return word in YES


def _columns(model: type[models.Model], *names: str) -> dict[str, Column]:
    return {name: Column(model, name) for name in names}


COLUMNS: dict[type[models.Model], dict[str, Column]] = {
    Party: _columns(
        Party,
        *(
            "slug",
            "kind",
            "name",
            "short_name",
            "affiliation",
            "same_as",
            "is_private",
            "public_label",
            "naming_reason",
        ),
    ),
    Source: _columns(
        Source,
        *("slug", "kind", "title", "language", "publisher", "authors", "url", "published_at", "attributed_to"),
    ),
    Topic: _columns(Topic, "slug", "name", "language"),
}
