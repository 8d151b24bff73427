"""What all addresses of the desk have in common: a token is needed, and a change is one transaction."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any, ClassVar

from django.db import transaction
from django.http import HttpRequest
from django.utils.cache import get_conditional_response
from drf_spectacular.utils import extend_schema
from rest_framework import viewsets
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions.repeatable import repeatable
from claims.api.desk import keys
from claims.api.desk.access import BearerAuthentication, HoldsScope, SeesDesk
from claims.vocabulary import TokenScope

CHANGING = ("post", "put", "patch", "delete")


class DeskViewSet(viewsets.ViewSet):
    """Closed to everybody who has no token, or no part at the desk.

    A change, what it was made from, and the answer that is kept of it, are looked at and stored in one transaction.
    """

    authentication_classes = [BearerAuthentication]
    permission_classes = [SeesDesk, HoldsScope]
    scopes: ClassVar[dict[str, str]] = {}
    """By action, where it is not ``read`` for reading and ``write`` for the rest; empty where any token will do."""
    repeatable: ClassVar[tuple[str, ...]] = ()
    """Actions that see the case as of one instant, see claims.actions.repeatable."""
    unkept: ClassVar[dict[str, str]] = {}
    """Actions whose answers must not be kept, with the reason."""

    def needed_scope(self, method: str) -> str:
        default = TokenScope.READ if method in SAFE_METHODS else TokenScope.WRITE
        return str(self.scopes.get(getattr(self, "action", None) or "", default))

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        method = str(request.method).lower()
        handler = getattr(self, method, None)
        if method in CHANGING and handler is not None:
            setattr(self, method, partial(self._in_one_transaction, handler))

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        """What the address takes is in the header Allow. Pages of other sites are not let in: they have no token to show."""
        return Response(status=204)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Nobody keeps what only the holder of a token may see. Who has it already is not sent it again."""
        finalized = super().finalize_response(request, response, *args, **kwargs)
        finalized.headers["Cache-Control"] = "private, no-store"
        if request.method in SAFE_METHODS and finalized.status_code == 200 and (tag := finalized.headers.get("ETag")):
            unchanged = get_conditional_response(request, etag=tag, response=finalized)
            if unchanged is not None and unchanged.status_code == 304:
                return unchanged
        return finalized

    def _in_one_transaction(
        self, handler: Callable[..., Response], request: Request, *args: Any, **kwargs: Any
    ) -> Response:
        action = self.action or ""
        run = partial(handler, request, *args, **kwargs)
        if request.method == "POST":
            if action in self.unkept:
                keys.refuse_key(request, self.unkept[action])
            elif key := keys.key_of(request):
                run = partial(keys.answered_once, request, key, run)
        if action in self.repeatable:
            return repeatable(run)()
        with transaction.atomic():
            return run()


def described(method: Callable[..., Response], **schema: Any) -> Callable[..., Response]:
    """The method of a family of views, as one of them describes it."""

    @wraps(method)
    def own(*args: Any, **kwargs: Any) -> Response:
        return method(*args, **kwargs)

    return extend_schema(**schema)(own)
