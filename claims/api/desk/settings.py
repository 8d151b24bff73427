"""The settings of the desk: read by everybody who works there, changed by administrators.

Accounts and saved searches have no place in the API: whoever holds a token must not be able to make accounts that outlive
it, and a saved search is the address of a list of the admin.
"""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions import desk_settings
from claims.api import parameters
from claims.api.desk import preconditions
from claims.api.desk.base import DeskViewSet
from claims.api.desk.preconditions import IF_MATCH
from claims.api.desk.serializers import StrictSerializer
from claims.models import DeskSettings


class DeskSettingsShape(serializers.Serializer[Any]):
    """How this desk works."""

    two_person_rule = serializers.BooleanField(
        help_text="Nobody who changed anything since the last revision may approve its publication."
    )
    quote_limit = serializers.IntegerField(
        min_value=0, max_value=100, help_text="Warn where the published words of a source are more of it, in per cent."
    )
    unanswered_days = serializers.IntegerField(
        min_value=0, max_value=10_000, help_text="After so many days the desk reminds of claims without an answer."
    )
    licence = serializers.CharField(
        max_length=300, allow_blank=True, help_text="Of the dossiers, from their next publication on."
    )


class DeskSettingsChange(StrictSerializer):
    """What changes; the rest stays."""

    two_person_rule = serializers.BooleanField(required=False)
    quote_limit = serializers.IntegerField(required=False, min_value=0, max_value=100)
    unanswered_days = serializers.IntegerField(required=False, min_value=0, max_value=10_000)
    licence = serializers.CharField(required=False, max_length=300, allow_blank=True)


class DeskSettingsViewSet(DeskViewSet):
    refusals = {"GET": (400,)}

    @extend_schema(
        operation_id="desk_settings", summary="Settings of the desk: read", responses={200: DeskSettingsShape}
    )
    def retrieve(self, request: Request) -> Response:
        parameters.read(request, ())
        return _answer(DeskSettings.objects.get())

    @extend_schema(
        operation_id="desk_settings_change", summary="Settings of the desk: change", description="For administrators.",
        request=DeskSettingsChange, responses={200: DeskSettingsShape}, parameters=[IF_MATCH],
        examples=[OpenApiExample("Licence", {"licence": "CC BY 4.0"}, request_only=True)],
    )  # fmt: skip
    def partial_update(self, request: Request) -> Response:
        parameters.read(request, ())
        preconditions.if_match(request)
        current = _answer(DeskSettings.objects.select_for_update().get())
        preconditions.require(request, [current["ETag"]], current=current.data)
        given = DeskSettingsChange(data=request.data)
        given.is_valid(raise_exception=True)
        return _answer(desk_settings.change(by=request.user, **given.validated_data))


def _answer(settings: DeskSettings) -> Response:
    shown = DeskSettingsShape(settings).data
    return Response(shown, headers={"ETag": preconditions.tag_of_content(shown)})
