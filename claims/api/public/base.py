"""What public answers have in common: everybody may ask, from any page; caches may keep them, but no longer than they hold."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.api.refusals import Refused

LONGEST = 60  # seconds for which a cache may answer without asking: a withdrawal is seen within a minute


class PublicView(APIView):
    authentication_classes = ()
    permission_classes = [AllowAny]
    http_method_names = ["get", "head", "options"]

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        """The question of a browser whether a page of another site may read this."""
        return Response(
            status=204,
            headers={
                "Access-Control-Allow-Methods": "GET, HEAD",
                "Access-Control-Allow-Headers": "Accept, If-None-Match, If-Modified-Since",
                "Access-Control-Max-Age": "86400",
            },
        )

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        finalized = super().finalize_response(request, response, *args, **kwargs)
        finalized.headers["Access-Control-Allow-Origin"] = "*"
        finalized.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Location, Retry-After"
        return finalized


def answer(
    request: Request,
    document: dict[str, Any],
    *,
    longest: int = LONGEST,
    expires_in: float | None = None,
    last_modified: datetime | None = None,
) -> HttpResponseBase:
    """200, or 304 where the reader has it. ``expires_in``: seconds until the answer changes by itself."""
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    response = HttpResponse(body, content_type="application/json")
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    modified = int(last_modified.timestamp()) if last_modified else None
    if last_modified:
        response.headers["Last-Modified"] = http_date(last_modified.timestamp())
    seconds = longest if expires_in is None else max(0, min(longest, int(expires_in)))
    patch_cache_control(response, public=True, max_age=seconds)
    found = get_conditional_response(request, etag=etag, last_modified=modified, response=response)
    if found is not None and found.status_code == 412:
        raise Refused("precondition-failed", "The document has another ETag by now.")
    return found or response
