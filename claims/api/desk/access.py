"""Who comes in at the desk, and in which version a record is read and changed."""

import re
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.auth import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from claims import rules
from claims.api.refusals import Refused


class BearerAuthentication(TokenAuthentication):  # type: ignore[misc]  # knox ships no types
    """``Authorization: Bearer …``. Bytes that are no token are refused like a wrong one."""

    def authenticate_credentials(self, token: bytes) -> Any:
        if not token.isascii() or b"\x00" in token:
            raise AuthenticationFailed
        return super().authenticate_credentials(token)


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # registers itself when made
    target_class = BearerAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "http", "scheme": "bearer", "description": "A token of an account of the desk."}


class SeesDesk(BasePermission):
    def has_permission(self, request: Request, view: APIView) -> bool:
        if not request.user.is_authenticated:
            return False
        rules.require(rules.may_see_desk, request.user)
        return True


def version_tag(record: Any) -> dict[str, str]:
    """The header ``ETag`` of a record that has versions."""
    return {"ETag": f'"{record.version}"'} if hasattr(record, "version") else {}


def expected_version(request: Request) -> int | None:
    """Of the header ``If-Match``; None where any version will do. Raises Refused where it is no tag of ours."""
    given = request.headers.get("If-Match", "*").strip()
    if given == "*":
        return None
    if found := re.fullmatch(r'"([0-9]{1,9})"', given):
        return int(found[1])
    raise precondition_failed()


def precondition_failed(**current: Any) -> Refused:
    """``current``: what the record is by now, for the answer."""
    detail = "The record has another version than If-Match says. Nothing was stored; compare it with what is current."
    return Refused("precondition-failed", detail, **current)
