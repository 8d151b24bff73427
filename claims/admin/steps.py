"""The steps of a case to its readers, each a page that asks for a note and calls one action."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from claims import rules
from claims.actions import publishing, redacting, review
from claims.admin import barring, drafts, reports
from claims.admin.step_forms import GiveBackForm, NoteForm, PublishForm, RedactForm, StepForm, WithdrawForm, refusal_on
from claims.errors import FactcheckError, RecordChanged
from claims.models import Claim


@dataclass(frozen=True)
class Step:
    """``run`` takes the keywords of the form's fields, and what was seen of the case. ``shows_changes``: whether readers will see
    the case as it stands now.
    """

    title: Any
    intro: Any
    button: Any
    done: Any
    form: type[StepForm]
    right: rules.Right
    run: Callable[..., Any]
    shows_changes: bool = True
    barred: Callable[[Any, Claim], str] = lambda user, claim: ""
    """Why this person may not take it with this case, in a sentence, so that nobody writes a note in vain."""


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
        barred=barring.from_approving,
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
        barred=barring.from_publishing,
    ),
    "withdraw": Step(
        title=_("Withdraw"),
        intro=_("The page is replaced by a notice with your reason. A withdrawn claim cannot be published again."),
        button=_("Withdraw"),
        done=_("Withdrawn. The page now shows a notice."),
        form=WithdrawForm,
        right=rules.may_withdraw,
        run=publishing.withdraw,
        shows_changes=False,
    ),
    "redact": Step(
        title=_("Take text off the record"),
        intro=_(
            "The text of the revisions you choose is blanked for good; their pages show your reason, and programs that"
            " mirror this site are told. Their hashes stay. The case at the desk stays as it is: correct it and publish"
            " it anew first, so that readers find a page without what has to go."
        ),
        button=_("Remove the text for good"),
        done=_("The text was removed. Its place in the record shows your reason."),
        form=RedactForm,
        right=rules.may_redact,
        run=redacting.redact,
    ),
}


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
        kept = drafts.mark(request, claim.pk)
        form = step.form(data, user=request.user, claim=claim, initial=drafts.initial_of(kept.kept, step.form))
        acts, status = [], 200
        if request.method == "POST" and form.is_valid():
            seen = reports.seen_sent(request)
            try:
                step.run(by=request.user, claim_id=claim.pk, seen=seen, **form.cleaned_data)
            except FactcheckError as refused:
                refusal_on(form, refused)
                if isinstance(refused, RecordChanged):
                    acts, status = reports.acts_since(claim, seen), 409
            else:
                drafts.forget(request)
                page.log_change(request, claim, str(step.title))
                page.message_user(request, step.done, messages.SUCCESS)
                return HttpResponseRedirect(reverse("admin:claims_claim_desk", args=[claim.pk]))
        return page.render_step(request, claim, step, form, acts=acts, draft=kept, status=status)  # type: ignore[no-any-return]


def ids(values: list[str]) -> list[UUID]:
    """Those of the texts that are ids."""
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found
