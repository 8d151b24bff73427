"""The history of a record, of a claim that of its whole case; the way back to an earlier state; taking an act back."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions import history, merging, restoring
from claims.actions.history_entries import entries
from claims.api import parameters
from claims.api.desk.base import DeskViewSet, described
from claims.api.desk.keys import IDEMPOTENCY_KEY
from claims.api.desk.preconditions import IF_MATCH
from claims.api.desk.records import VIEWS, RecordViewSet
from claims.api.desk.resources import RESOURCES, Resource
from claims.api.desk.serializers import StrictSerializer, page_of
from claims.api.paging import Keyset
from claims.models import Change, Merge

NEWEST = Keyset(("pk",), (parameters.number(1, 2**63 - 1),), is_descending=True, key=lambda change: (change.pk,))


class ChangedField(serializers.Serializer[Any]):
    """One field before and after, as an editor reads it."""

    label = serializers.CharField()  # type: ignore[assignment]  # a member of the answer
    before = serializers.CharField(allow_blank=True)
    after = serializers.CharField(allow_blank=True)


class ShownChange(serializers.Serializer[Any]):
    """What one act did to one row. Changes of one ``act`` belong together and are taken back together."""

    id = serializers.IntegerField(source="change.pk")
    at = serializers.DateTimeField(source="change.at")
    act = serializers.UUIDField(source="change.act", allow_null=True)
    who = serializers.CharField(
        help_text="The name of the account, or of the database's user where it came from outside."
    )
    through = serializers.CharField(allow_blank=True)
    cause = serializers.CharField(allow_blank=True)
    operation = serializers.CharField(
        source="change.operation", help_text="`insert`, `update`, `delete` or `truncate`."
    )
    record = serializers.CharField()
    part = serializers.CharField(allow_blank=True)
    differences = ChangedField(many=True)
    can_be_restored = serializers.BooleanField(source="has_state")


class Restore(StrictSerializer):
    """The change after which the record was as it should be again."""

    change = serializers.IntegerField(
        min_value=1, max_value=2**63 - 1, help_text="The `id` of an entry of the history."
    )


class HistoryViewSet(RecordViewSet):
    refusals = {"GET": (400,), "POST": (428,)}

    def history(self, request: Request, pk: Any) -> Response:
        values = parameters.read(request, (parameters.LIMIT, parameters.CURSOR))
        record = get_object_or_404(self.resource.model, pk=pk)
        changes = history.seen(history.changes_of(record)).select_related("actor")
        page = NEWEST.page(request, changes, values)
        results = ShownChange(entries(page.rows), many=True).data
        return Response({"next": page.next, "previous": page.previous, "results": results})

    def restore(self, request: Request, pk: Any) -> Response:
        record = self._to_change(request, pk)
        given = Restore(data=request.data)
        given.is_valid(raise_exception=True)
        change = history.changes_of(record).filter(pk=given.validated_data["change"]).first()
        model = history.model_of(change.owner_table) if change else None
        if change is None or model is None:
            raise serializers.ValidationError({"change": ["The history of this record has no such entry."]})
        restoring.restore(by=request.user, record_model=model, record_id=change.owner, change_id=change.pk)
        return self._answer(get_object_or_404(self._rows(), pk=pk))


def _views(resource: Resource) -> type[HistoryViewSet]:
    name = resource.path.replace("-", " ").capitalize()
    prefix = f"desk_{resource.path.replace('-', '_')}"
    records = VIEWS[resource.path]
    own = {
        "history": described(
            HistoryViewSet.history, operation_id=f"{prefix}_history", summary=f"{name}: history of one",
            responses={200: PAGE}, filters=False, parameters=[parameters.LIMIT.described(), parameters.CURSOR.described()],
        ),
        "restore": described(
            HistoryViewSet.restore, operation_id=f"{prefix}_restore", summary=f"{name}: bring an earlier state back",
            request=Restore, responses={200: records.shown_as}, parameters=[IF_MATCH, IDEMPOTENCY_KEY],
            examples=[OpenApiExample("As it was then", {"change": 1234}, request_only=True)],
            description="To what it was right after that change, as a new change.",
        ),
    }  # fmt: skip
    return type(f"{resource.model.__name__}HistoryViewSet", (HistoryViewSet, records), own)


PAGE = page_of(ShownChange, "History")
HISTORIES = {resource.path: _views(resource) for resource in RESOURCES}


class Undone(serializers.Serializer[Any]):
    """The act that took another one back; it can be taken back itself."""

    act = serializers.UUIDField()


class ActViewSet(DeskViewSet):
    @extend_schema(
        operation_id="desk_acts_undo", summary="Take back everything that one act did", request=None,
        responses={200: Undone}, parameters=[IDEMPOTENCY_KEY],
        description="`act` is that of the history. 409 where somebody changed one of its records since.",
    )  # fmt: skip
    def undo(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        if not Change.objects.filter(act=pk).exists():
            raise Http404
        merge = Merge.objects.filter(act=pk, undone_at__isnull=True).first()
        if merge is None:
            return Response({"act": restoring.undo(by=request.user, act=pk)})
        merging.undo(by=request.user, merge_id=merge.pk)
        last = (
            Change.objects.filter(actor=request.user.pk, act__isnull=False)
            .order_by("-id")
            .values_list("act", flat=True)
        )
        return Response({"act": last.first()})
