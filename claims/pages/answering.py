"""Answers of the public pages: no cookie, an ETag, and a life that ends with what the page says."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import gettext as _

from claims.pages.asking import Unanswerable
from claims.pages.heads import Head
from factcheck.middleware import policy

LONGEST = 300  # seconds that a page may be older than the record


class PermanentlyElsewhere(HttpResponsePermanentRedirect):
    status_code = 308


def page(
    request: HttpRequest,
    template: str,
    head: Head,
    context: Mapping[str, Any],
    *,
    now: datetime | None = None,
    expires_at: datetime | None = None,
    status: int = 200,
) -> HttpResponseBase:
    """Rendered without the request, so that no session and no user can be asked for.

    ``expires_at``: when the standing that the page shows changes by itself; no cache keeps it longer.
    """
    body = render_to_string(template, {**context, "head": head}).encode()
    response = HttpResponse(body, status=status, headers={"Content-Security-Policy": readers_policy()})
    patch_cache_control(response, public=True, max_age=_seconds(now, expires_at))
    if status != 200:
        return response
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


def never_stored(template: str, head: Head, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """A page for one reader alone, which no cache keeps: forms, and what is shown for a number that only one knows."""
    body = render_to_string(template, {**context, "head": head})
    response = HttpResponse(body, status=status, headers={"Content-Security-Policy": readers_policy()})
    patch_cache_control(response, private=True, no_store=True)
    return response


def readers_policy(**changed: list[str]) -> str:
    """The content security policy of readers' pages. ``changed``: directives by their names, with ``_`` for ``-``."""
    directives = {name.replace("_", "-"): sources for name, sources in changed.items()}
    return policy(settings.READERS_CONTENT_SECURITY_POLICY | directives)


def document(
    request: HttpRequest,
    written: Callable[[], bytes],
    media_type: str,
    *,
    tag: str = "",
    modified: datetime | None = None,
    expires_in: int = LONGEST,
) -> HttpResponseBase:
    """For programs. With a ``tag`` that is known beforehand, nothing is written for a reader who has it already."""
    body = b"" if tag else written()
    etag = f'"{tag or hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Access-Control-Allow-Origin": "*"}
    if modified:
        headers["Last-Modified"] = http_date(modified.timestamp())
    response = HttpResponse(body, content_type=media_type, headers=headers)
    patch_cache_control(response, public=True, max_age=expires_in)
    since = int(modified.timestamp()) if modified else None
    found = get_conditional_response(request, etag=etag, last_modified=since, response=response) or response
    if found is response and tag:
        response.content = written()
    return found


def refused(request: HttpRequest, wrong: Unanswerable | str, *, view: str = "claim-list") -> HttpResponseBase:
    """400, with the sentence that says what to ask for instead. ``view``: the list to begin anew from."""
    head = Head.of_request(request, _("This address cannot be answered"))
    refusal = wrong if isinstance(wrong, Unanswerable) else Unanswerable(wrong)
    context = {"refusal": refusal, "message": str(refusal), "view": view}
    return page(request, "claims/refused.html", head, context, status=400)


def moved(address: str) -> HttpResponse:
    response = PermanentlyElsewhere(address)
    patch_cache_control(response, public=True, max_age=LONGEST)
    return response


def _seconds(now: datetime | None, expires_at: datetime | None) -> int:
    if now is None or expires_at is None:
        return LONGEST
    return max(0, min(LONGEST, int((expires_at - now).total_seconds())))
