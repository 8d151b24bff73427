"""The stances of one response as a list: added together, or replaced as a whole."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response as Answer

from claims.actions import editing, stances
from claims.actions.stances import GivenHedge, GivenStance
from claims.api import parameters
from claims.api.choices import ChoiceField
from claims.api.desk import preconditions
from claims.api.desk.base import DeskViewSet
from claims.api.desk.keys import IDEMPOTENCY_KEY
from claims.api.desk.preconditions import IF_MATCH
from claims.api.desk.serializers import StrictSerializer
from claims.models import Response
from claims.vocabulary import Directness, HedgeKind, StanceWord

MOST = 500


class WantedHedge(StrictSerializer):
    """Words that narrow a stance."""

    kind = ChoiceField(HedgeKind.choices)
    words = serializers.CharField(trim_whitespace=False, max_length=20_000)
    citation = serializers.UUIDField(required=False, allow_null=True)


class WantedStance(StrictSerializer):
    """What the response says on one point; ids of points and citations of its case."""

    point = serializers.UUIDField()
    stance = ChoiceField(StanceWord.choices)
    directness = ChoiceField(Directness.choices, default=Directness.EXPRESS)
    words = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False, max_length=20_000)
    citations = serializers.ListField(child=serializers.UUIDField(), required=False, max_length=100)
    hedges = WantedHedge(many=True, required=False, max_length=50)  # type: ignore[call-arg]  # of the list


class WantedStances(StrictSerializer):
    """A list of stances, one a point."""

    stances = WantedStance(many=True, max_length=MOST)  # type: ignore[call-arg]  # of the list


class ShownHedge(serializers.Serializer[Any]):
    """A hedge of a stance."""

    id = serializers.UUIDField()
    kind = ChoiceField(HedgeKind.choices)
    words = serializers.CharField()
    citation = serializers.UUIDField(source="citation_id", allow_null=True)


class ShownStance(serializers.Serializer[Any]):
    """A stance with all that belongs to it."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    point = serializers.UUIDField(source="point_id")
    stance = ChoiceField(StanceWord.choices)
    directness = ChoiceField(Directness.choices)
    words = serializers.CharField()
    citations = serializers.SerializerMethodField()
    hedges = ShownHedge(many=True)

    def get_citations(self, stance: Any) -> list[UUID]:
        return sorted(each.pk for each in stance.citations.all())


class ShownStances(serializers.Serializer[Any]):
    """The stances of a response, in the order of the points."""

    stances = ShownStance(many=True)


_DENIAL = OpenApiExample(
    "A denial, narrowed",
    {
        "stances": [
            {
                "point": "01a20dc1-863a-77a7-9aed-d5b66cfa73b4",
                "stance": "denies",
                "words": "das ist nicht wahr",
                "hedges": [{"kind": "manner", "words": "aktiv"}],
            }
        ]
    },
    request_only=True,
)


class StancesViewSet(DeskViewSet):
    refusals = {"GET": (400,)}

    @extend_schema(
        operation_id="desk_response_stances_list", summary="Stances of a response: list", responses={200: ShownStances}
    )
    def retrieve(self, request: Request, pk: UUID) -> Answer:
        parameters.read(request, ())
        return _answer(get_object_or_404(Response, pk=pk))

    @extend_schema(
        operation_id="desk_response_stances_add", summary="Stances of a response: add several", request=WantedStances,
        responses={201: ShownStances}, parameters=[IDEMPOTENCY_KEY], examples=[_DENIAL],
        description="All or none; `errors` names each wrong one by its place, as in `stances[2].point`.",
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Answer:
        parameters.read(request, ())
        response = get_object_or_404(Response, pk=pk)
        stances.take_all(by=request.user, response=response, given=_given(request), is_whole=False)
        return _answer(response, status=201)

    @extend_schema(
        operation_id="desk_response_stances_replace", summary="Stances of a response: replace them all",
        request=WantedStances, responses={200: ShownStances}, parameters=[IF_MATCH], examples=[_DENIAL],
        description="`If-Match`: the `ETag` of this list. What is not among them is removed; one that is there already "
        "becomes as it is given.",
    )  # fmt: skip
    def replace(self, request: Request, pk: UUID) -> Answer:
        parameters.read(request, ())
        response = get_object_or_404(Response, pk=pk)
        preconditions.if_match(request)
        editing.lock_case(response)
        current = _shown(response)
        preconditions.require(request, [preconditions.tag_of_content(current)], current=current)
        stances.take_all(by=request.user, response=response, given=_given(request), is_whole=True)
        return _answer(response)


def _given(request: Request) -> list[GivenStance]:
    given = WantedStances(data=request.data)
    given.is_valid(raise_exception=True)
    return [
        GivenStance(**{**each, "hedges": [GivenHedge(**hedge) for hedge in each.get("hedges", ())]})
        for each in given.validated_data["stances"]
    ]


def _shown(response: Response) -> dict[str, Any]:
    return dict(ShownStances({"stances": stances.of(response)}).data)


def _answer(response: Response, status: int = 200) -> Answer:
    shown = _shown(response)
    return Answer(shown, status=status, headers={"ETag": preconditions.tag_of_content(shown)})
