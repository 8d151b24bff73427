"""Steps for several claims of the list, with one form for all; each claim is a transaction of its own.

The confirmation carries what was seen of each case; one that somebody changed since is left out, and the report says so.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy, ngettext

from claims import rules
from claims.actions import casework, editing, history_seen, notices, publishing
from claims.admin import reports, waiting
from claims.admin.assigning import UserChoice
from claims.admin.step_forms import PublishForm, StepForm, WithdrawForm
from claims.admin.steps import STEPS, Step
from claims.models import Claim, Revision, Topic, User
from claims.vocabulary import RevisionKind


def _publish(*, by: Any, claim_id: Any, seen: int, kind: str = "", note: str = "", override_reason: str = "") -> Any:
    """A claim that was never published starts with its first revision, whatever was chosen for the others."""
    is_new = not Revision.objects.filter(claim=claim_id).exists()
    return publishing.publish(
        by=by,
        claim_id=claim_id,
        kind=RevisionKind.FIRST if is_new else kind,
        note=note,
        override_reason=override_reason,
        seen=seen,
    )


class TopicForm(StepForm):
    topic = forms.ModelChoiceField(
        label=gettext_lazy("topic"),
        queryset=Topic.objects.all(),
        help_text=gettext_lazy("It joins the topics that each claim has."),
    )


class AssignForm(StepForm):
    assignee = UserChoice(
        label=gettext_lazy("assigned to"),
        queryset=User.objects.none(),
        help_text=gettext_lazy("Who looks after the cases, and gets a notice for each."),
    )
    due_on = forms.DateField(
        label=gettext_lazy("due on"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=gettext_lazy("Left empty, each case keeps its day."),
    )

    def fit(self, user: Any, claim: Claim | None) -> None:
        field: Any = self.fields["assignee"]
        field.queryset = notices.desk_users().order_by("username")


def _as_seen(claim_id: Any, seen: int) -> Claim:
    """The claim, locked. Raises RecordChanged where its case was changed since the confirmation was shown."""
    history_seen.require_unchanged(Claim(pk=claim_id), None, seen)
    return Claim.objects.get(pk=claim_id)


@transaction.atomic
def _add_topic(*, by: Any, claim_id: Any, seen: int, topic: Topic) -> None:
    claim = _as_seen(claim_id, seen)
    topics = set(claim.topics.all())
    if topic not in topics:
        editing.save(by=by, record=claim, links={"topics": {*topics, topic}}, version=claim.version)


@transaction.atomic
def _assign(*, by: Any, claim_id: Any, seen: int, assignee: User, due_on: Any) -> None:
    """The embargo stays as it is."""
    stored = casework.assignment_of(_as_seen(claim_id, seen))
    casework.assign(
        by=by,
        claim_id=claim_id,
        assignee=assignee,
        due_on=due_on or stored.due_on,
        embargo_until=stored.embargo_until,
        version=stored.version,
    )


BULK = {
    **STEPS,
    "add_topic": Step(
        title=gettext_lazy("Add a topic"),
        intro=gettext_lazy("The cases wait as pending changes afterwards, where readers see them already."),
        button=gettext_lazy("Add the topic"),
        done="",
        form=TopicForm,
        right=rules.may_create,
        run=_add_topic,
    ),
    "assign": Step(
        title=gettext_lazy("Assign"),
        intro=gettext_lazy("Nothing of it is public, and no approval is lost by it."),
        button=gettext_lazy("Assign"),
        done="",
        form=AssignForm,
        right=rules.may_create,
        run=_assign,
    ),
}


def _several(
    modeladmin: Any, request: HttpRequest, queryset: Any, name: str, form: type[StepForm], run: Callable[..., Any]
) -> HttpResponse | None:
    step = BULK[name]
    if not step.right(request.user, None):
        raise PermissionDenied
    claims = list(queryset.select_related("claimant")[: reports.AT_ONCE + 1])
    if len(claims) > reports.AT_ONCE:
        reports.too_many(modeladmin, request)
        return None
    is_sent = "confirmed" in request.POST
    bound = form(request.POST if is_sent else None, user=request.user, claim=None)
    if is_sent and bound.is_valid():
        return _run(modeladmin, request, step, claims, bound.cleaned_data, run)
    context = {
        **modeladmin.admin_site.each_context(request),
        "opts": modeladmin.opts,
        "title": step.title,
        "claims": claims,
        "own": _own_among(claims, request.user) if name == "publish" else set(),
        "seen": request.POST.getlist(reports.SEEN) if is_sent else reports.carried(claims),
        "step": step,
        "form": bound,
        "is_refused": bound.is_bound and bool(bound.errors),
        "action": f"{name}_selected",
        "action_checkbox_name": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/claims/claim/steps.html", context)


def _own_among(claims: list[Claim], user: Any) -> set[Any]:
    """Those that only somebody else may publish."""
    own = waiting.own_work(user).filter(pk__in=[claim.pk for claim in claims])
    return set(own.order_by().values_list("pk", flat=True))


def _run(
    modeladmin: Any,
    request: HttpRequest,
    step: Step,
    claims: list[Claim],
    data: dict[str, Any],
    run: Callable[..., Any],
) -> HttpResponse | None:
    """What was changed since the confirmation was shown is left out."""
    seen, outcome = reports.seen_in(request), reports.Outcome()
    for claim in claims:
        last = seen.get(str(claim.pk), 0)
        with outcome.of(claim, last):
            run(by=request.user, claim_id=claim.pk, seen=last, **data)
    sentence = ngettext("Done for %(count)d claim.", "Done for %(count)d claims.", outcome.done)
    return reports.answer(modeladmin, request, step.title, sentence % {"count": outcome.done}, outcome)


@admin.action(permissions=["publish"], description=gettext_lazy("Publish the selected claims …"))
def publish_selected(modeladmin: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
    return _several(modeladmin, request, queryset, "publish", PublishForm, _publish)


@admin.action(permissions=["publish"], description=gettext_lazy("Withdraw the selected claims …"))
def withdraw_selected(modeladmin: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
    return _several(modeladmin, request, queryset, "withdraw", WithdrawForm, publishing.withdraw)


@admin.action(permissions=["change"], description=gettext_lazy("Assign the selected claims …"))
def assign_selected(modeladmin: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
    return _several(modeladmin, request, queryset, "assign", AssignForm, _assign)


@admin.action(permissions=["change"], description=gettext_lazy("Add a topic to the selected claims …"))
def add_topic_selected(modeladmin: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
    return _several(modeladmin, request, queryset, "add_topic", TopicForm, _add_topic)
