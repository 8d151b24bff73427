"""The steps of a case to its readers, each a page that asks for a note and calls one action."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from claims import rules
from claims.actions import publishing, review
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


class WithdrawForm(StepForm):
    reason = prose(_("reason"), _("Readers see it in place of the case."), required=True)
    hide_revisions = forms.BooleanField(
        label=_("hide the old revisions too"),
        required=False,
        help_text=_("Only where the law asks for it: they answer with the same notice then."),
    )


@dataclass(frozen=True)
class Step:
    """``run`` takes the keywords of the form's fields."""

    title: Any
    intro: Any
    button: Any
    done: Any
    form: type[StepForm]
    right: rules.Right
    run: Callable[..., Any]


STEPS = {
    "submit": Step(
        title=_("Submit for review"),
        intro=_("The case goes to somebody else as it stands now. Any later change takes it out of the review."),
        button=_("Submit"),
        done=_("Submitted for review."),
        form=NoteForm,
        right=rules.may_submit,
        run=review.submit,
    ),
    "approve": Step(
        title=_("Approve"),
        intro=_("You approve the case as it was submitted. A publisher can publish it then."),
        button=_("Approve"),
        done=_("Approved."),
        form=NoteForm,
        right=rules.may_approve,
        run=review.approve,
    ),
    "give-back": Step(
        title=_("Give back"),
        intro=_("The case goes back to its authors."),
        button=_("Give back"),
        done=_("Given back to its authors."),
        form=GiveBackForm,
        right=rules.may_approve,
        run=review.give_back,
    ),
    "publish": Step(
        title=_("Publish"),
        intro=_("The case becomes a new revision. It can be corrected later, and never be unpublished silently."),
        button=_("Publish"),
        done=_("Published."),
        form=PublishForm,
        right=rules.may_publish,
        run=publishing.publish,
    ),
    "withdraw": Step(
        title=_("Withdraw"),
        intro=_("The page is replaced by a notice with your reason. A withdrawn claim cannot be published again."),
        button=_("Withdraw"),
        done=_("Withdrawn. The page now shows a notice."),
        form=WithdrawForm,
        right=rules.may_withdraw,
        run=publishing.withdraw,
    ),
}


def refusal_on(form: forms.Form, refused: FactcheckError) -> None:
    """The sentence at the field it names; what belongs to no field of this form stands on top, once."""
    named = {name: text for name, text in refused.fields.items() if name in form.fields}
    for name, text in named.items():
        form.add_error(name, text)
    others = [text for name, text in refused.fields.items() if name not in form.fields]
    for text in others or ([] if named else [refused.message]):
        form.add_error(None, text)


class StepsMixin:
    """Adds the steps to the pages of a claim."""

    admin_site: Any
    opts: Any

    def get_urls(self) -> list[Any]:
        own = [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(self._view_of(name)),
                name=f"claims_claim_{name.replace('-', '_')}",
            )
            for name in STEPS
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]  # of ModelAdmin

    def _view_of(self, name: str) -> Callable[..., HttpResponse]:
        def view(request: HttpRequest, object_id: str) -> HttpResponse:
            return self.step_view(request, object_id, STEPS[name])

        return view

    def step_view(self, request: HttpRequest, object_id: str, step: Step) -> HttpResponse:
        page: Any = self
        claim: Claim | None = page.get_object(request, object_id)
        if claim is None:
            redirect: HttpResponse = page._get_obj_does_not_exist_redirect(request, self.opts, object_id)
            return redirect
        if not step.right(request.user, claim):
            raise PermissionDenied
        data = request.POST if request.method == "POST" else None
        form = step.form(data, user=request.user, claim=claim)
        if request.method == "POST" and form.is_valid():
            try:
                step.run(by=request.user, claim_id=claim.pk, **form.cleaned_data)
            except FactcheckError as refused:
                refusal_on(form, refused)
            else:
                page.log_change(request, claim, str(step.title))
                page.message_user(request, step.done, messages.SUCCESS)
                return HttpResponseRedirect(reverse("admin:claims_claim_change", args=[claim.pk]))
        return page.render_step(request, claim, step, form)  # type: ignore[no-any-return]


def ids(values: list[str]) -> list[UUID]:
    """Those of the texts that are ids."""
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found
