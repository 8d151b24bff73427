"""The account that holds the token: who it is and how it works at the desk, and what it has to know."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions import notices, preferences, tokens
from claims.api import parameters
from claims.api.choices import ChoiceField
from claims.api.desk import preconditions
from claims.api.desk.base import DeskViewSet
from claims.api.desk.keys import IDEMPOTENCY_KEY
from claims.api.desk.preconditions import IF_MATCH
from claims.api.desk.serializers import StrictSerializer, page_of
from claims.api.paging import Keyset
from claims.models import Notice, User
from claims.vocabulary import NoticeKind, TokenScope

ORDER = Keyset(("pk",), (parameters.identifier,), is_descending=True, key=lambda notice: (notice.pk,))


class AccountShape(serializers.Serializer[Any]):
    """Whose token it is, and what both may do."""

    username = serializers.CharField()
    roles = serializers.ListField(child=serializers.CharField())
    scopes = serializers.ListField(child=ChoiceField(TokenScope.choices))
    expires_at = serializers.DateTimeField(allow_null=True, help_text="Of the token.")
    has_letter_keys = serializers.BooleanField()
    wants_mail = serializers.BooleanField()


class AccountChange(StrictSerializer):
    """How somebody works at the desk."""

    has_letter_keys = serializers.BooleanField(required=False)
    wants_mail = serializers.BooleanField(required=False)


class AccountViewSet(DeskViewSet):
    refusals = {"GET": (400,)}

    @extend_schema(operation_id="desk_account", summary="Whose token it is", responses={200: AccountShape})
    def retrieve(self, request: Request) -> Response:
        parameters.read(request, ())
        return _answer(request)

    @extend_schema(
        operation_id="desk_account_change", summary="Change one's own settings", request=AccountChange,
        responses={200: AccountShape}, parameters=[IF_MATCH],
    )  # fmt: skip
    def partial_update(self, request: Request) -> Response:
        parameters.read(request, ())
        preconditions.if_match(request)
        User.objects.select_for_update().get(username=request.user.username)
        current = _answer(request)
        preconditions.require(request, [current["ETag"]], current=current.data)
        given = AccountChange(data=request.data)
        given.is_valid(raise_exception=True)
        kept = {name: current.data[name] for name in ("has_letter_keys", "wants_mail")}
        preferences.set_preferences(by=request.user, **(kept | given.validated_data))
        return _answer(request)


def _answer(request: Request) -> Response:
    user = User.objects.get(username=request.user.username)
    terms: Any = request.auth
    shown = AccountShape(
        {
            "username": user.username,
            "roles": sorted(group.name for group in user.groups.all()),
            "scopes": terms.scopes if terms else sorted(tokens.ALL),
            "expires_at": terms.secret.expiry if terms else None,
            "has_letter_keys": user.has_letter_keys,
            "wants_mail": user.wants_mail,
        }
    ).data
    return Response(shown, headers={"ETag": preconditions.tag_of_content(shown)})


class ShownNotice(serializers.Serializer[Any]):
    """Something the account has to know."""

    id = serializers.UUIDField()
    at = serializers.DateTimeField()
    kind = serializers.CharField(help_text=f"One of: {', '.join(NoticeKind.values)}.")
    claim = serializers.UUIDField(source="claim_id", allow_null=True)
    by = serializers.CharField(source="by.username", default=None, allow_null=True)
    sentence = serializers.SerializerMethodField()
    text = serializers.CharField(allow_blank=True)
    read_at = serializers.DateTimeField(allow_null=True)

    def get_sentence(self, notice: Notice) -> str:
        return notices.sentence_of(notice)


class NoticeViewSet(DeskViewSet):
    refusals = {"GET": (400,)}

    @extend_schema(
        operation_id="desk_notices_list", summary="Notices: list one's own", filters=False,
        responses={200: page_of(ShownNotice, "Notice")},
        parameters=[parameters.LIMIT.described(), parameters.CURSOR.described()],
    )  # fmt: skip
    def list(self, request: Request) -> Response:
        values = parameters.read(request, (parameters.LIMIT, parameters.CURSOR))
        rows = Notice.objects.filter(to=request.user.pk).select_related("by", "claim")
        page = ORDER.page(request, rows, values)
        results = ShownNotice(page.rows, many=True).data
        return Response({"next": page.next, "previous": page.previous, "results": results})

    @extend_schema(
        operation_id="desk_notices_read", summary="Notices: mark one as read", request=None, responses={200: ShownNotice},
        parameters=[IDEMPOTENCY_KEY],
        examples=[OpenApiExample("Nothing to say", {}, request_only=True)],
    )  # fmt: skip
    def read(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        own = Notice.objects.filter(to=request.user.pk).select_related("by", "claim")
        if not own.filter(pk=pk).exists():
            raise Http404
        notices.mark_read(by=request.user, ids=[pk])
        return Response(ShownNotice(get_object_or_404(own, pk=pk)).data)
