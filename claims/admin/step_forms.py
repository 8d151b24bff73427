"""Forms of the steps of a case: what each asks for, and its refusals at their fields."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from claims import rules
from claims.actions import publishing, redacting
from claims.admin import barring
from claims.errors import FactcheckError
from claims.fields.texts import refuse_unstorable
from claims.models import Claim, Revision
from claims.vocabulary import RevisionKind

NOTE_LENGTH = 2000


def prose(label: Any, help_text: Any, *, required: bool) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=NOTE_LENGTH,
        validators=[refuse_unstorable],
        widget=forms.Textarea({"rows": 3, "cols": 80, "class": "vLargeTextField"}),
    )


class StepForm(forms.Form):
    """``user`` and ``claim`` decide which fields are asked for; ``claim`` is None for several at once."""

    required_css_class = "required"

    def __init__(self, *args: Any, user: Any, claim: Claim | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fit(user, claim)

    def fit(self, user: Any, claim: Claim | None) -> None:
        """Leave out what does not apply."""


class NoteForm(StepForm):
    note = prose(_("note"), _("For your colleagues; readers do not see it."), required=False)


class GiveBackForm(StepForm):
    note = prose(_("note"), _("What has to be mended. The authors read it."), required=True)


class PublishForm(StepForm):
    kind = forms.ChoiceField(
        label=_("kind of change"),
        choices=[(kind.value, kind.label) for kind in publishing.CHANGES],
        initial=RevisionKind.UPDATE,
        help_text=_("Corrections are listed for readers on a page of their own."),
    )
    note = prose(_("note"), _("What changed and why. Readers see it."), required=True)
    override_reason = prose(
        _("reason for publishing alone"),
        _("Only where you changed the case yourself and nobody else approved it. Readers can see it."),
        required=False,
    )

    def fit(self, user: Any, claim: Claim | None) -> None:
        if claim is not None and not Revision.objects.filter(claim=claim).exists():
            del self.fields["kind"]
            self.fields["note"].required = False
            self.fields["note"].help_text = _("May stay empty for a first publication.")
        if not rules.may_override(user, claim):
            del self.fields["override_reason"]
        elif claim is not None and barring.as_own_work(user, claim):
            self.fields["override_reason"].help_text = _(
                "You changed the case yourself and nobody else approved it: say why you publish it alone. Readers can see it."
            )


class WithdrawForm(StepForm):
    reason = prose(_("reason"), _("Readers see it in place of the case."), required=True)
    hide_revisions = forms.BooleanField(
        label=_("hide the old revisions too"),
        required=False,
        help_text=_("Only where the law asks for it: they answer with the same notice then."),
    )


class RedactForm(StepForm):
    numbers = forms.TypedMultipleChoiceField(
        label=_("revisions"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What stood in one usually stands in those after it, too. Look at each before you choose."),
    )
    reason = prose(_("reason"), _("Readers see it in place of the text. Do not repeat what has to go."), required=True)
    is_final = forms.BooleanField(
        label=_("I know that the text cannot be brought back, not even by an administrator."),
        error_messages={"required": _("Confirm that the text is to be removed for good.")},
    )

    def fit(self, user: Any, claim: Claim | None) -> None:
        shown = redacting.with_text(claim.pk).order_by("number") if claim is not None else ()
        self.fields["numbers"].choices = [  # type: ignore[attr-defined]  # of a field with choices
            (each.number, f"{each.number} · {date_format(each.published_at)} · {each.get_kind_display()}")
            for each in shown
        ]

    def clean(self) -> dict[str, Any]:
        """Without the confirmation, which is for this page alone."""
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned.pop("is_final", None)
        return cleaned


def refusal_on(form: forms.Form, refused: FactcheckError) -> None:
    """The sentence at the field it names; what belongs to no field of this form stands on top, once."""
    named = {name: text for name, text in refused.fields.items() if name in form.fields}
    for name, text in named.items():
        form.add_error(name, text)
    others = [text for name, text in refused.fields.items() if name not in form.fields]
    for text in others or ([] if named else [refused.message]):
        form.add_error(None, text)
