"""What every answer of the site has in common: its security headers, its language, its compression."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.middleware.common import CommonMiddleware
from django.middleware.gzip import GZipMiddleware
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_vary_headers

TEXTUAL = (
    "text/",
    "application/json",
    "application/ld+json",
    "application/x-ndjson",
    "application/xml",
    "application/atom",
)
"""How the media types begin that compression makes smaller."""

GetResponse = Callable[[HttpRequest], HttpResponse]


def policy(directives: Mapping[str, Sequence[str]]) -> str:
    """The header of a content security policy, from the form that Django 6 uses for `SECURE_CSP`."""
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


class ContentSecurityPolicyMiddleware:
    """Sends the site's policies: that of the readers' pages, also with every page for what went wrong, and that of the admin.
    A view that needs another sets the header itself, and that one stays.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.of_admin = policy(settings.CONTENT_SECURITY_POLICY)
        self.of_readers = policy(settings.READERS_CONTENT_SECURITY_POLICY)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        found = request.resolver_match
        is_admin = found is not None and "admin" in found.app_names
        response.headers.setdefault("Content-Security-Policy", self.of_admin if is_admin else self.of_readers)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response


class CompressionMiddleware(GZipMiddleware):
    """Compresses what everybody may read, and the pages of the desk, whose form tokens differ with every answer.

    Answers of the desk's API stay as they are: compression makes an ETag weak, and `If-Match` needs a strong one
    (RFC 9110, 13.1.1).
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.get("Content-Type", "").partition(";")[0]
        is_public = "public" in response.get("Cache-Control", "")
        if response.status_code == HTTPStatus.NOT_MODIFIED and is_public:
            patch_vary_headers(response, ("Accept-Encoding",))
        if kind == "text/html" or (is_public and kind.startswith(TEXTUAL)):
            return super().process_response(request, response)
        return response


class SlashMiddleware(CommonMiddleware):
    """Sends whoever left out the slash at the end of an address there, with what was sent: after 301, Django's own answer,
    programs read what they were to write.
    """

    response_redirect_class = staticmethod(partial(HttpResponsePermanentRedirect, preserve_request=True))  # type: ignore[assignment]  # called alike


class PathLanguageMiddleware:
    """Takes the language from the path and from nothing else.

    Django's own middleware also asks a cookie and the browser, so it marks pages as varying by Accept-Language, and one
    address shows different words to different readers: neither can be cached, quoted or archived.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.prefixes = frozenset(code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        first = request.path_info.removeprefix("/").partition("/")[0]
        language = first if first in self.prefixes else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class MethodPageMiddleware:
    """Gives readers a page where an address does not take what was sent to it: Django's answer has no word."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_bare = response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content
        if is_bare and "text/html" in request.headers.get("Accept", ""):
            response.content = render_to_string("405.html", {"path": request.path}).encode()
        return response
