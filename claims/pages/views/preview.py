"""The page of a claim from its working state: for the desk only, in no cache, in no index.

The same templates as the public page; what belongs to a revision (record, citation, as of a date) has no place here.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims import rules
from claims.dossier.build import build
from claims.dossier.schema import Dossier
from claims.models import Claim, Publication, PublishedParty, PublishedSource
from claims.pages.heads import Head
from claims.pages.presenting.case import CasePage, case_page
from claims.pages.views.cases import related
from claims.standing import standing_of

_HEADERS = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow, noarchive"}
View = Callable[[HttpRequest, UUID], HttpResponse]


@dataclass(frozen=True)
class Preview:
    """``revision``: the number of the one that readers have; None where they have none."""

    claim: UUID
    revision: int | None


def for_the_desk(view: View) -> View:
    """Whoever is not logged in is asked to; strangers are refused before anything is looked up. Nobody may keep it."""

    @wraps(view)
    def guarded(request: HttpRequest, claim_id: UUID) -> HttpResponse:
        if not request.user.is_authenticated:
            response: HttpResponse = redirect_to_login(request.get_full_path())
        elif not rules.may_see_desk(request.user, None):
            response = _refused(request)
        else:
            response = view(request, claim_id)
        for name, value in _HEADERS.items():
            response.headers[name] = value
        return response

    return guarded


@require_safe
@for_the_desk
def preview(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    if not Claim.objects.filter(pk=claim_id).exists():
        raise Http404(_("There is no such claim."))
    dossier, now = _without_missing_pages(build(claim_id)), timezone.now()
    publication = Publication.objects.filter(pk=claim_id).select_related("revision").first()
    case = replace(
        case_page(dossier, dossier, standing_of(dossier, now=now)),
        related=related(publication or Publication(claim_id=claim_id), dossier, now, None),
    )
    shown = Preview(claim_id, publication.revision.number if publication else None)
    context = {"case": case, "preview": shown, "head": _head(case, claim_id)}
    return HttpResponse(render_to_string("claims/claim_detail.html", context))


def _without_missing_pages(dossier: Dossier) -> Dossier:
    """Parties and sources that no case has published yet have no page; without a slug they are not linked. Two queries."""
    parties = PublishedParty.objects.filter(party_id__in=[each.id for each in dossier.parties])
    sources = PublishedSource.objects.filter(source_id__in=[each.id for each in dossier.sources])
    seen = {
        str(key) for key in (*parties.values_list("party_id", flat=True), *sources.values_list("source_id", flat=True))
    }
    return dossier.model_copy(
        update={
            "parties": [
                each if each.id in seen else each.model_copy(update={"slug": None}) for each in dossier.parties
            ],
            "sources": [each if each.id in seen else each.model_copy(update={"slug": ""}) for each in dossier.sources],
        }
    )


def _refused(request: HttpRequest) -> HttpResponse:
    head = Head.of_request(request, _("This address cannot be answered"))
    context = {"head": head, "message": _("Previews are for the desk. You need an account of the desk.")}
    return HttpResponse(render_to_string("claims/refused.html", context), status=403)


def _head(case: CasePage, claim_id: UUID) -> Head:
    return Head(
        _("Preview: %(title)s") % {"title": case.title.words},
        view="claim-preview",
        arguments={"claim_id": str(claim_id)},
        is_indexed=False,
        section="claims",
    )
