"""The form of an assignment. A moment is typed as the clock shows it in the zone that is named beside it."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.actions import notices
from claims.admin.widgets import ZONES_ID
from claims.errors import FactcheckError
from claims.fields.moment import zone_names
from claims.models import Assignment, User

NAMES = ("assignee", "due_on", "embargo_until")
_LOCAL = "%Y-%m-%dT%H:%M"
_YEARS = [MinValueValidator(datetime(1900, 1, 1, tzinfo=UTC)), MaxValueValidator(datetime(2999, 1, 1, tzinfo=UTC))]
"""Beyond them a slip of the finger, and moments that other zones cannot express."""


class UserChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # of users
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.get_full_name()} (@{obj.username})" if obj.get_full_name() else f"@{obj.username}"


class AssignmentForm(forms.Form):
    """``stored`` is the assignment as it is now; ``zone`` the one that its embargo is shown in."""

    assignee = UserChoice(
        label=gettext_lazy("Assigned to"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nobody"),
        help_text=gettext_lazy("Who looks after the case, and gets a notice. For example Ada Brandt."),
    )
    due_on = forms.DateField(
        label=gettext_lazy("Due on"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=gettext_lazy("Whoever looks after the case is reminded that morning. For example 2018-08-10."),
    )
    embargo_until = forms.DateTimeField(
        label=gettext_lazy("Embargo until"),
        required=False,
        validators=_YEARS,
        widget=forms.DateTimeInput(format=_LOCAL, attrs={"type": "datetime-local"}),
        help_text=gettext_lazy("Nobody can publish the case before this moment. For example 2018-08-10 06:00."),
    )
    embargo_zone = forms.CharField(
        label=gettext_lazy("Zone of the embargo"),
        required=False,
        max_length=64,
        widget=forms.TextInput({"list": ZONES_ID, "size": 24, "autocomplete": "off"}),
        help_text=gettext_lazy(
            "The place whose clock the embargo is given by, for example Europe/Berlin. Left empty: UTC."
        ),
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={
            "required": gettext_lazy("The form was not sent whole. Reload the page."),
            "invalid": gettext_lazy("The form was not sent whole. Reload the page."),
        },
    )

    def __init__(self, data: Any = None, *, stored: Assignment, zone: str) -> None:
        self.stored = stored
        until = stored.embargo_until
        local = until.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if until else None
        initial = {"assignee": stored.assignee_id, "due_on": stored.due_on, "embargo_until": local}
        super().__init__(data, initial={**initial, "embargo_zone": zone, "version": stored.version})
        desk = Q(pk__in=notices.desk_users().filter(is_staff=True).values("pk"))
        people: Any = self.fields["assignee"]
        people.queryset = User.objects.filter(desk | Q(pk=stored.assignee_id)).order_by("username")

    def full_clean(self) -> None:
        """In the zone that was typed; Django refuses the hours that its clock skips or has twice."""
        with timezone.override(ZoneInfo(self._zone())):
            super().full_clean()

    def _zone(self) -> str:
        typed = str(self.data.get("embargo_zone", "")).strip()
        return typed if typed in zone_names() else "UTC"

    def clean_embargo_zone(self) -> str:
        typed: str = self.cleaned_data["embargo_zone"]
        if typed and typed not in zone_names():
            raise forms.ValidationError(_("No zone has this name; take one from the list."))
        return typed or "UTC"

    def wanted(self) -> dict[str, Any]:
        """The keywords of the action."""
        return {name: self.cleaned_data[name] for name in (*NAMES, "version")}

    def show_refusal(self, refused: FactcheckError) -> None:
        for name, message in refused.fields.items():
            self.add_error(name if name in self.fields else None, message)
        if not refused.fields:
            self.add_error(None, refused.message)

    def show_conflict(self, refused: FactcheckError, now: Assignment) -> None:
        """What is stored now stands beside what was typed; saving again replaces it, knowingly."""
        self.show_refusal(refused)
        self.add_error(
            None, _("What you typed is kept below. Compare it with what is stored now; saving again replaces that.")
        )
        for name in NAMES:
            if (stored := getattr(now, name)) != self.cleaned_data.get(name):
                shown = f"{stored:%Y-%m-%d %H:%M} UTC" if isinstance(stored, datetime) else stored or "–"
                self.add_error(name, _("Stored now: %(value)s") % {"value": shown})
        typed: Any = self.data
        self.data = typed.copy()
        self.data["version"] = str(now.version)  # type: ignore[index]  # a copy
