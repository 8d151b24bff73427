"""What describes the API: its addresses, its schema (OpenAPI), the page for trying it out, the kinds of problems."""

import json
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponseBase
from django.utils.cache import get_conditional_response
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api import parameters
from claims.api.desk.resources import RESOURCES
from claims.api.problems import KINDS, ProblemsInJSON
from claims.api.public.base import PublicView, answer, code_mark

ROOT = "/api/v1/"
COLLECTIONS = (
    "claims", "points", "responses", "parties", "sources", "topics", "assessments", "events", "revisions"
)  # fmt: skip
EXPORTS = ("claims.ndjson", "claims.csv", "claims.xlsx", "annotations.json", "datafeed.json")
OF_THE_DESK = ("account", "tokens", "notices", "cases", "dossiers", "claim-imports", "webhooks", "merges", "settings")
"""Addresses of the desk beside those of the working records."""
# Beside the site's policy: icons within the style sheet, and the one style element of the page, by its hash.
PAGE_NEEDS = {
    "img-src": ("data:",),
    "style-src": ("'sha256-MMpT0iDxyjALd9PdfepImGX3DBfJPXZ4IlDWdPAgtn0='",),
}


class Root(PublicView):
    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponseBase:
        parameters.read(request, ())
        root = settings.SITE_URL + ROOT
        addresses = {name: f"{root}{name}/" for name in (*COLLECTIONS, "changes", "schema", "docs")}
        exports = {name: f"{root}exports/{name}" for name in EXPORTS}
        desk = {path: f"{root}desk/{path}/" for path in (*(each.path for each in RESOURCES), *OF_THE_DESK)}
        return answer(request, {**addresses, "exports": exports, "desk": desk})


@lru_cache(maxsize=1)
def described() -> dict[str, Any]:
    """Made once a process: it describes code, and making it takes a second."""
    generator: Any = SchemaGenerator
    return json.loads(json.dumps(generator().get_schema(public=True), default=str))  # type: ignore[no-any-return]


class Schema(ProblemsInJSON, PublicView):
    renderer_classes = [JSONRenderer, OpenApiJsonRenderer, OpenApiYamlRenderer2, OpenApiYamlRenderer]

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponseBase:
        parameters.read(request, ())
        response = Response(described(), headers={"Cache-Control": "public, max-age=3600", "Vary": "Accept"})
        response.headers["ETag"] = f'"{code_mark()}-{request.accepted_renderer.format}"'
        return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response


class Docs(ProblemsInJSON, SpectacularSwaggerSplitView):
    """Swagger UI from our own host; its script comes from an address of its own, as the site's policy asks."""

    authentication_classes = ()
    permission_classes = [AllowAny]
    url_name = "api-schema"

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        finalized = super().finalize_response(request, response, *args, **kwargs)
        finalized.headers["Content-Security-Policy"] = "; ".join(
            " ".join([name, *sources, *PAGE_NEEDS.get(name, ())])
            for name, sources in settings.CONTENT_SECURITY_POLICY.items()
        )
        return finalized


class ProblemKind(PublicView):
    """Where the ``type`` of a problem document leads."""

    @extend_schema(exclude=True)
    def get(self, request: Request, name: str) -> HttpResponseBase:
        kind = KINDS.get(name)
        if kind is None:
            raise Http404
        return Response({"type": settings.SITE_URL + request.path, "title": kind.title, "status": kind.status.value})


class Unknown(PublicView):
    """Every other address below the API, so that it too is refused as a problem document."""

    http_method_names = ["get", "head", "options", "post", "put", "patch", "delete"]
    renderer_classes = [JSONRenderer]

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        raise Http404

    post = put = patch = delete = get
