"""The page of a case where colleagues share the work: who looks after it and until when, and what they say about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import rules
from claims.actions import casework as work
from claims.admin import drafts, reports
from claims.admin.assigning import AssignmentForm
from claims.admin.widgets import known_zones
from claims.errors import FactcheckError, RecordChanged
from claims.fields.texts import refuse_unstorable
from claims.models import Assignment, Claim, Comment

_ZONE = "desk_zone"
"""Where a session remembers the zone somebody gave an embargo in."""


@dataclass(frozen=True)
class Casework:
    """What the page of a case shows of it, beside a link to the rest."""

    assignment: Assignment
    open_comments: int


def casework_of(claim: Claim) -> Casework:
    """Two queries."""
    return Casework(work.assignment_of(claim), Comment.objects.filter(claim=claim, resolved_at=None).count())


class CommentForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Comment"),
        max_length=2000,
        validators=[refuse_unstorable],
        widget=forms.Textarea({"rows": 3, "cols": 80, "class": "vLargeTextField"}),
        help_text=gettext_lazy("For colleagues, never published. @name tells somebody, for example @ada."),
    )


def urls(model_admin: Any) -> list[Any]:
    site = model_admin.admin_site

    def address(route: str, view: Any, name: str) -> Any:
        return path(f"<uuid:claim_id>/casework/{route}", site.admin_view(partial(view, site=site)), name=name)

    return [
        address("", casework, "claims_claim_casework"),
        address("comments/", add_comment, "claims_claim_comment"),
        address("comments/<uuid:comment_id>/", settle_comment, "claims_claim_comment_settle"),
    ]


def casework(request: HttpRequest, claim_id: UUID, *, site: Any) -> HttpResponse:
    """The page; a POST changes the assignment."""
    claim = _case(request, claim_id)
    if request.method != "POST":
        return _page(request, site, claim)
    if not rules.may_assign(request.user, claim):
        raise PermissionDenied
    form = _assignment_form(request, claim, request.POST)
    if not form.is_valid():
        return _page(request, site, claim, assignment=form)
    try:
        work.assign(by=request.user, claim_id=claim.pk, seen=_seen(request), **form.wanted())
    except RecordChanged as refused:
        form.show_conflict(refused, work.assignment_of(claim))
        return _page(request, site, claim, assignment=form, acts=_acts(request, claim), status=409)
    except FactcheckError as refused:
        form.show_refusal(refused)
        return _page(request, site, claim, assignment=form)
    if form.cleaned_data["embargo_until"]:
        request.session[_ZONE] = form.cleaned_data["embargo_zone"]
    return _back(request, claim, _("The assignment was saved."))


def add_comment(request: HttpRequest, claim_id: UUID, *, site: Any) -> HttpResponse:
    """Asked for without sending anything, as after signing in again, it is the page with what was typed."""
    claim = _case(request, claim_id)
    if request.method != "POST":
        return _to_page(claim)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _page(request, site, claim, comment=form)
    try:
        work.comment(by=request.user, claim_id=claim.pk, text=form.cleaned_data["text"], seen=_seen(request))
    except RecordChanged:
        return _page(request, site, claim, comment=form, acts=_acts(request, claim), status=409)
    drafts.forget(request)
    return _back(request, claim, _("The comment was added."))


def settle_comment(request: HttpRequest, claim_id: UUID, comment_id: UUID, *, site: Any) -> HttpResponse:
    """``act=reopen`` takes back what is resolved; anything else resolves."""
    claim = _case(request, claim_id)
    if request.method != "POST":
        return _to_page(claim)
    comment = get_object_or_404(Comment, pk=comment_id, claim=claim)
    is_reopened = request.POST.get("act") == "reopen"
    try:
        (work.reopen if is_reopened else work.resolve)(by=request.user, comment_id=comment.pk, seen=_seen(request))
    except RecordChanged:
        return _page(request, site, claim, acts=_acts(request, claim), status=409)
    return _back(request, claim, _("The comment is open again.") if is_reopened else _("The comment was resolved."))


def _seen(request: HttpRequest) -> int | None:
    """What the page carried of the case; None where nobody asks, since nothing here overwrites what it did not see."""
    return reports.seen_sent(request) if request.POST.get("seen") else None


def _acts(request: HttpRequest, claim: Claim) -> list[Any]:
    """What others did since."""
    return [] if _seen(request) is None else reports.acts_since(claim, reports.seen_sent(request))


def _case(request: HttpRequest, claim_id: UUID) -> Claim:
    if not rules.may_see_desk(request.user, None):
        raise PermissionDenied
    return get_object_or_404(Claim, pk=claim_id)


def _assignment_form(request: HttpRequest, claim: Claim, data: Any = None) -> AssignmentForm:
    return AssignmentForm(data, stored=work.assignment_of(claim), zone=request.session.get(_ZONE, "UTC"))


def _back(request: HttpRequest, claim: Claim, done: str) -> HttpResponse:
    messages.success(request, done)
    return _to_page(claim)


def _to_page(claim: Claim) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:claims_claim_casework", args=[claim.pk]))


def _page(
    request: HttpRequest,
    site: Any,
    claim: Claim,
    *,
    assignment: AssignmentForm | None = None,
    comment: CommentForm | None = None,
    acts: Sequence[Any] = (),
    status: int = 200,
) -> HttpResponse:
    """``acts``: what others did since the page was shown before."""
    seen = reports.newest_of(claim)
    assignment = assignment or _assignment_form(request, claim)
    with translation.override(settings.LANGUAGE_CODE):
        kept = drafts.mark(request, claim.pk, reverse("admin:claims_claim_comment", args=[claim.pk]))
    comments = Comment.objects.filter(claim=claim).select_related("by", "resolved_by")
    context = {
        **site.each_context(request),
        "title": _("Assignment and comments"),
        "subtitle": str(claim),
        "opts": Claim._meta,
        "claim": claim,
        "seen": seen,
        "acts": acts,
        "assignment": assignment.stored,
        "form": assignment if rules.may_assign(request.user, claim) else None,
        "comments": list(comments),
        "comment_form": comment or CommentForm(initial=drafts.initial_of(kept.kept, CommentForm)),
        "draft": kept,
        "zones": known_zones(),
    }
    return TemplateResponse(request, "admin/claims/claim/casework.html", context, status=status)
