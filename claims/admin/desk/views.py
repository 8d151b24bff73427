"""The views of the workspace. Each POST calls one action and leads back to the page; a refusal shows the page as it was."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from claims import rules
from claims.actions import quoting, restoring
from claims.actions.quoting import Quote
from claims.admin import presence
from claims.admin.casework import casework_of
from claims.admin.desk import at_hand, cards, cells, matrix, page, picking, selections
from claims.admin.desk.making import KINDS, Setting
from claims.errors import AnswerRemoved, FactcheckError, QuoteAmbiguous, QuoteNotFound, RecordChanged
from claims.models import Claim, Snapshot
from claims.vocabulary import CLAIMANT_STANCES, RESPONDENT_STANCES, Directness, HedgeKind, Stage, StanceWord

STATE = ("source", "response", "cell", "at")
"""What the page keeps from one act to the next: the source beside it and where its text is open, the answer, the cell."""
LETTERS = {StanceWord.DENIES: "D", StanceWord.QUALIFIES: "Q", StanceWord.CONFIRMS: "C", StanceWord.DECLINES: "N"}
"""What is pressed in a cell of the matrix, as matrix.js has it."""


class Desk(selections.SelectionActs, cells.CellActs, matrix.MatrixActs, cards.CardActs):
    """The views, for one page of the admin."""

    def __init__(self, model_admin: Any) -> None:
        self.admin = model_admin

    def urls(self) -> list[Any]:
        wrap = self.admin.admin_site.admin_view
        of_case = "<uuid:claim_id>/desk/"
        return [
            path(of_case, wrap(self.show), name="claims_claim_desk"),
            path(f"{of_case}make/<slug:kind>/", wrap(self.make), name="claims_claim_make"),
            path(f"{of_case}pick/<slug:kind>/", wrap(self.pick), name="claims_claim_pick"),
            path(f"{of_case}cell/", wrap(self.cell), name="claims_claim_cell"),
            path(f"{of_case}evidence/", wrap(self.evidence), name="claims_claim_evidence"),
            path(f"{of_case}undo/", wrap(self.undo), name="claims_claim_take_back"),
            path(f"{of_case}order/", wrap(self.order), name="claims_claim_order"),
            *self.card_urls(of_case),
        ]

    # --- The page ---

    def show(self, request: HttpRequest, claim_id: UUID) -> HttpResponse:
        """``form``: the one to open, with what was kept of it. A case that was deleted leads to its history."""
        try:
            claim, form = self._claim(request, claim_id), request.GET.get("form", "")
        except Http404:
            if restoring.removal_of(Claim, claim_id) is None:
                raise
            return HttpResponseRedirect(reverse("admin:claims_claim_history", args=[claim_id]))
        if form in KINDS and _may_change(request, claim):
            return self.reopen(request, claim_id, form)
        return self.render(request, claim)

    def render(
        self,
        request: HttpRequest,
        claim: Claim,
        *,
        opened: selections.Opened | None = None,
        refused: FactcheckError | None = None,
        words: str = "",
        is_answer_removed: bool = False,
        status: int = 200,
    ) -> HttpResponse:
        """``is_answer_removed``: the one that the request names is gone, and the page offers the others."""
        state = self._state(request)
        if is_answer_removed:
            state |= {"response": "", "cell": ""}
        seen = page.workspace(
            claim,
            request.user,
            is_changeable=_may_change(request, claim),
            source=state["source"],
            response=state["response"],
            at=state["at"],
            find=request.GET.get("find", ""),
        )
        cell = at_hand.open_cell(seen, state["cell"]) if state["cell"] else None
        is_claimant = cell is not None and seen.dossier.claimant == _party_of(seen, cell.answer.pk)
        context = {
            **self.admin.admin_site.each_context(request),
            "opts": self.admin.opts,
            "title": _("Untitled case") if seen.is_untitled else claim.title,
            "desk": seen,
            "cell": cell,
            **self.cards_context(request, claim, seen, cell),
            "stances": [
                (word.value, word.label, LETTERS.get(word, ""))
                for word in (CLAIMANT_STANCES if is_claimant else RESPONDENT_STANCES)
            ],
            "directnesses": Directness.choices,
            "opened": opened,
            "kept": opened.kept if opened else None,
            "draft_form": selections.draft_of(claim, opened.kind) if opened else "",
            "casework": casework_of(claim),
            "present": presence.others(request, claim.pk),
            "hedge_kinds": HedgeKind.choices,
            "picks": list(picking.picks(seen.response, is_cell_open=cell is not None)),
            "refused": refused,
            "nearest": getattr(refused, "nearest", None),
            "places": getattr(refused, "places", None),
            "is_answer_removed": is_answer_removed,
            "words": words,
            "state": {
                **state,
                "cell": cell.key if cell else "",
                "seen": cell.seen if cell else "",
                "response": state["response"] or (cell.answer.pk if cell else ""),
                "source": str(seen.source.pk) if seen.source else "",
                "at": seen.text.start if seen.text and seen.text.is_cut else "",
            },
            "letters": request.user.has_letter_keys,  # type: ignore[union-attr]  # the admin lets nobody else in
        }
        answer = TemplateResponse(request, "admin/claims/desk/workspace.html", context, status=status)
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    # --- What the acts share ---

    def _claim(self, request: HttpRequest, claim_id: UUID) -> Claim:
        if not rules.may_see_desk(request.user, None):
            raise PermissionDenied
        claim = Claim.objects.select_related("claimant", "merged_into").filter(pk=claim_id).first()
        if claim is None:
            raise Http404
        return claim

    def _changeable(self, request: HttpRequest, claim_id: UUID) -> Claim:
        claim = self._claim(request, claim_id)
        if not _may_change(request, claim):
            raise PermissionDenied
        return claim

    def _state(self, request: HttpRequest) -> dict[str, str]:
        given = request.POST if request.method == "POST" else request.GET
        chosen = {"response": given["onward"]} if given.get("onward") else {}
        return {name: given.get(name, "") for name in STATE} | chosen

    def _setting(self, request: HttpRequest, claim: Claim, *, is_of_answer: bool) -> Setting:
        """Raises AnswerRemoved where the answer is gone that this is of."""
        state = self._state(request)
        answer = at_hand.require_response if is_of_answer else at_hand.response_at_hand
        point, _colon, response = state["cell"].partition(":")
        return Setting(
            by=request.user,
            claim=claim,
            source=at_hand.source_of(state["source"]),
            response=answer(claim, response or state["response"]),
            stance=at_hand.stance_of(claim, point, response),
        )

    def _quoted(self, request: HttpRequest) -> Quote | None:
        """The selected or pasted words at their place; None where no source is beside the case or nothing was chosen."""
        data = request.POST
        snapshot_id, words = data.get("snapshot", ""), data.get("picked", "")
        snapshots = Snapshot.objects.filter(pk=snapshot_id[:18] if snapshot_id.isdecimal() else 0)
        snapshot = snapshots.select_related("source").first()
        if snapshot is None or not words.strip():
            return None
        start, end = (int(data[name][:9]) if data.get(name, "").isdecimal() else None for name in ("start", "end"))
        return quoting.quote(snapshot, words, start, end)

    def _refuse(self, request: HttpRequest, claim: Claim, refused: FactcheckError) -> HttpResponse:
        status = 409 if isinstance(refused, RecordChanged) else 422
        keeps_words = isinstance(refused, QuoteNotFound | QuoteAmbiguous | AnswerRemoved)
        return self.render(
            request,
            claim,
            refused=refused,
            words=request.POST.get("picked", "") if keeps_words else "",
            is_answer_removed=isinstance(refused, AnswerRemoved),
            status=status,
        )

    def _address(self, request: HttpRequest, claim: Claim) -> str:
        """Of the page as it was."""
        kept = {name: value for name, value in self._state(request).items() if value}
        address = reverse("admin:claims_claim_desk", args=[claim.pk])
        return f"{address}?{urlencode(kept)}" if kept else address

    def _back(self, request: HttpRequest, claim: Claim, done: str) -> HttpResponse:
        messages.success(request, done)
        return HttpResponseRedirect(self._address(request, claim))


def urls(model_admin: Any) -> list[Any]:
    return Desk(model_admin).urls()


def _may_change(request: HttpRequest, claim: Claim) -> bool:
    """As the actions decide, of the claim as it was just read."""
    return claim.stage != Stage.WITHDRAWN and rules.may_edit(request.user, claim)


def _party_of(seen: page.Workspace, response: str) -> str:
    return next(each.party for each in seen.dossier.responses if each.id == response)
