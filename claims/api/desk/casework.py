"""Working on a case together: comments, who looks after it and until when, from when it may be published, what was handed in."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions import casework
from claims.api import parameters
from claims.api.desk import preconditions
from claims.api.desk.base import DeskViewSet
from claims.api.desk.keys import IDEMPOTENCY_KEY
from claims.api.desk.preconditions import IF_MATCH
from claims.api.desk.serializers import StrictSerializer, page_of
from claims.api.paging import Keyset
from claims.models import Assignment, Claim, Comment, Submission, User

ORDER = Keyset(("pk",), (parameters.identifier,), is_descending=False, key=lambda row: (row.pk,))


class WantedComment(StrictSerializer):
    """For colleagues, never published; @name tells somebody."""

    text = serializers.CharField(max_length=2000, trim_whitespace=False)


class ShownComment(serializers.Serializer[Any]):
    """What a colleague says about a case."""

    id = serializers.UUIDField()
    by = serializers.CharField(source="by.username")
    at = serializers.DateTimeField()
    text = serializers.CharField()
    resolved_by = serializers.CharField(source="resolved_by.username", default=None, allow_null=True)
    resolved_at = serializers.DateTimeField(allow_null=True)


class CommentViewSet(DeskViewSet):
    """Who has the word may read and answer: comments are no change of a case."""

    refusals = {"GET": (400,)}

    @extend_schema(
        operation_id="desk_comments_list", summary="Comments on a claim: list", filters=False,
        responses={200: page_of(ShownComment, "Comment")},
        parameters=[parameters.LIMIT.described(), parameters.CURSOR.described()],
    )  # fmt: skip
    def list(self, request: Request, pk: UUID) -> Response:
        values = parameters.read(request, (parameters.LIMIT, parameters.CURSOR))
        claim = get_object_or_404(Claim, pk=pk)
        page = ORDER.page(request, Comment.objects.filter(claim=claim).select_related("by", "resolved_by"), values)
        results = ShownComment(page.rows, many=True).data
        return Response({"next": page.next, "previous": page.previous, "results": results})

    @extend_schema(
        operation_id="desk_comments_create", summary="Comments on a claim: add one", request=WantedComment,
        responses={201: ShownComment}, parameters=[IDEMPOTENCY_KEY],
        examples=[OpenApiExample("To a colleague", {"text": "@ada please look at point 3."}, request_only=True)],
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        get_object_or_404(Claim, pk=pk)
        given = WantedComment(data=request.data)
        given.is_valid(raise_exception=True)
        said = casework.comment(by=request.user, claim_id=pk, text=given.validated_data["text"])
        return Response(ShownComment(said).data, status=201)

    @extend_schema(
        operation_id="desk_comments_resolve", summary="Comments: mark one as settled", request=None,
        responses={200: ShownComment}, parameters=[IDEMPOTENCY_KEY],
    )  # fmt: skip
    def resolve(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        get_object_or_404(Comment, pk=pk)
        return Response(ShownComment(casework.resolve(by=request.user, comment_id=pk)).data)

    @extend_schema(
        operation_id="desk_comments_reopen", summary="Comments: take back that one is settled", request=None,
        responses={200: ShownComment}, parameters=[IDEMPOTENCY_KEY],
    )  # fmt: skip
    def reopen(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        get_object_or_404(Comment, pk=pk)
        return Response(ShownComment(casework.reopen(by=request.user, comment_id=pk)).data)


class AssignmentShape(StrictSerializer):
    """Who looks after a case, until when it is due, from when it may be published. What is left out is taken away."""

    assignee = serializers.SlugRelatedField(
        slug_field="username", queryset=User.objects.all(), allow_null=True, required=False, help_text="A user name."
    )
    due_on = serializers.DateField(allow_null=True, required=False)
    embargo_until = serializers.DateTimeField(
        allow_null=True, required=False, help_text="Not published before this moment, by nobody."
    )


class AssignmentViewSet(DeskViewSet):
    refusals = {"GET": (400,)}

    @extend_schema(
        operation_id="desk_assignment", summary="Assignment of a claim: read", responses={200: AssignmentShape}
    )
    def retrieve(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        return _assignment(casework.assignment_of(get_object_or_404(Claim, pk=pk)))

    @extend_schema(
        operation_id="desk_assignment_change", summary="Assignment of a claim: change", request=AssignmentShape,
        responses={200: AssignmentShape}, parameters=[IF_MATCH],
        examples=[OpenApiExample("Due", {"assignee": "ada", "due_on": "2018-08-10"}, request_only=True)],
    )  # fmt: skip
    def replace(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        get_object_or_404(Claim, pk=pk)
        preconditions.if_match(request)
        claim = Claim.objects.select_for_update().get(pk=pk)
        stored = casework.assignment_of(claim)
        current = dict(AssignmentShape(stored).data)
        preconditions.require(request, [_tag(stored)], current_version=stored.version, current=current)
        given = AssignmentShape(data=request.data)
        given.is_valid(raise_exception=True)
        wanted = {"assignee": None, "due_on": None, "embargo_until": None} | given.validated_data
        return _assignment(casework.assign(by=request.user, claim_id=pk, **wanted))


def _tag(stored: Assignment) -> str:
    return f'"{stored.version}"'


def _assignment(stored: Assignment) -> Response:
    return Response(AssignmentShape(stored).data, headers={"ETag": _tag(stored)})


class ShownSubmission(serializers.Serializer[Any]):
    """A case as it was handed in, and the decision; an approval holds for exactly that content."""

    id = serializers.UUIDField()
    submitted_by = serializers.CharField(source="submitted_by.username")
    submitted_at = serializers.DateTimeField()
    note = serializers.CharField(allow_blank=True)
    content = serializers.CharField(help_text="The fingerprint of the content, as in the `ETag` of the dossier.")
    decision = serializers.CharField(allow_blank=True, help_text="`approved`, `returned`, or empty while it is open.")
    decided_by = serializers.CharField(source="decided_by.username", default=None, allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    decision_note = serializers.CharField(allow_blank=True)


class SubmissionViewSet(DeskViewSet):
    refusals = {"GET": (400,)}

    @extend_schema(
        operation_id="desk_submissions_list", summary="What was handed in of a claim, and the decisions", filters=False,
        responses={200: page_of(ShownSubmission, "Submission")},
        parameters=[parameters.LIMIT.described(), parameters.CURSOR.described()],
    )  # fmt: skip
    def list(self, request: Request, pk: UUID) -> Response:
        values = parameters.read(request, (parameters.LIMIT, parameters.CURSOR))
        claim = get_object_or_404(Claim, pk=pk)
        rows = Submission.objects.filter(claim=claim).select_related("submitted_by", "decided_by")
        page = ORDER.page(request, rows, values)
        results = ShownSubmission(page.rows, many=True).data
        return Response({"next": page.next, "previous": page.previous, "results": results})
