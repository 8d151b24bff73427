"""A form whose record somebody deleted meanwhile: all that was typed, who deleted it, and the way to have it back with that."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.actions import editing, history, restoring
from claims.admin import conflicts, drafts, unsaved
from claims.admin.choices import is_key
from claims.errors import FactcheckError, RecordChanged
from claims.models import Change, Claim

BRING_BACK = conflicts.BRING_BACK


def page(
    model_admin: Any,
    request: HttpRequest,
    removal: Change,
    parts: list[unsaved.Typed],
    refused: FactcheckError | None = None,
) -> HttpResponse:
    """``refused``: why it was not brought back."""
    opts = model_admin.opts
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": opts,
        "title": _("Somebody deleted this meanwhile"),
        "name": name_of(removal),
        "removal": removal,
        "parts": parts,
        "text": "\n\n".join(part.text for part in parts),
        "carried": [(key, value) for key, values in conflicts.as_typed(request.POST).items() for value in values],
        "draft_claim": request.POST.get(drafts.CLAIM, ""),
        "may_bring_back": restoring.may_bring_back(by=request.user, removal=removal),
        "refused": list(dict.fromkeys([refused.message, *refused.fields.values()])) if refused else [],
        "list_url": reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist"),
    }
    return TemplateResponse(request, "admin/claims/gone.html", context, status=409)


def name_of(removal: Change) -> str:
    """As it was called when it was deleted."""
    return history.called(removal.table, removal.before or {})


def removal_for(model_admin: Any, request: HttpRequest, object_id: str) -> Change | None:
    """The deletion of the record of a page; its case, if it has one, is told by the form."""
    if not is_key(model_admin.model, object_id):
        return None
    case = request.POST.get(drafts.CLAIM, "")
    within = Q(claim_id=case) if is_key(Claim, case) else None
    return restoring.removal_of(model_admin.model, object_id, within=within)


def bring_back(request: HttpRequest, removal: Change | None) -> None:
    """Nothing to do where somebody else brought it back already."""
    if removal is not None:
        restoring.bring_back(by=request.user, removal=removal)


def bring_rows_back(model_admin: Any, request: HttpRequest, object_id: str | None) -> None:
    """The rows that were deleted meanwhile and are kept; one that cannot come back becomes a new row with its words."""
    sent: QueryDict = request.POST
    if not _rows_to_keep(sent) or not is_key(model_admin.model, object_id or ""):
        return
    record = model_admin.model._base_manager.filter(pk=object_id).first()
    for prefix in _rows_to_keep(sent):
        removal = _removal_of_row(model_admin, record, sent, prefix)
        try:
            if removal is None:
                raise RecordChanged(_("Nobody knows of it any more."))
            restoring.bring_back(by=request.user, removal=removal)
        except FactcheckError:
            _make_new_row(sent, prefix)


def _removal_of_row(model_admin: Any, record: Any, sent: QueryDict, prefix: str) -> Change | None:
    group = prefix.rpartition("-")[0]
    inline = next((each for each in model_admin.inlines if unsaved.prefix_of(model_admin, each) == group), None)
    if inline is None or record is None:
        return None
    key = sent.get(f"{prefix}-{inline.model._meta.pk.name}", "")
    if not is_key(inline.model, key):
        return None
    case = editing.case_of(record)
    within = Q(owner_table=record._meta.db_table, owner=str(record.pk))
    return restoring.removal_of(inline.model, key, within=within | Q(claim_id=case.pk) if case else within)


def _rows_to_keep(sent: QueryDict) -> list[str]:
    """The prefixes of rows that were deleted meanwhile and are to come back."""
    return sent.getlist(conflicts.ROW_BACK)


def _make_new_row(sent: QueryDict, prefix: str) -> None:
    """Its words become a new row, in place of the one that is gone."""
    group, _number = prefix.rsplit("-", 1)
    total = sent.get(f"{group}-TOTAL_FORMS", "")
    if total.isdigit():
        for key in [key for key in sent if key.startswith(f"{prefix}-")]:
            name = key.removeprefix(f"{prefix}-")
            if name not in ("id", "DELETE", "opened_version", "opened_state"):
                sent.setlist(f"{group}-{total}-{name}", sent.getlist(key))
        sent[f"{group}-TOTAL_FORMS"] = str(int(total) + 1)
    sent[f"{prefix}-DELETE"] = "on"
