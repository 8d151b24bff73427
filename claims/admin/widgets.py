"""A moment in a form: its value at its precision, its zone, the words it was stated in, and its limits.

What an editor may type: ``2018``, ``2018-08``, ``2018-08-07``, ``2018-08-07T09:38+02:00``, or ``2018-08-07 09:38`` with a
zone, which then gives the offset of that day.
"""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.fields.moment import Moment, parse_moment, zone_names
from claims.fields.texts import SHORT, refuse_unstorable
from claims.reading.dates.zones import on_the_clock

_LOCAL = re.compile(r"^(\d{4}-\d{2}-\d{2})[T ]+(\d{2}:\d{2})(?::00)?$")
_WITH_OFFSET = re.compile(r"^(\d{4}-\d{2}-\d{2})[T ]+(\d{2}:\d{2})(?::00)? ?(Z|[+-]\d{2}:\d{2})$")
_DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")

PARTS = ("value", "zone", "stated", "not_before", "not_after", "ongoing")
LABELS = {
    "value": gettext_lazy("Date or time"),
    "zone": gettext_lazy("Zone"),
    "stated": gettext_lazy("As stated"),
    "not_before": gettext_lazy("Not before"),
    "not_after": gettext_lazy("Not after"),
    "ongoing": gettext_lazy("Had not ended"),
}
ZONES_ID = "desk-zones"


def known_zones() -> list[str]:
    """Zones to suggest: those named after a place, and UTC."""
    places = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
    return [*sorted(zone for zone in zone_names() if zone.startswith(places)), "UTC"]


class MomentWidget(forms.MultiWidget):
    """Six inputs, each with a label of its own; the limits are folded away until they are used."""

    template_name = "admin/claims/widgets/moment.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            "value": forms.TextInput({"size": 26, "placeholder": "2018-08-07"}),
            "zone": forms.TextInput({"size": 18, "placeholder": "Europe/Berlin", "list": ZONES_ID}),
            "stated": forms.TextInput({"size": 18}),
            "not_before": forms.TextInput({"size": 26}),
            "not_after": forms.TextInput({"size": 26}),
            "ongoing": forms.CheckboxInput(),
        }
        super().__init__(widgets, attrs)

    def decompress(self, value: Any) -> list[Any]:
        moment = value if isinstance(value, Moment) else None
        return [getattr(moment, name, None) for name in PARTS]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_value" if id_ else ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        parts = context["widget"]["subwidgets"]
        for part, key in zip(parts, PARTS, strict=True):
            part["key"], part["label"] = key, LABELS[key]
            if id_ := (attrs or {}).get("id"):
                part["attrs"]["id"] = f"{id_}_{key}"
        context["widget"]["main"], context["widget"]["limits"] = parts[:3], parts[3:]
        context["widget"]["has_limits"] = any(part["value"] for part in parts[3:5]) or bool(
            parts[5]["attrs"].get("checked")
        )
        return context


class MomentFormField(forms.MultiValueField):
    """Cleans to a Moment, or None where nothing was typed."""

    widget = MomentWidget

    def __init__(self, *, encoder: Any = None, decoder: Any = None, **options: Any) -> None:
        line: dict[str, Any] = {"required": False, "max_length": 60}
        fields = (
            forms.CharField(**line),
            forms.CharField(**line),
            forms.CharField(required=False, max_length=SHORT, validators=[refuse_unstorable]),
            forms.CharField(**line),
            forms.CharField(**line),
            forms.BooleanField(required=False),
        )
        options["help_text"] = options.get("help_text") or gettext_lazy(
            "2018, 2018-08, 2018-08-07 or 2018-08-07T09:38+02:00; a time of day may also be 2018-08-07 09:38 with a zone."
        )
        super().__init__(fields, require_all_fields=False, **options)

    def compress(self, data_list: Sequence[Any]) -> Moment | None:
        typed = {name: value for name, value in zip(PARTS, data_list, strict=True) if value} if data_list else {}
        times = [name for name in ("value", "not_before", "not_after") if name in typed]
        if not typed or set(typed) == {"zone"}:
            return None
        zone = typed.get("zone")
        if zone and zone not in zone_names():
            raise ValidationError(_("“%(zone)s” is no time zone. Use one such as Europe/Berlin.") % {"zone": zone})
        for name in times:
            typed[name] = normal_form(typed[name], zone)
        return parse_moment(typed)

    def clean(self, value: Any) -> Moment | None:
        cleaned: Moment | None = super().clean(value)
        if cleaned is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return cleaned

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.clean(data) != (initial or None))
        except ValidationError:
            return True


def normal_form(typed: str, zone: str | None) -> str:
    """The form that is stored; raises ValidationError with what to type instead."""
    text = " ".join(typed.split())
    if found := _LOCAL.match(text):
        return _placed(f"{found[1]}T{found[2]}", zone)
    if found := _WITH_OFFSET.match(text):
        text = f"{found[1]}T{found[2]}{found[3]}"
    elif not _DATE.match(text):
        raise ValidationError(
            _("“%(typed)s” is no date: use 2018, 2018-08, 2018-08-07 or 2018-08-07T09:38+02:00.") % {"typed": text}
        )
    try:
        parse_moment({"value": text})
    except ValidationError:
        raise ValidationError(_("“%(typed)s” is a date that does not exist.") % {"typed": text}) from None
    return text


def _placed(local: str, zone: str | None) -> str:
    """A time on a clock, with the offset its zone had then."""
    if not zone:
        raise ValidationError(_("A time of day needs an offset such as +02:00, or a zone such as Europe/Berlin."))
    return on_the_clock(local, zone)
