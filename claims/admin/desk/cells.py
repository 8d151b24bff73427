"""The open cell: each act carries what was seen of it; where somebody changed it since, base, theirs and yours are shown.

The choice is sent back as the whole cell, with what was to be done beside it: a hedge that goes, a citation of its own.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.actions import positions, provenance
from claims.actions.quoting import Quote
from claims.admin import conflicts
from claims.admin.desk import cell_acts, conflict_pages
from claims.admin.desk.cell_form import EMPTY, OPENED, CellForm, seen_in
from claims.errors import FactcheckError
from claims.models import Claim, Stance


class CellActs:
    """Of the workspace; what its views share comes from there."""

    admin: Any
    _changeable: Callable[[HttpRequest, UUID], Claim]
    _quoted: Callable[[HttpRequest], Quote | None]
    _address: Callable[[HttpRequest, Claim], str]
    _back: Callable[[HttpRequest, Claim, str], HttpResponse]
    _refuse: Callable[[HttpRequest, Claim, FactcheckError], HttpResponse]

    def cell(self, request: HttpRequest, claim_id: UUID) -> HttpResponse:
        """Set the stance of the open cell, or its deciding words; take a hedge away; or all of it, after a conflict."""
        claim = self._changeable(request, claim_id)
        if request.method != "POST":
            return HttpResponseRedirect(self._address(request, claim))
        if conflicts.MARK in request.POST:
            request.POST = conflicts.chosen(request.POST)  # type: ignore[assignment]  # it can be set
        return self.at_cell(request, claim)

    def evidence(self, request: HttpRequest, claim_id: UUID) -> HttpResponse:
        """``own``: a citation of the case; ``without``: one of its own that goes; ``inherit``: all of them go; else the
        words that are selected in the text."""
        claim = self._changeable(request, claim_id)
        if request.method != "POST":
            return HttpResponseRedirect(self._address(request, claim))
        what = next((name for name in ("inherit", "without", "own") if name in request.POST), "words")
        return self.at_cell(request, claim, evidence=f"{what}:{request.POST.get(what, '')}")

    def at_cell(self, request: HttpRequest, claim: Claim, **more: str) -> HttpResponse:
        """Do what was sent, with ``more``, at the cell it names."""
        sent = request.POST.copy()
        for name, value in more.items():
            sent[name] = value
        request.POST = sent  # type: ignore[assignment]  # it can be set
        try:
            with transaction.atomic():
                stance = positions.locked_cell(claim, *_place(sent.get("cell", ""), is_bar=bool(more)))
                page = self._conflict(request, claim, stance)
                done = "" if page else self._done(request, stance)
        except FactcheckError as refused:
            return self._refuse(request, claim, refused)
        return page or self._back(request, claim, done)

    def _done(self, request: HttpRequest, stance: Stance) -> str:
        data, quoted = request.POST, partial(self._quoted, request)
        if OPENED not in data:
            return cell_acts.run(request.user, stance, data, quoted)
        with provenance.act(by=request.user, cause="stance"):
            settled = positions.settle(
                by=request.user, cell=stance, **{name: data.get(name, EMPTY[name]) for name in EMPTY}
            )
            if settled is not None and any(name in data for name in cell_acts.BESIDE):
                return cell_acts.run(request.user, settled, data, quoted)
        return _("Cell saved.")

    def _conflict(self, request: HttpRequest, claim: Claim, stance: Stance) -> HttpResponse | None:
        """The page of it, where somebody changed since what this act is about."""
        seen = seen_in(request.POST)
        line = cell_acts.line_of(claim, stance, request.POST, seen, partial(self._quoted, request))
        if (seen is None or seen.is_of(stance)) and (line is None or line.chosen):
            return None
        sent = cell_acts.wanted(claim, stance, request.POST, seen)
        form = CellForm(sent, claim=claim, stance=stance, seen=seen)
        part = conflicts.part_of(form, has_act=True) or conflicts.part_alone(form)
        part = replace(part, title=f"P{stance.point.order} × A{stance.response.order} {stance.response.party}")
        part.lines.extend([line] if line else [])
        if not part.lines:  # both did the same
            return None
        carried = [(key, value) for key, values in conflicts.as_typed(sent).items() for value in values]
        return conflict_pages.page(
            self.admin,
            request,
            claim,
            conflicts.Conflict([part], carried),
            back=self._address(request, claim),
            action=reverse("admin:claims_claim_cell", args=[claim.pk]),
        )


def _place(cell: str, *, is_bar: bool) -> tuple[UUID, UUID]:
    """Point and response of a cell. Raises Http404; for the bar of the text, where no cell may be open, InvalidRecord."""
    try:
        point, response = (UUID(each) for each in cell.split(":"))
    except ValueError:
        if is_bar:
            cell_acts.require_taken(None)
        raise Http404 from None
    return point, response
