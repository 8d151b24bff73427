"""``claims:search`` over what is published here and assessed; what this site does not do says so in Google's shape.

A claim without an assessment stands in our own API only. ``callback`` is accepted and does nothing: an answer that is a
script of this host would undo the site's policy for scripts; browsers may ask from any page.
"""

import json
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import OperationalError
from django.db.models import Exists, OuterRef
from django.http import HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_cache_control
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions
from rest_framework.request import Request

from claims.api import documents, schema
from claims.api.google import fields, parameters
from claims.api.google.errors import Refused
from claims.api.google.parameters import Search
from claims.api.problems import FAR_TOO_SLOW
from claims.api.public.base import PublicView
from claims.dossier.addresses import claim_address
from claims.dossier.schema import Dossier
from claims.formats import google_factcheck
from claims.models import Publication, PublishedAssessment
from claims.models.publication import PublicationQuerySet

LONGEST = 60  # seconds for which a cache may answer
_FALSE = ("false", "0", "no")
_DESCRIBED = [
    OpenApiParameter("query", str, description="Words of the claim. Needed unless reviewPublisherSiteFilter is given."),
    OpenApiParameter("reviewPublisherSiteFilter", str, description="The site of the review, such as `example.org`."),
    OpenApiParameter("languageCode", str, description="Of the review, such as `en-US`; the region does not count."),
    OpenApiParameter("maxAgeDays", int, description="By the date of the claim or of the review, whichever is newer."),
    OpenApiParameter("pageSize", int, description="10 if not given, at most 100."),
    OpenApiParameter("pageToken", str, description="`nextPageToken` of an answer. Keep the other parameters."),
    OpenApiParameter("offset", int, description="Where to begin; without pageToken only."),
    OpenApiParameter("fields", str, description="What to keep of the answer: `claims(text,claimReview/url)`."),
    OpenApiParameter("prettyPrint", bool, description="Indented unless `false`."),
    OpenApiParameter("key", str, description="Accepted, and not needed."),
]


class GoogleView(PublicView):
    schema = schema.GoogleSchema()

    def handle_exception(self, exc: Exception) -> Any:
        refused = _refused(exc)
        if refused is None:
            return super().handle_exception(exc)
        is_first_format = self.request.query_params.get("$.xgafv") == "1"
        response = _answer(self.request, refused.document(is_first_format=is_first_format))
        response.status_code = refused.code
        return response


class ClaimSearch(GoogleView):
    @extend_schema(
        operation_id="google_claims_search",
        summary="Assessed claims, as Google's Fact Check Tools API shows them",
        description="The newest publication first. Claims without an assessment are not among them.",
        parameters=_DESCRIBED,
        responses={200: schema.document(documents.GoogleClaims), 400: schema.document(documents.GoogleRefusal)},
    )
    def get(self, request: Request) -> HttpResponseBase:
        search = parameters.read(request.query_params)
        mask = fields.parse(request.query_params["fields"]) if request.query_params.get("fields") else {}
        document = fields.keep(found(search), mask)
        response = _answer(request, document)
        patch_cache_control(response, public=True, max_age=LONGEST)
        return response


class NotHere(GoogleView):
    """Parts of Google's API that this site does not offer."""

    http_method_names = ["get", "head", "options", "post", "put", "delete"]

    @extend_schema(exclude=True)
    def get(self, request: Request, **_names: str) -> HttpResponseBase:
        raise Refused(
            501, "UNIMPLEMENTED", "This site answers claims:search only: it searches no images and takes no markup."
        )

    post = put = delete = get


def publications(search: Search) -> PublicationQuerySet:
    """Those that were assessed as the search asks, the newest first; without bounds."""
    since = search.since(timezone.now())
    assessed = PublishedAssessment.objects.filter(publication=OuterRef("pk"))
    if search.site:
        own = {""} if search.site == _own_site() else set()
        assessed = assessed.filter(site__in={search.site} | own)
    if search.language:
        assessed = assessed.filter(language=search.language)
    if since:
        assessed = assessed.filter(newest_at__gte=since)
    rows = Publication.objects.public().matching(search.query).filter(Exists(assessed))
    if search.after:
        rows = rows.older_than(*search.after)
    return rows


def found(search: Search) -> dict[str, Any]:
    """The answer of a search. One query."""
    # The documents of these alone: what is passed over on the way to the offset is not joined with its own.
    chosen = publications(search).values("pk")[search.offset : search.offset + search.rows + 1]
    rows = Publication.objects.filter(pk__in=chosen).select_related("revision__document")
    page = list(rows.defer("search", "search_text", "card"))
    document: dict[str, Any] = {}
    if claims := [_claim(each, search) for each in page[: search.rows]]:
        document["claims"] = claims
    if len(page) > search.rows:
        last = page[search.rows - 1]
        document["nextPageToken"] = search.token((last.published_at, last.pk))
    return document


def _claim(publication: Publication, search: Search) -> dict[str, Any]:
    dossier = Dossier.from_json(bytes(publication.revision.document.content or b""))
    dossier = dossier.model_copy(update={"url": claim_address(publication.slug)})
    since = search.since(timezone.now())
    return google_factcheck.claim(dossier, site=search.site, language=search.language, since=since)


def _own_site() -> str:
    return (urlsplit(settings.SITE_URL).hostname or "").removeprefix("www.")


def _answer(request: Request, document: dict[str, Any]) -> HttpResponse:
    is_pretty = request.query_params.get("prettyPrint", "").lower() not in _FALSE
    layout: dict[str, Any] = {"indent": 2} if is_pretty else {"separators": (",", ":")}
    body = json.dumps(document, ensure_ascii=False, **layout).encode("utf-8", "backslashreplace")
    return HttpResponse(body, content_type="application/json; charset=UTF-8")


def _refused(exc: Exception) -> Refused | None:
    if isinstance(exc, Refused):
        return exc
    if isinstance(exc, exceptions.Throttled):
        return Refused(429, "RESOURCE_EXHAUSTED", "Too many requests in this minute. Ask again in a minute.")
    if isinstance(exc, exceptions.MethodNotAllowed):
        return Refused(405, "UNIMPLEMENTED", "This address takes GET only.")
    if isinstance(exc, exceptions.NotAcceptable):
        return Refused(406, "INVALID_ARGUMENT", "Answers are JSON. Leave the header Accept out, or allow that.")
    if isinstance(exc, OperationalError) and getattr(exc.__cause__, "sqlstate", None) == FAR_TOO_SLOW:
        return Refused(503, "UNAVAILABLE", "The database took too long. Ask for less, or try again later.")
    return None
