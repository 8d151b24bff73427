"""What public answers have in common: everybody may ask, from any page; caches may keep them, but no longer than they hold."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import get_language
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.api.refusals import Refused
from claims.models.site_state import site_state

FRESH, STALE = 30, 30  # seconds; together they bound how long a cache may answer: a withdrawal is seen within a minute


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


@dataclass(frozen=True)
class Validity:
    """What an answer depends on beside its address, so that whether it changed is known without making it.

    ``marks``: another one of them, another answer. ``ends_at``: when the answer changes by itself.
    """

    marks: tuple[object, ...]
    changed_at: datetime | None
    ends_at: datetime | None = None


def validity_of_lists(now: datetime, *, is_as_of: bool = False) -> Validity:
    """Of everything that is read from all publications. As known by a moment nothing changes by itself."""
    state = site_state(now)
    return Validity((state.mark,), state.changed_at, None if is_as_of else state.changes_at)


def respond(
    request: Request, validity: Validity, now: datetime, build: Callable[[], dict[str, Any]]
) -> HttpResponseBase:
    """200 with what ``build`` makes, or 304 without having called it. Raises Refused where If-Match does not hold."""
    response = HttpResponse(content_type="application/json")
    etag = _etag(request, validity)
    response.headers["ETag"] = etag
    modified = int(validity.changed_at.timestamp()) if validity.changed_at else None
    if modified is not None:
        response.headers["Last-Modified"] = http_date(modified)
    _let_caches_keep(response, (validity.ends_at - now).total_seconds() if validity.ends_at else None)
    found = get_conditional_response(request, etag=etag, last_modified=modified, response=response)
    if found is not None and found.status_code == 412:
        raise _precondition_failed()
    if found is response:
        response.content = _json(build())
    return found or response


def answer(request: Request, document: dict[str, Any], *, longest: int = FRESH) -> HttpResponseBase:
    """200 or 304, where only the document itself says whether it changed."""
    body = _json(document)
    response = HttpResponse(body, content_type="application/json")
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, max_age=longest)
    found = get_conditional_response(request, etag=etag, response=response)
    if found is not None and found.status_code == 412:
        raise _precondition_failed()
    return found or response


def _etag(request: Request, validity: Validity) -> str:
    """Of the address, of what the answer depends on, and of the code that makes it."""
    asked = [request.path, sorted(request.query_params.items()), settings.SITE_URL, get_language()]
    text = json.dumps([*asked, *map(str, validity.marks), code_mark()])
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


@lru_cache(maxsize=1)
def code_mark() -> str:
    """Of the modules an answer may come from: after an update of the site, no answer is the one a reader has."""
    digest = hashlib.sha256()
    for path in sorted(Path(settings.BASE_DIR, "claims").rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _let_caches_keep(response: HttpResponse, seconds_left: float | None) -> None:
    """For FRESH seconds, and for STALE more while they ask anew; neither longer than the answer holds."""
    left = FRESH + STALE if seconds_left is None else max(0, int(seconds_left))
    fresh = min(FRESH, left)
    patch_cache_control(
        response, public=True, max_age=fresh, s_maxage=fresh, stale_while_revalidate=min(STALE, left - fresh)
    )


def _json(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _precondition_failed() -> Refused:
    return Refused("precondition-failed", "The document has another ETag by now.")
