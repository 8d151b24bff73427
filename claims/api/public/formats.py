"""One claim in the formats of others: schema.org's JSON-LD, and its quotes as W3C Web Annotations."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpResponseBase
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request

from claims.api import parameters, schema
from claims.api.problems import ProblemsInJSON
from claims.api.public import published
from claims.api.public.base import PublicView, Validity, respond
from claims.api.public.exports import OneFormat
from claims.dossier.schema import Dossier
from claims.formats import claimreview, web_annotation
from claims.formats.schema_org import MEDIA_TYPE

_DOCUMENT = OpenApiResponse(response=OpenApiTypes.OBJECT, description="JSON-LD.")
_RESPONSES = {(200, MEDIA_TYPE): _DOCUMENT, 304: schema.NOT_MODIFIED, 308: schema.MOVED}


class Rendering(ProblemsInJSON, PublicView):
    content_negotiation_class = OneFormat
    refusals = (400, 404, 410)
    media_type = MEDIA_TYPE

    def answered(self, request: Request, key: str) -> HttpResponseBase:
        parameters.read(request, ())
        try:
            publication = published.publication(key)
        except published.Elsewhere as elsewhere:
            return published.moved(request, key, elsewhere.slug)
        revision = publication.revision
        published.require_document(revision)
        validity = Validity((revision.hash,), revision.published_at)
        response = respond(request, validity, timezone.now(), lambda: self.document(published.dossier(revision)))
        if response.status_code == 200:
            response.headers["Content-Type"] = self.media_type
        return response

    def document(self, dossier: Dossier) -> dict[str, Any]:
        raise NotImplementedError


class JsonLD(Rendering):
    @extend_schema(
        operation_id="claims_jsonld",
        summary="A claim in the words of schema.org",
        description="A `Claim` with its points, answers and appearances, and a `ClaimReview` for each assessment.",
        responses=_RESPONSES,
    )
    def get(self, request: Request, key: str) -> HttpResponseBase:
        return self.answered(request, key)

    def document(self, dossier: Dossier) -> dict[str, Any]:
        return claimreview.graph(dossier)


class Annotations(Rendering):
    media_type = web_annotation.MEDIA_TYPE

    @extend_schema(
        operation_id="claims_annotations",
        summary="The quotes of a claim as W3C Web Annotations",
        responses=_RESPONSES,
    )
    def get(self, request: Request, key: str) -> HttpResponseBase:
        return self.answered(request, key)

    def document(self, dossier: Dossier) -> dict[str, Any]:
        address = f"{settings.SITE_URL}/api/v1/claims/{dossier.slug}/annotations/"
        written = web_annotation.collection(address, dossier.title, web_annotation.annotations(dossier))
        document: dict[str, Any] = json.loads("".join(written))
        return document
