"""Who comes in at the desk: the holder of a token, for what the token is made for and the role of its account allows."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.auth import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from claims import rules
from claims.actions import tokens
from claims.api.refusals import Refused
from claims.models import Token
from claims.vocabulary import TokenScope


class BearerAuthentication(TokenAuthentication):  # type: ignore[misc]  # knox ships no types
    """``Authorization: Bearer …``. Bytes that are no token are refused like a wrong one. ``request.auth``: the terms of
    the token; None where it has none and may do all that its account may."""

    def authenticate_credentials(self, token: bytes) -> Any:
        if not token.isascii() or b"\x00" in token:
            raise AuthenticationFailed
        user, secret = super().authenticate_credentials(token)
        terms = Token.objects.select_related("secret").filter(secret=secret).first()
        if terms:
            tokens.note_use(terms)
        return user, terms


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # registers itself when made
    target_class = BearerAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        scopes = ", ".join(f"`{scope.value}` ({scope.label})" for scope in TokenScope)
        about = f"A token of an account of the desk. It may be made for less than its account may: {scopes}."
        return {"type": "http", "scheme": "bearer", "description": about}


class SeesDesk(BasePermission):
    def has_permission(self, request: Request, view: APIView) -> bool:
        if not request.user.is_authenticated:
            return False
        rules.require(rules.may_see_desk, request.user)
        return True


class HoldsScope(BasePermission):
    """A view says with ``needed_scope`` which one a request needs; the empty one is held by every token."""

    def has_permission(self, request: Request, view: Any) -> bool:
        require_scope(request, view.needed_scope(str(request.method)))
        return True


def require_scope(request: Request, needed: str) -> None:
    """Raise Refused where the token was made without the scope."""
    terms: Any = request.auth
    if needed and terms is not None and needed not in terms.scopes:
        held = ", ".join(terms.scopes)
        raise Refused("scope-missing", f"This needs a token with the scope “{needed}”; this one has: {held}.")
