"""Whole cases at once: the working dossier of a claim, a case made from a dossier, and one replaced by it."""

import json
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions import loading
from claims.actions.loading import Loaded
from claims.actions.warnings import warnings
from claims.api import parameters
from claims.api.bodies import ObjectParser
from claims.api.choices import ChoiceField
from claims.api.desk import preconditions
from claims.api.desk.base import DeskViewSet
from claims.api.desk.keys import IDEMPOTENCY_KEY
from claims.api.desk.preconditions import IF_MATCH_CASE
from claims.api.desk.workflow import locked, shown
from claims.api.refusals import Refused
from claims.dossier.build import build
from claims.dossier.schema import Dossier
from claims.formats import case_file
from claims.models import Claim
from claims.standing import standing_of, with_standing

OUTCOMES = ["added", "changed", "unchanged"]
BODY = {"application/json": {"$ref": "#/components/schemas/Dossier"}}


class DossierParser(ObjectParser):
    """A dossier is as large as a file of one may be."""

    most_bytes = case_file.MAX_BYTES


class LoadedCase(serializers.Serializer[Any]):
    """What became of a dossier. ``id`` and ``version`` are those of the claim; ``notices`` are things to look at."""

    id = serializers.UUIDField()
    slug = serializers.CharField()
    version = serializers.IntegerField(allow_null=True, help_text="null where nothing was stored.")
    outcome = ChoiceField(OUTCOMES)
    notices = serializers.ListField(child=serializers.CharField())


class DossierViewSet(DeskViewSet):
    parser_classes = [DossierParser]
    refusals = {"POST": (422,), "PUT": (422,), "GET": (400,)}

    @extend_schema(
        operation_id="desk_claims_dossier",
        summary="The working dossier of a claim, with its standing, and what to look at before publishing",
        description="Its `ETag` changes with every part of the case: a step with it in `If-Match` is taken only if the case "
        "is still as it was read.",
        responses={200: OpenApiResponse({"$ref": "#/components/schemas/WorkingDossier"}, description="")},
    )
    def retrieve(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        claim = get_object_or_404(Claim, pk=pk)
        dossier = build(pk)
        standing = with_standing(dossier, standing_of(dossier, now=timezone.now()))
        found = [{"path": each.path, "message": str(each.message)} for each in warnings(dossier)]
        tag = preconditions.tag_of_dossier(claim)
        return Response({"dossier": standing.as_json(), "advice": found}, headers={"ETag": tag})

    @extend_schema(
        operation_id="desk_dossiers_create", summary="Make a whole case from a dossier", request=BODY,
        description="A dossier with all its words, as `export_case` writes it. Stored whole or not at all. Parties, sources "
        "and topics that the desk knows serve as they are, and a notice says where the dossier has them differently. The "
        "same dossier again is unchanged (200); a case that is there and differs is replaced with PUT.",
        parameters=[parameters.DRY_RUN.described(), IDEMPOTENCY_KEY], responses={201: LoadedCase, 200: LoadedCase},
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        is_dry = parameters.read(request, (parameters.DRY_RUN,)).get("dry_run", False)
        dossier = _read(request)
        known = Claim.objects.select_for_update().filter(pk=dossier.id).first()
        loaded = loading.load(
            by=request.user, dossier=dossier, replace=True, replace_shared=False, dry_run=is_dry or known is not None
        )
        if known is not None and loaded.outcome != "unchanged":
            address = reverse("desk-claims-dossier", args=[known.pk])
            message = f"The case “{known.slug}” is there and differs from the body. To replace it: PUT {address}, with If-Match."
            raise Refused("case-exists", message, current_version=known.version, current=shown(known.pk))
        return _answer(dossier, loaded, status=201 if loaded.outcome == "added" and not is_dry else 200)

    @extend_schema(
        operation_id="desk_claims_dossier_replace", summary="Replace a whole case by a dossier", request=BODY,
        description="What the dossier no longer holds is deleted if it was never published, else marked as removed. Known "
        "parties, sources and topics stay as they are; change them at their own addresses.",
        parameters=[parameters.DRY_RUN.described(), IF_MATCH_CASE], responses={200: LoadedCase},
    )  # fmt: skip
    def replace(self, request: Request, pk: UUID) -> Response:
        is_dry = parameters.read(request, (parameters.DRY_RUN,)).get("dry_run", False)
        locked(request, pk)
        dossier = _read(request)
        if UUID(dossier.id) != pk:
            message = f"This is the address of {pk}; the body is the dossier of {dossier.id}."
            raise Refused("not-a-dossier", message, [{"path": "id", "message": message}])
        loaded = loading.load(by=request.user, dossier=dossier, replace=True, replace_shared=False, dry_run=is_dry)
        return _answer(dossier, loaded, status=200)


def _read(request: Request) -> Dossier:
    return case_file.read(json.dumps(request.data).encode(), "the body")


def _answer(dossier: Dossier, loaded: Loaded, *, status: int) -> Response:
    stored = Claim.objects.filter(pk=loaded.claim_id).first()
    found = {
        "id": loaded.claim_id,
        "slug": stored.slug if stored else dossier.slug,
        "version": stored.version if stored else None,
        "outcome": loaded.outcome,
        "notices": loaded.notices,
    }
    headers: dict[str, str] = {}
    if stored and status == 201:  # of the claim that it leads to
        headers = {"ETag": f'"{stored.version}"', "Location": reverse("desk-claims-detail", args=[loaded.claim_id])}
    elif stored:
        headers = {"ETag": preconditions.tag_of_dossier(stored)}
    return Response(LoadedCase(found).data, status=status, headers=headers)
