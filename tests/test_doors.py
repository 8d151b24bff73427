"""Through which door a request writes."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from claims.actions import provenance
from claims.doors import DoorMiddleware


def say_door(request: HttpRequest) -> HttpResponse:
    return HttpResponse(provenance.door())


@pytest.mark.parametrize(
    ("path", "door"),
    [
        ("/admin/claims/party/", "admin"),
        ("/de/admin/", "admin"),
        ("/api/v1/desk/claims/", "api"),
        ("/claims/admin/", "command"),
        ("/de/", "command"),
        ("/", "command"),
        ("/administration/", "command"),
    ],
)
def test_door_follows_from_the_path(path: str, door: str) -> None:
    assert DoorMiddleware(say_door)(RequestFactory().get(path)).content.decode() == door


def test_door_is_closed_after_the_request() -> None:
    DoorMiddleware(say_door)(RequestFactory().get("/admin/"))
    assert provenance.door() == "command"
