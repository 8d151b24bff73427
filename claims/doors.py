"""The doors of the site: what a request writes is kept in the history as written through the desk or the API."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from claims.actions import provenance
from claims.vocabulary import Through

DOORS = {"admin": Through.ADMIN, "api": Through.API}
"""By the first word of the path after its language; readers' pages write nothing that the history keeps."""


class DoorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.prefixes = frozenset(code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        first, *rest = request.path_info.removeprefix("/").split("/")
        word = rest[0] if first in self.prefixes and rest else first
        if word not in DOORS:
            return self.get_response(request)
        with provenance.through(DOORS[word]):
            return self.get_response(request)
