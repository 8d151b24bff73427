"""A card whose record somebody deleted while it was open: what was typed is shown, and the way to have the record back."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse

from claims.actions import restoring
from claims.admin import gone, unsaved
from claims.admin.choices import CaseChoices, is_key
from claims.errors import FactcheckError
from claims.models import Change, Claim


def removal_of(claim: Claim, model: type[models.Model], key: str) -> Change | None:
    """The deletion of a record of this case; None where it is there, or never was."""
    if not is_key(model, key):
        return None
    return restoring.removal_of(model, key, within=models.Q(claim_id=claim.pk))


def page(
    admin: Any, request: HttpRequest, claim: Claim, kind: Any, removal: Change, refused: FactcheckError | None = None
) -> HttpResponse:
    """``kind`` of card; ``refused``: why the record does not come back."""
    case = CaseChoices(claim.pk)
    case.claim = claim
    form = kind.form(request.POST, instance=kind.model(claim=claim), case=case)
    return gone.page(admin, request, removal, unsaved.of_form(str(form.title), form), refused)
