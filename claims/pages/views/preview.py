"""The page of a claim from its working state: for the desk only, in no cache, in no index.

The same templates as the public page, as of a date too; what belongs to a revision (record, citation) has no place here.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from http import HTTPStatus
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims import rules
from claims.dossier.build import build
from claims.dossier.known import as_of as cut
from claims.dossier.known import as_of_by, latest_day
from claims.dossier.schema import Dossier
from claims.errors import InvalidRecord
from claims.models import Claim, Publication, PublishedParty, PublishedSource
from claims.pages.heads import Head
from claims.pages.presenting.case import CasePage, History, case_page
from claims.pages.presenting.moments import instant_in_words
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
            response = _refused(request, _("Previews are for the desk. You need an account of the desk."))
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
    asked, now = request.GET.get("as_of", ""), timezone.now()
    try:
        at = as_of_by(now, asked) if asked else None
    except InvalidRecord as wrong:
        return _refused(request, wrong.message, HTTPStatus.BAD_REQUEST)
    dossier = _without_missing_pages(build(claim_id))
    publication = Publication.objects.filter(pk=claim_id).select_related("revision").first()
    standing = standing_of(dossier, now=now, as_of=at)
    case = replace(
        case_page(dossier, cut(dossier, at) if at else dossier, standing, at, History(now=now)),
        related=related(publication or Publication(claim_id=claim_id), dossier, now, at),
    )
    head = _head(case, claim_id, asked)
    context = {
        "case": case,
        "preview": Preview(claim_id, publication.revision.number if publication else None),
        "head": head,
        "here": reverse(head.view, kwargs=head.arguments),
        "as_of": asked,
        "is_running": at == now,
        "latest": latest_day(now).isoformat(),
        "asked": case.stops.told(asked) or instant_in_words(asked.replace(" ", "+")) if asked else "",
    }
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


def _refused(request: HttpRequest, message: str, status: int = HTTPStatus.FORBIDDEN) -> HttpResponse:
    head = Head.of_request(request, _("This address cannot be answered"))
    return HttpResponse(render_to_string("claims/refused.html", {"head": head, "message": message}), status=status)


def _head(case: CasePage, claim_id: UUID, asked: str) -> Head:
    return Head(
        _("Preview: %(title)s") % {"title": case.title.words},
        view="claim-preview",
        arguments={"claim_id": str(claim_id)},
        query={"as_of": asked} if asked else {},
        is_indexed=False,
        section="claims",
    )
