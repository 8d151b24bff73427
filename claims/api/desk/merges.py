"""Merging two claims, parties, sources or topics that turned out to be one: what it would do, doing it, taking it back."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions import merge_previews, merging
from claims.actions.references import model_of
from claims.api import parameters
from claims.api.choices import ChoiceField
from claims.api.desk import preconditions
from claims.api.desk.base import DeskViewSet, described
from claims.api.desk.keys import IDEMPOTENCY_KEY
from claims.api.desk.preconditions import IF_MATCH
from claims.api.desk.records import VIEWS
from claims.api.desk.serializers import StrictSerializer, page_of
from claims.api.paging import Keyset
from claims.api.parameters import Parameter
from claims.models import Merge
from claims.vocabulary import Mergeable

INTO = Parameter(
    "into",
    "The id of the record that is kept. Required.",
    parameters.identifier,
    {"type": "string", "format": "uuid"},
)
KIND = Parameter(
    "kind",
    "Only merges of this kind of record.",
    parameters.one_of(Mergeable.values),
    {"type": "string", "enum": list(Mergeable.values)},
)
ORDER = Keyset(("pk",), (parameters.identifier,), is_descending=True, key=lambda merge: (merge.pk,))


class MergeInto(StrictSerializer):
    """Which record is kept, and why the two are one."""

    into = serializers.UUIDField(help_text="The id of the record that is kept.")
    reason = serializers.CharField(required=False, allow_blank=True, max_length=2000, help_text="For colleagues.")


class MergeMoves(serializers.Serializer[Any]):
    """Rows of one kind that would refer to the kept record."""

    label = serializers.CharField()  # type: ignore[assignment]  # a member of the answer
    count = serializers.IntegerField()
    examples = serializers.ListField(child=serializers.CharField())


class MergePreview(serializers.Serializer[Any]):
    """What a merge would do. ``refusal``: why it is not done; empty where it can be."""

    kept = serializers.UUIDField(source="kept.pk")
    merged = serializers.UUIDField(source="merged.pk")
    refusal = serializers.CharField(allow_blank=True)
    moves = MergeMoves(many=True)
    stays = serializers.ListField(child=serializers.CharField())
    conflicts = serializers.ListField(child=serializers.CharField(), help_text="What to look at a second time.")
    pending = serializers.SerializerMethodField(help_text="Published claims that have to be published again.")

    def get_pending(self, preview: Any) -> list[UUID]:
        return [claim.pk for claim in preview.pending]


class ShownMerge(serializers.Serializer[Any]):
    """A merge that was done."""

    id = serializers.UUIDField()
    kind = ChoiceField(Mergeable.choices, help_text="`claim`, `party`, `source` or `topic`.")
    kept = serializers.UUIDField(source="kept_id")
    merged = serializers.UUIDField(source="merged_id")
    reason = serializers.CharField(allow_blank=True)
    by = serializers.CharField(source="by.username")
    at = serializers.DateTimeField()
    undone_at = serializers.DateTimeField(allow_null=True)


class MergeViewSet(DeskViewSet):
    """``…/merge/`` of one record; a class for each kind."""

    kind: str
    path: str
    refusals = {"GET": (400,), "POST": (428,)}

    def preview(self, request: Request, pk: UUID) -> Response:
        values = parameters.read(request, (INTO,))
        get_object_or_404(model_of(self.kind), pk=pk)
        if "into" not in values:
            raise serializers.ValidationError({"into": ["Name the record that is kept: ?into=<id>."]})
        found = merge_previews.preview(by=request.user, kind=self.kind, kept_id=values["into"], merged_id=pk)
        return Response(MergePreview(found).data)

    def merge(self, request: Request, pk: UUID) -> Response:
        """``If-Match``: of the record that is merged away."""
        parameters.read(request, ())
        model = model_of(self.kind)
        get_object_or_404(model, pk=pk)
        preconditions.if_match(request)
        record: Any = model._base_manager.select_for_update().get(pk=pk)
        shown = VIEWS[self.path].shown_as(record).data
        tag = preconditions.tag_of(record, shown)
        preconditions.require(request, [tag], current_version=record.version, current=shown)
        given = MergeInto(data=request.data)
        given.is_valid(raise_exception=True)
        into = given.validated_data["into"]
        done = merging.merge(
            by=request.user, kind=self.kind, kept_id=into, merged_id=pk, reason=given.validated_data.get("reason", "")
        )
        return Response(ShownMerge(done).data, status=201)


_SAME = OpenApiExample(
    "Two entries of one party",
    {"into": "01a20dc1-8636-700b-b468-bd9c40f12af3", "reason": "The same company."},
    request_only=True,
)


def _views(kind: str, path: str) -> type[MergeViewSet]:
    name = path.capitalize()
    own = {
        "kind": kind,
        "path": path,
        "preview": described(
            MergeViewSet.preview, operation_id=f"desk_{path}_merge_preview", summary=f"{name}: what a merge would do",
            parameters=[INTO.described()], responses={200: MergePreview},
        ),
        "merge": described(
            MergeViewSet.merge, operation_id=f"desk_{path}_merge", summary=f"{name}: merge into another",
            request=MergeInto, responses={201: ShownMerge}, parameters=[IF_MATCH, IDEMPOTENCY_KEY], examples=[_SAME],
            description="The record of this address leads to the kept one from then on. `If-Match` is of this record.",
        ),
    }  # fmt: skip
    return type(f"{kind.capitalize()}MergeViewSet", (MergeViewSet,), own)


MERGES = {
    path: _views(kind.value, path)
    for path, kind in (
        ("claims", Mergeable.CLAIM),
        ("parties", Mergeable.PARTY),
        ("sources", Mergeable.SOURCE),
        ("topics", Mergeable.TOPIC),
    )
}


class MergesViewSet(DeskViewSet):
    refusals = {"GET": (400,)}

    @extend_schema(
        operation_id="desk_merges_list", summary="Merges: list", responses={200: page_of(ShownMerge, "Merge")},
        parameters=[each.described() for each in (KIND, parameters.LIMIT, parameters.CURSOR)], filters=False,
    )  # fmt: skip
    def list(self, request: Request) -> Response:
        values = parameters.read(request, (KIND, parameters.LIMIT, parameters.CURSOR))
        rows = Merge.objects.select_related("by")
        page = ORDER.page(request, rows.filter(kind=values["kind"]) if "kind" in values else rows, values)
        results = ShownMerge(page.rows, many=True).data
        return Response({"next": page.next, "previous": page.previous, "results": results})

    @extend_schema(
        operation_id="desk_merges_undo", summary="Merges: take one back", request=None,
        responses={200: ShownMerge, 409: OpenApiResponse({"$ref": "#/components/schemas/Problem"}, description="")},
        parameters=[IDEMPOTENCY_KEY], description="As one new change; 409 where somebody changed what it moved since.",
    )  # fmt: skip
    def undo(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        get_object_or_404(Merge, pk=pk)
        return Response(ShownMerge(merging.undo(by=request.user, merge_id=pk)).data)
