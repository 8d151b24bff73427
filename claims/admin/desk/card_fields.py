"""The fields of the cards: typed in one line, looked up while they are typed, chosen among the parts of the case."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.actions import lookups
from claims.admin.choices import CaseMultipleChoiceField, label_of
from claims.admin.desk.forms import languages
from claims.admin.typed import TypedField
from claims.fields.moment import Moment
from claims.fields.texts import SHORT, refuse_reordering, refuse_unstorable
from claims.models import Citation, Claim, Party, Point
from claims.reading.dates import typed_date
from claims.wording.quotes import quoted


class WhenLine(TypedField):
    """A date as it is typed or stated. Cleans to a Moment or None. ``published``: what “on Tuesday” counts from."""

    published: Moment | None = None

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 100, "required": False, **options})

    def typed(self, value: Any) -> str:
        if not isinstance(value, Moment):
            return ""
        if value.stated or value.value:
            return value.stated or _on_the_clock(value)
        if value.not_before or value.not_after:
            return f"{value.not_before or ''} – {value.not_after or ''}".strip()
        return _("ongoing") if value.ongoing else ""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return typed_date(text, published=self.published) if text else None


def _on_the_clock(moment: Moment) -> str:
    value = moment.value or ""
    return f"{value[:16].replace('T', ' ')} {moment.zone}" if moment.zone and "T" in value else value


class PartyLine(TypedField):
    """A party by name: looked up while it is typed. Cleans to the name, which is made a party where nobody has it."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput({"data-lookup": "party"})
        texts = {"max_length": SHORT, "validators": [refuse_unstorable, refuse_reordering]}
        super().__init__(**{"widget": widget, **texts, **options})

    def typed(self, value: Any) -> str:
        if isinstance(value, UUID):
            value = Party.objects.filter(pk=value).first()
        return value.name if isinstance(value, Party) else ""


class ClaimLine(TypedField):
    """Another claim by its title or address: looked up while it is typed. Cleans to a Claim."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput({"data-lookup": "claim", "data-lookup-only": True})
        super().__init__(**{"widget": widget, "max_length": 2 * SHORT, "validators": [refuse_unstorable], **options})

    def typed(self, value: Any) -> str:
        if isinstance(value, UUID):
            value = Claim.objects.filter(pk=value).first() or value
        return value.title if isinstance(value, Claim) else str(value or "")

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        named = Claim.objects.filter(slug=text.rstrip("/").rsplit("/", 1)[-1].strip()[:80])
        found = list(named or Claim.objects.filter(title__iexact=text, merged_into=None)[:2])
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError(_("Several claims have this title. Type the address of the one you mean."))
        alike = ", ".join(quoted(each.title) for each in lookups.claims(text, 3))
        raise ValidationError(
            _("No claim has this title. Did you mean %(titles)s?") % {"titles": alike}
            if alike
            else _("No claim has this title or address. Choose one of those that are offered while you type.")
        )


class LinesField(TypedField):
    """A list of short texts, one a line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"widget": forms.Textarea({"rows": 2}), "validators": [refuse_unstorable], **options})

    def typed(self, value: Any) -> str:
        return "\n".join(value or [])

    def clean(self, value: Any) -> Any:
        return [line for each in super().clean(value).splitlines() if (line := " ".join(each.split()))]


def language(**options: Any) -> forms.ChoiceField:
    """A choice of languages by name; a tag that is stored and not among them is offered too, see ``offer``."""
    return forms.ChoiceField(label=gettext_lazy("Language"), **options)


def offer(field: Any, stored: str, empty: Any = None) -> None:
    """Fill the choices of a language, when the language of whoever reads them is known."""
    known = languages(empty if empty is not None else _("choose"))
    field.choices = known if stored in dict(known) else [*known, (stored, stored)]


def several(rows: Mapping[str, Any], model: type[Point] | type[Citation], label: Any, help_text: Any) -> Any:
    """Boxes for the points or citations of the case; none has to be checked."""
    field = CaseMultipleChoiceField(
        model._base_manager.none(),
        required=False,
        label=label,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
    )
    field.rows = rows
    field.choices = [(key, name_of(row)) for key, row in rows.items()]
    return field


def name_of(row: Any) -> str:
    """A point with its number, a citation with the place where its words stand."""
    if isinstance(row, Point):
        return f"P{row.order} {_short(row.text)}"
    place: Iterable[str] = (row.source.title, row.locator) if row.exact else ()
    return " · ".join(filter(None, (_short(label_of(row)), *place)))


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:89].rstrip()}…"
