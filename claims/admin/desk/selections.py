"""Acts that make something of selected words: through a form, or at once. What was typed is lost with no refusal."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from claims import rules
from claims.actions import curating, drafts, quoting, restoring
from claims.admin import conflicts, gone, unsaved
from claims.admin.desk import conflict_pages, forms
from claims.admin.desk.claim_form import ClaimForm
from claims.admin.desk.making import KINDS, Setting
from claims.admin.drafts import as_sent, kept_instead
from claims.admin.history import acting
from claims.errors import FactcheckError, RecordChanged
from claims.models import Claim, Draft


@dataclass
class Opened:
    """A form that is open in the case pane."""

    kind: str
    form: forms.DeskForm
    quoted: quoting.Quote | None
    kept: Draft | None = None
    """What was typed into it before and not saved; it stands in the form."""


class SelectionActs:
    """Of the workspace; what its views share comes from there."""

    admin: Any
    render: Callable[..., HttpResponse]
    _changeable: Callable[[HttpRequest, UUID], Claim]
    _setting: Callable[..., Setting]
    _quoted: Callable[[HttpRequest], quoting.Quote | None]
    _back: Callable[[HttpRequest, Claim, str], HttpResponse]
    at_cell: Callable[..., HttpResponse]
    _address: Callable[[HttpRequest, Claim], str]
    _refuse: Callable[[HttpRequest, Claim, FactcheckError], HttpResponse]

    def make(self, request: HttpRequest, claim_id: UUID, kind: str) -> HttpResponse:
        """Open the form of a kind (``open``), or store what it holds; where the case was deleted, bring it back for that."""
        if kind not in KINDS:
            raise Http404
        if request.method != "POST":
            return HttpResponseRedirect(self._address_of_form(request, claim_id, kind))
        removal = restoring.removal_of(Claim, claim_id) if rules.may_see_desk(request.user, None) else None
        if removal is None:
            return self._make(request, claim_id, kind)
        form = KINDS[kind].form(request.POST)
        parts = unsaved.of_form(str(form.title), form)
        if gone.BRING_BACK not in request.POST:
            return gone.page(self.admin, request, removal, parts)
        try:
            with acting(request, "bring back"):
                restoring.bring_back(by=request.user, removal=removal)
                return self._make(request, claim_id, kind)
        except FactcheckError as refused:
            return gone.page(self.admin, request, removal, parts, refused)

    def _address_of_form(self, request: HttpRequest, claim_id: UUID, kind: str) -> str:
        """Where signing in again leads: the page with the form open; a link of the page of a refusal leaves the form."""
        given = request.GET.dict() or {"form": kind}
        return f"{reverse('admin:claims_claim_desk', args=[claim_id])}?{urlencode(given)}"

    def reopen(self, request: HttpRequest, claim_id: UUID, kind: str) -> HttpResponse:
        """The form with what was typed into it and not saved, beside the words it was opened from."""
        kept = drafts.of(request.user, f"desk/{claim_id}/{kind}")
        typed = as_sent(kept) if kept else QueryDict(mutable=True)
        typed["open"] = "1"
        request.GET = request.POST = typed  # type: ignore[assignment]  # they can be set
        return self._make(request, claim_id, kind)

    def _make(self, request: HttpRequest, claim_id: UUID, kind: str) -> HttpResponse:
        claim = self._changeable(request, claim_id)
        if conflicts.MARK in request.POST:
            if conflicts.DRAFT in request.POST:
                return kept_instead(request, conflicts.as_typed(request.POST), to=self._address(request, claim))
            request.POST = conflicts.chosen(request.POST)  # type: ignore[assignment]  # it can be set
        try:
            quoted = self._quoted(request)
        except FactcheckError as refused:
            return self._refuse(request, claim, refused)
        made = KINDS[kind]
        try:
            setting = self._setting(request, claim, is_of_answer=made.is_of_answer)
        except FactcheckError as refused:
            if "open" in request.POST:
                return self._refuse(request, claim, refused)
            form = made.form(request.POST)
            _show_on(form, refused)
            return self.render(request, claim, opened=Opened(kind, form, quoted), is_answer_removed=True, status=409)
        if "open" in request.POST:
            kept = drafts.of(request.user, draft_of(claim, kind))
            typed = {name: values[-1] for name, values in (kept.fields if kept else {}).items() if values}
            initial = made.propose(setting, quoted)
            initial |= {name: text for name, text in typed.items() if name in made.form.base_fields}
            form = made.form(initial=initial, published=setting.published, claim=claim)
            return self.render(request, claim, opened=Opened(kind, form, quoted, kept))
        form = made.form(request.POST, published=setting.published, claim=claim)
        if conflict := conflicts.found(conflict_pages.of(form), request.POST):
            back, draft = self._address(request, claim), draft_of(claim, kind)
            return conflict_pages.page(self.admin, request, claim, conflict, back=back, draft=draft)
        if isinstance(form, ClaimForm) and not form.has_changed() and quoted is None:
            return self._back(request, claim, made.done(claim))
        if form.is_valid():
            try:
                record = made.make(setting, quoted, form.cleaned_data)
            except FactcheckError as refused:
                if isinstance(refused, RecordChanged) and isinstance(form, ClaimForm):
                    return self._make(request, claim_id, kind)  # saved since it was read: now both can be shown
                _show_on(form, refused)
            else:
                drafts.discard(by=request.user, form=draft_of(claim, kind))
                return self._back(request, claim, made.done(record))
        return self.render(request, claim, opened=Opened(kind, form, quoted), status=422)

    def pick(self, request: HttpRequest, claim_id: UUID, kind: str) -> HttpResponse:
        """Words that become something at once: a passage of the answer at hand, deciding words of the open cell."""
        claim = self._changeable(request, claim_id)
        if request.method != "POST":
            return HttpResponseRedirect(self._address(request, claim))
        try:
            quoted = self._quoted(request)
            setting = self._setting(request, claim, is_of_answer=kind == "passage")
            if kind == "passage" and setting.response and quoted:
                made = curating.add_passage(by=request.user, response=setting.response, quoted=quoted)
                form = made.get_form_display()
                done = _("Passage added to answer %(order)d, %(form)s.")
                return self._back(request, claim, done % {"order": setting.response.order, "form": form})
            if kind == "words" and quoted:
                return self.at_cell(request, claim, words=quoted.place.exact)
        except FactcheckError as refused:
            return self._refuse(request, claim, refused)
        raise Http404


def draft_of(claim: Claim, kind: str) -> str:
    """The name under which the words of a form of the workspace are kept."""
    return f"desk/{claim.pk}/{kind}"


def _show_on(form: forms.DeskForm, refused: FactcheckError) -> None:
    for name, message in refused.fields.items():
        form.add_error(name if name in form.fields else None, message)
    if not refused.fields:
        form.add_error(None, refused.message)
