"""Tokens over the API: one's own, made no wider and no longer-lived than the token that asks, revoked at once."""

from typing import Any, ClassVar
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions import tokens
from claims.api import parameters
from claims.api.choices import ChoiceField
from claims.api.desk.base import DeskViewSet
from claims.api.desk.serializers import StrictSerializer, page_of
from claims.api.paging import Keyset
from claims.models import Token
from claims.vocabulary import TokenScope

ORDER = Keyset(("pk",), (parameters.identifier,), is_descending=True, key=lambda token: (token.pk,))
SHOWN_ONCE = (
    "A token is shown once and never kept, so it cannot be answered twice. Leave the header Idempotency-Key out."
)


class NewToken(StrictSerializer):
    """What a token is for, and until when."""

    name = serializers.CharField(max_length=300, help_text="Which program it is for.")
    scopes = serializers.ListField(child=ChoiceField(TokenScope.choices), min_length=1, max_length=len(TokenScope))
    expires_at = serializers.DateTimeField(help_text=f"Within {tokens.LONGEST.days} days.")


class ShownToken(serializers.Serializer[Any]):
    """A token without its secret."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    scopes = serializers.ListField(child=ChoiceField(TokenScope.choices))
    created_at = serializers.DateTimeField(source="secret.created")
    expires_at = serializers.DateTimeField(source="secret.expiry", allow_null=True)
    last_used_at = serializers.DateTimeField(allow_null=True, help_text="To the minute.")


class MadeToken(ShownToken):
    """A token that was just made."""

    token = serializers.CharField(help_text="The secret. It is stored as a hash and never shown again.")


_NIGHTLY = OpenApiExample(
    "A program that enters cases",
    {"name": "nightly import", "scopes": ["read", "write"], "expires_at": "2027-01-31T00:00:00Z"},
    request_only=True,
)


class TokenViewSet(DeskViewSet):
    """Making and revoking need no scope: what is made is no wider, and whoever found a token may well end it."""

    refusals = {"GET": (400,), "DELETE": (400,)}
    scopes: ClassVar[dict[str, str]] = {"create": "", "destroy": ""}
    unkept: ClassVar[dict[str, str]] = {"create": SHOWN_ONCE}
    is_unconditional = True
    """A revocation is never refused for coming late."""

    @extend_schema(
        operation_id="desk_tokens_list", summary="Tokens: list one's own", responses={200: page_of(ShownToken, "Token")}, filters=False,
        parameters=[parameters.LIMIT.described(), parameters.CURSOR.described()],
    )  # fmt: skip
    def list(self, request: Request) -> Response:
        values = parameters.read(request, (parameters.LIMIT, parameters.CURSOR))
        page = ORDER.page(request, tokens.of(request.user).order_by(), values)
        results = ShownToken(page.rows, many=True).data
        return Response({"next": page.next, "previous": page.previous, "results": results})

    @extend_schema(
        operation_id="desk_tokens_create", summary="Tokens: make one", request=NewToken, responses={201: MadeToken},
        description="No wider and no longer-lived than the token that asks for it; revoking that one revokes this one.",
        examples=[_NIGHTLY],
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        parameters.read(request, ())
        given = NewToken(data=request.data)
        given.is_valid(raise_exception=True)
        terms: Any = request.auth
        token, secret = tokens.make(by=request.user, made_with=terms, **given.validated_data)
        shown = ShownToken(token).data | {"token": secret}
        headers = {"Location": reverse("desk-token-detail", args=[token.pk])}
        return Response(shown, status=201, headers=headers)

    @extend_schema(
        operation_id="desk_tokens_retrieve", summary="Tokens: read one of one's own", responses={200: ShownToken}
    )
    def retrieve(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        return Response(ShownToken(self._own(request, pk)).data)

    @extend_schema(
        operation_id="desk_tokens_revoke", summary="Tokens: revoke one of one's own, and those it made",
        responses={204: OpenApiResponse(description="From the next request on it is refused.")},
    )  # fmt: skip
    def destroy(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        tokens.revoke(by=request.user, token_id=self._own(request, pk).pk)
        return Response(status=204)

    def _own(self, request: Request, pk: UUID) -> Token:
        found = tokens.of(request.user).filter(pk=pk).first()
        if found is None:
            raise Http404
        return found
