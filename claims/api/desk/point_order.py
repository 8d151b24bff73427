"""The order in which the points of a claim stand."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions import editing, positions
from claims.api import parameters
from claims.api.desk import preconditions
from claims.api.desk.base import DeskViewSet
from claims.api.desk.preconditions import IF_MATCH
from claims.api.desk.serializers import StrictSerializer
from claims.models import Claim, Point


class PointOrder(StrictSerializer):
    """The ids of all points of the claim, in order."""

    points = serializers.ListField(child=serializers.UUIDField(), max_length=10_000)


class PointOrderViewSet(DeskViewSet):
    refusals = {"GET": (400,)}

    @extend_schema(operation_id="desk_point_order", summary="Order of the points: read", responses={200: PointOrder})
    def retrieve(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        return _answer(get_object_or_404(Claim, pk=pk))

    @extend_schema(
        operation_id="desk_point_order_change", summary="Order of the points: change", request=PointOrder,
        responses={200: PointOrder}, parameters=[IF_MATCH], description="`If-Match`: the `ETag` of this list.",
    )  # fmt: skip
    def replace(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        claim = get_object_or_404(Claim, pk=pk)
        preconditions.if_match(request)
        editing.lock_case(claim)
        current = _shown(claim)
        preconditions.require(request, [preconditions.tag_of_content(current)], current=current)
        given = PointOrder(data=request.data)
        given.is_valid(raise_exception=True)
        positions.reorder(by=request.user, claim=claim, order=given.validated_data["points"])
        return _answer(claim)


def _shown(claim: Claim) -> dict[str, Any]:
    ids = Point.objects.standing().filter(claim=claim).order_by("order", "pk").values_list("pk", flat=True)
    return {"points": [str(each) for each in ids]}


def _answer(claim: Claim) -> Response:
    shown = _shown(claim)
    return Response(shown, headers={"ETag": preconditions.tag_of_content(shown)})
