"""The way of a case to its readers: its dossier as it would be published, review, publication, withdrawal."""

from typing import Any
from uuid import UUID

from django.db import models
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions import chain, publishing, review
from claims.actions.warnings import warnings
from claims.api import parameters
from claims.api.desk.records import VIEWS, DeskViewSet
from claims.api.desk.serializers import StrictSerializer
from claims.dossier.addresses import revision_address
from claims.dossier.build import build
from claims.models import Claim, Revision
from claims.standing import standing_of, with_standing
from claims.vocabulary import RevisionKind

CLAIM = VIEWS["claims"].shown_as
NOTE = 2000


class Publish(StrictSerializer):
    """What goes on record with the revision."""

    kind = serializers.ChoiceField(
        RevisionKind.choices, required=False, help_text="Needed from the second revision on."
    )
    note = serializers.CharField(
        required=False, allow_blank=True, max_length=NOTE, help_text="What changed and why. Readers see it."
    )
    override_reason = serializers.CharField(
        required=False, allow_blank=True, max_length=NOTE, help_text="Why no second person looks; for administrators."
    )


class Withdraw(StrictSerializer):
    """What stays in place of the claim."""

    reason = serializers.CharField(max_length=NOTE, help_text="Readers see it instead of the claim.")
    hide_revisions = serializers.BooleanField(default=False, help_text="Its old revisions answer 410 too.")


class Note(StrictSerializer):
    """A note to colleagues; readers never see it."""

    note = serializers.CharField(required=False, allow_blank=True, max_length=NOTE)


class RequiredNote(StrictSerializer):
    """A note to the authors; readers never see it."""

    note = serializers.CharField(max_length=NOTE, help_text="What has to be mended.")


def _revision(revision: Revision) -> Response:
    stamp = chain.stamp(revision).model_dump(mode="json", exclude_none=True)
    address = revision_address(revision.claim.slug, revision.number)
    return Response(stamp | {"url": address}, status=201, headers={"Location": address})


_STAMP = {201: OpenApiResponse({"$ref": "#/components/schemas/ListedRevisionStamp"}, description="")}
_CLAIM = {200: CLAIM}


class CaseViewSet(DeskViewSet):
    refusals = {"POST": (400, 409, 422), "GET": (400,)}

    @extend_schema(
        operation_id="desk_claims_dossier",
        summary="The working dossier of a claim, with its standing, and what to look at before publishing",
        responses={200: OpenApiResponse({"$ref": "#/components/schemas/WorkingDossier"}, description="")},
    )
    def dossier(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        get_object_or_404(Claim, pk=pk)
        dossier = build(pk)
        shown = with_standing(dossier, standing_of(dossier, now=timezone.now()))
        found = [{"path": each.path, "message": str(each.message)} for each in warnings(dossier)]
        return Response({"dossier": shown.as_json(), "advice": found})

    @extend_schema(
        operation_id="desk_claims_publish", summary="Publish the case as it stands", request=Publish, responses=_STAMP
    )
    def publish(self, request: Request, pk: UUID) -> Response:
        return _revision(publishing.publish(by=request.user, claim_id=pk, **self._given(request, pk, Publish)))

    @extend_schema(
        operation_id="desk_claims_withdraw", summary="Withdraw a published claim", request=Withdraw, responses=_STAMP
    )
    def withdraw(self, request: Request, pk: UUID) -> Response:
        return _revision(publishing.withdraw(by=request.user, claim_id=pk, **self._given(request, pk, Withdraw)))

    @extend_schema(
        operation_id="desk_claims_submit", summary="Hand the case in for review", request=Note, responses=_CLAIM
    )
    def submit(self, request: Request, pk: UUID) -> Response:
        review.submit(by=request.user, claim_id=pk, **self._given(request, pk, Note))
        return self._claim(pk)

    @extend_schema(
        operation_id="desk_claims_approve", summary="Approve the case as handed in", request=Note, responses=_CLAIM
    )
    def approve(self, request: Request, pk: UUID) -> Response:
        review.approve(by=request.user, claim_id=pk, **self._given(request, pk, Note))
        return self._claim(pk)

    @extend_schema(
        operation_id="desk_claims_give_back", summary="Give the case back", request=RequiredNote, responses=_CLAIM
    )
    def give_back(self, request: Request, pk: UUID) -> Response:
        review.give_back(by=request.user, claim_id=pk, **self._given(request, pk, RequiredNote))
        return self._claim(pk)

    def _given(self, request: Request, pk: UUID, form: type[StrictSerializer]) -> dict[str, Any]:
        parameters.read(request, ())
        get_object_or_404(Claim, pk=pk)
        given = form(data=request.data)
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)

    def _claim(self, pk: UUID) -> Response:
        claims: models.QuerySet[Claim] = Claim.objects.prefetch_related("topics", "citations_of_claim")
        return Response(CLAIM(claims.get(pk=pk)).data)
