"""Who else has the case open: a line that the server shows and a script renews once a minute."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from claims.actions import presence
from claims.errors import InvalidRecord, NotPermitted
from claims.models import Presence


def urls(model_admin: Any) -> list[Any]:
    site = model_admin.admin_site
    return [path("<uuid:claim_id>/presence/", site.admin_view(present), name="claims_claim_presence")]


@require_POST
def present(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    """The person has the case open; answers with the line about the others."""
    try:
        presence.seen(by=request.user, claim_id=claim_id, at=timezone.now())
    except NotPermitted as refused:
        raise PermissionDenied from refused
    except InvalidRecord as refused:
        raise Http404 from refused
    return TemplateResponse(request, "admin/claims/claim/_presence.html", {"present": others(request, claim_id)})


def others(request: HttpRequest, claim_id: UUID) -> list[Presence]:
    """One query."""
    return presence.others(claim_id, request.user, timezone.now())
