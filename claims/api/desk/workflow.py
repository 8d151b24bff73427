"""The way of a case to its readers: review, publication, withdrawal, redaction."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions import chain, publishing, redacting, review
from claims.api import parameters
from claims.api.choices import ChoiceField
from claims.api.desk import preconditions
from claims.api.desk.base import DeskViewSet
from claims.api.desk.keys import IDEMPOTENCY_KEY
from claims.api.desk.preconditions import IF_MATCH, IF_MATCH_CASE
from claims.api.desk.records import VIEWS
from claims.api.desk.serializers import StrictSerializer
from claims.dossier.addresses import revision_address
from claims.models import Claim, Revision
from claims.vocabulary import RevisionKind, TokenScope

CLAIM = VIEWS["claims"].shown_as
NOTE = 2000


class Publish(StrictSerializer):
    """What goes on record with the revision."""

    kind = ChoiceField(RevisionKind.choices, required=False, help_text="Needed from the second revision on.")
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


class Redact(StrictSerializer):
    """Whose text is taken off the record, and why."""

    numbers = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**31 - 1),
        min_length=1,
        max_length=1000,
        help_text="Of the revisions. Their text is gone for good.",
    )
    reason = serializers.CharField(max_length=NOTE, help_text="Readers see it in place of the text.")


class Note(StrictSerializer):
    """A note to colleagues; readers never see it."""

    note = serializers.CharField(required=False, allow_blank=True, max_length=NOTE)


class RequiredNote(StrictSerializer):
    """A note to the authors; readers never see it."""

    note = serializers.CharField(max_length=NOTE, help_text="What has to be mended.")


def locked(request: Request, pk: UUID, *, as_a_whole: bool = True) -> Claim:
    """The claim, once nobody else changes its case, if the case is as If-Match says. ``as_a_whole``: with every part of it."""
    get_object_or_404(Claim, pk=pk)
    preconditions.if_match(request)
    claim = Claim.objects.select_for_update().get(pk=pk)
    preconditions.require_case(
        request,
        claim,
        as_a_whole=as_a_whole,
        current=lambda: {"current_version": claim.version, "current": shown(pk)},
    )
    return claim


def shown(pk: UUID) -> dict[str, Any]:
    claims: models.QuerySet[Claim] = Claim.objects.prefetch_related("topics", "citations_of_claim")
    return dict(CLAIM(claims.get(pk=pk)).data)


def claim_answer(pk: UUID) -> Response:
    record = shown(pk)
    return Response(record, headers={"ETag": f'"{record["version"]}"'})


def _revision(revision: Revision) -> Response:
    stamp = chain.stamp(revision).model_dump(mode="json", exclude_none=True)
    address = revision_address(revision.claim.slug, revision.number)
    return Response(stamp | {"url": address}, status=201, headers={"Location": address})


STEP = [IF_MATCH, IDEMPOTENCY_KEY]
STEP_OF_CASE = [IF_MATCH_CASE, IDEMPOTENCY_KEY]
_STAMP = {201: OpenApiResponse({"$ref": "#/components/schemas/ListedRevisionStamp"}, description="")}
_CLAIM = {200: CLAIM}
_CORRECTED = OpenApiExample(
    "A correction", {"kind": "correction", "note": "The day of the answer was wrong."}, request_only=True
)
_MISTAKEN = OpenApiExample(
    "A withdrawal", {"reason": "The report was retracted.", "hide_revisions": False}, request_only=True
)
_NAMED = OpenApiExample(
    "A redaction",
    {"numbers": [1, 2], "reason": "It named a person who is protected by law."},
    request_only=True,
)
_READY = OpenApiExample("Handed in", {"note": "Please look at point 3."}, request_only=True)
_READ = OpenApiExample("Approved", {"note": "Compared with the report."}, request_only=True)
_MEND = OpenApiExample("A note", {"note": "Point 3 lacks its citation."}, request_only=True)


class CaseViewSet(DeskViewSet):
    refusals = {"POST": (422, 428)}
    scopes: ClassVar[dict[str, str]] = {
        "publish": TokenScope.PUBLISH,
        "withdraw": TokenScope.PUBLISH,
        "redact": TokenScope.PUBLISH,
        "approve": TokenScope.REVIEW,
        "give_back": TokenScope.REVIEW,
    }
    repeatable = ("publish", "withdraw")

    @extend_schema(
        operation_id="desk_claims_publish", summary="Publish the case as it stands", request=Publish, responses=_STAMP,
        parameters=STEP_OF_CASE, examples=[_CORRECTED],
    )  # fmt: skip
    def publish(self, request: Request, pk: UUID) -> Response:
        return _revision(self._step(request, pk, Publish, publishing.publish))

    @extend_schema(
        operation_id="desk_claims_withdraw", summary="Withdraw a published claim", request=Withdraw, responses=_STAMP,
        parameters=STEP, examples=[_MISTAKEN],
    )  # fmt: skip
    def withdraw(self, request: Request, pk: UUID) -> Response:
        return _revision(self._step(request, pk, Withdraw, publishing.withdraw, as_a_whole=False))

    @extend_schema(
        operation_id="desk_claims_redact", summary="Take the text of published revisions off the record",
        description="For administrators. The revisions answer 410 with the reason from then on; their hashes stay in the "
        "chain. What this desk works on is not changed.",
        request=Redact, responses=_CLAIM, parameters=STEP, examples=[_NAMED],
    )  # fmt: skip
    def redact(self, request: Request, pk: UUID) -> Response:
        self._step(request, pk, Redact, redacting.redact, as_a_whole=False)
        return claim_answer(pk)

    @extend_schema(
        operation_id="desk_claims_submit", summary="Hand the case in for review", request=Note, responses=_CLAIM,
        parameters=STEP_OF_CASE, examples=[_READY],
    )  # fmt: skip
    def submit(self, request: Request, pk: UUID) -> Response:
        self._step(request, pk, Note, review.submit)
        return claim_answer(pk)

    @extend_schema(
        operation_id="desk_claims_approve", summary="Approve the case as handed in", request=Note, responses=_CLAIM,
        parameters=STEP_OF_CASE, examples=[_READ],
    )  # fmt: skip
    def approve(self, request: Request, pk: UUID) -> Response:
        self._step(request, pk, Note, review.approve)
        return claim_answer(pk)

    @extend_schema(
        operation_id="desk_claims_give_back", summary="Give the case back", request=RequiredNote, responses=_CLAIM,
        parameters=STEP_OF_CASE, examples=[_MEND],
    )  # fmt: skip
    def give_back(self, request: Request, pk: UUID) -> Response:
        self._step(request, pk, RequiredNote, review.give_back)
        return claim_answer(pk)

    def _step(
        self,
        request: Request,
        pk: UUID,
        form: type[StrictSerializer],
        action: Callable[..., Any],
        *,
        as_a_whole: bool = True,
    ) -> Any:
        """``as_a_whole``: what is decided is the case with its parts; not where its words leave the record anyway."""
        parameters.read(request, ())
        locked(request, pk, as_a_whole=as_a_whole)
        given = form(data=request.data)
        given.is_valid(raise_exception=True)
        return action(by=request.user, claim_id=pk, **given.validated_data)
