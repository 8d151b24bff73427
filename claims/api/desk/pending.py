"""What readers would see differently if a case were published now."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api import parameters
from claims.api.choices import ChoiceField
from claims.api.desk import preconditions
from claims.api.desk.base import DeskViewSet
from claims.dossier.build import build
from claims.dossier.differences import Kind, differences
from claims.dossier.schema import Dossier
from claims.models import Claim, Revision
from claims.vocabulary import RevisionKind


class PendingField(serializers.Serializer[Any]):
    """One field, as readers have it and as they would; empty where there is nothing."""

    name = serializers.CharField()
    before = serializers.CharField(allow_blank=True)
    after = serializers.CharField(allow_blank=True)


class PendingDifference(serializers.Serializer[Any]):
    """One part of the case."""

    of = serializers.CharField(help_text="Its kind, such as `point`.")
    id = serializers.CharField(allow_blank=True, help_text="Its id in the dossier, if it has one.")
    part = serializers.CharField(help_text="Its name for readers.")
    kind = ChoiceField(Kind.choices, help_text="`added`, `changed`, `removed` or `reordered`.")
    changes = PendingField(many=True, source="fields")


class PendingChanges(serializers.Serializer[Any]):
    """The difference of two dossiers. Without ``revision`` the case was never published, or is withdrawn."""

    revision = serializers.IntegerField(allow_null=True, help_text="The number of the revision that readers have.")
    is_pending = serializers.BooleanField()
    differences = PendingDifference(many=True)


class PendingViewSet(DeskViewSet):
    refusals = {"GET": (400,)}

    @extend_schema(
        operation_id="desk_claims_changes", summary="What readers would see differently if it were published now",
        responses={200: PendingChanges}, description="Its `ETag` is that of the working dossier, for publishing it.",
    )  # fmt: skip
    def retrieve(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        claim = get_object_or_404(Claim, pk=pk)
        last = Revision.objects.filter(claim=claim).select_related("document").order_by("-number").first()
        is_shown = last is not None and last.kind != RevisionKind.WITHDRAWAL and last.document.content is not None
        before = Dossier.from_json(bytes(last.document.content or b"")) if last and is_shown else None
        after = build(pk)
        targets = {relation.target for each in (before, after) if each for relation in each.relations}
        titles = {str(key): title for key, title in Claim.objects.filter(pk__in=targets).values_list("pk", "title")}
        found = differences(before, after, titles=titles)
        shown = {"revision": last.number if last and before else None, "is_pending": bool(found), "differences": found}
        return Response(PendingChanges(shown).data, headers={"ETag": preconditions.tag_of_dossier(claim)})
