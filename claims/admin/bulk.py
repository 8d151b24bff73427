"""Publishing and withdrawing several claims from the list, with one note for all; each is a transaction of its own."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from claims.actions import publishing
from claims.admin.steps import STEPS, PublishForm, StepForm, WithdrawForm
from claims.errors import FactcheckError
from claims.models import Claim, Revision
from claims.vocabulary import RevisionKind

AT_ONCE = 100


def _publish(*, by: Any, claim_id: Any, kind: str = "", note: str = "", override_reason: str = "") -> Any:
    """A claim that was never published starts with its first revision, whatever was chosen for the others."""
    is_new = not Revision.objects.filter(claim=claim_id).exists()
    return publishing.publish(
        by=by,
        claim_id=claim_id,
        kind=RevisionKind.FIRST if is_new else kind,
        note=note,
        override_reason=override_reason,
    )


def _several(
    modeladmin: Any, request: HttpRequest, queryset: Any, name: str, form: type[StepForm], run: Callable[..., Any]
) -> HttpResponse | None:
    step = STEPS[name]
    if not step.right(request.user, None):
        raise PermissionDenied
    claims = list(queryset.select_related("claimant")[: AT_ONCE + 1])
    if len(claims) > AT_ONCE:
        modeladmin.message_user(request, _("At most %(count)d claims at once.") % {"count": AT_ONCE}, messages.ERROR)
        return None
    is_sent = "confirmed" in request.POST
    bound = form(request.POST if is_sent else None, user=request.user, claim=None)
    if is_sent and bound.is_valid():
        _run(modeladmin, request, claims, bound.cleaned_data, run)
        return None
    context = {
        **modeladmin.admin_site.each_context(request),
        "opts": modeladmin.opts,
        "title": step.title,
        "claims": claims,
        "step": step,
        "form": bound,
        "is_refused": bound.is_bound and bool(bound.errors),
        "action": f"{name}_selected",
        "action_checkbox_name": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/claims/claim/steps.html", context)


def _run(
    modeladmin: Any, request: HttpRequest, claims: list[Claim], data: dict[str, Any], run: Callable[..., Any]
) -> None:
    done = 0
    for claim in claims:
        try:
            run(by=request.user, claim_id=claim.pk, **data)
        except FactcheckError as refused:
            modeladmin.message_user(request, f"{claim}: {refused.message}", messages.WARNING)
        else:
            done += 1
    if done:
        sentence = ngettext("Done for %(count)d claim.", "Done for %(count)d claims.", done)
        modeladmin.message_user(request, sentence % {"count": done}, messages.SUCCESS)


@admin.action(permissions=["publish"], description=gettext_lazy("Publish the selected claims …"))
def publish_selected(modeladmin: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
    return _several(modeladmin, request, queryset, "publish", PublishForm, _publish)


@admin.action(permissions=["publish"], description=gettext_lazy("Withdraw the selected claims …"))
def withdraw_selected(modeladmin: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
    return _several(modeladmin, request, queryset, "withdraw", WithdrawForm, publishing.withdraw)
