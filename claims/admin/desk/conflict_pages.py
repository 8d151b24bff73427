"""The page of a conflict for what is saved in the workspace: the same as for every form, with the way back to where one was."""

from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from claims.admin import conflicts
from claims.admin.conflicts import Conflict
from claims.models import Claim


def page(
    admin: Any,
    request: HttpRequest,
    claim: Claim,
    conflict: Conflict,
    *,
    back: str,
    action: str = "",
    draft: str | None = None,
) -> HttpResponse:
    """``back``: an address of the workspace; ``action``: where the choice is sent, if not where this was sent to.

    ``draft``: the name under which what was typed can be kept, “” for that of the address; None where nothing was typed.
    """
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": _("Somebody else saved this first"),
        "original": claim,
        "conflict": conflict,
        "back": back,
        "action": action or request.get_full_path(),
        "draft": None if draft is None else SimpleNamespace(claim_id=claim.pk, form=draft),
    }
    return TemplateResponse(request, "admin/claims/conflict.html", context, status=409)


def of(form: Any, rows: Any = None, *, goes: bool = False) -> dict[str, Any]:
    """A form of the workspace as ``conflicts.found`` looks through a page. ``goes``: its record is to be removed."""
    formsets = [] if rows is None else [SimpleNamespace(formset=rows)]
    return {"adminform": SimpleNamespace(form=form), "inline_admin_formsets": formsets, "goes": goes}


def keeps_theirs(data: QueryDict) -> bool:
    """Whether a record that was to be removed stays, as they saved it."""
    return conflicts.ALL in data or data.get(conflicts.CHOICE) == "theirs"
