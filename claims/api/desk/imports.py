"""Importing claims that others published: a file is brought, a job imports it, its report can be read."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions import import_runs
from claims.api import parameters
from claims.api.bodies import ObjectParser
from claims.api.choices import ChoiceField
from claims.api.desk import access
from claims.api.desk.base import DeskViewSet
from claims.api.desk.examples import example
from claims.api.desk.keys import IDEMPOTENCY_KEY
from claims.api.desk.serializers import StrictSerializer, page_of
from claims.api.forms import FormParser
from claims.api.paging import Keyset
from claims.api.problems import ProblemsInJSON
from claims.api.public.collection import instant
from claims.models import ImportRun
from claims.vocabulary import ImportFormat, TokenScope

LATEST_FIRST = Keyset(
    ("brought_at", "pk"),
    (instant, parameters.identifier),
    is_descending=True,
    key=lambda run: (run.brought_at, run.pk),
)


class BroughtFile(StrictSerializer):
    """A file as multipart/form-data, or in JSON its text as `content`."""

    format = ChoiceField(ImportFormat.choices, help_text="What kind of file it is.")
    file = serializers.FileField(
        required=False, allow_empty_file=True, help_text="In multipart/form-data. May be gzip."
    )
    content = serializers.CharField(
        required=False, trim_whitespace=False, help_text="In JSON: the text of the file, at most 2 MB of body."
    )
    file_name = serializers.CharField(
        required=False, max_length=255, help_text="How the report calls it; needed with `content`."
    )
    dry_run = serializers.BooleanField(default=False, help_text="Read and check everything, store nothing.")
    publish = serializers.BooleanField(
        default=False, help_text="Publish each claim, recorded as unreviewed. Needs the role publisher."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("file" in attrs) == ("content" in attrs):
            raise serializers.ValidationError({"file": "Give either a file or its content."})
        if "content" in attrs and not attrs.get("file_name"):
            raise serializers.ValidationError({"file_name": "Say how the report calls the file."})
        return attrs


class ClaimImport(serializers.ModelSerializer[ImportRun]):
    """An import and what became of its rows: they add up to `rows` once it is done."""

    by = serializers.CharField(source="by.username", read_only=True)
    dry_run = serializers.BooleanField(source="is_trial", read_only=True)
    publish = serializers.BooleanField(source="is_publishing", read_only=True)
    counts = serializers.DictField(child=serializers.IntegerField(), read_only=True)
    report = serializers.SerializerMethodField(help_text="Address of the report, once there is one.")

    class Meta:
        model = ImportRun
        fields = [
            "id", "format", "file_name", "size", "by", "dry_run", "publish", "state", "counts", "reason", "brought_at",
            "ended_at", "report",
        ]  # fmt: skip
        read_only_fields = fields

    def get_report(self, run: ImportRun) -> str | None:
        if not import_runs.has_report(run):
            return None
        return settings.SITE_URL + reverse("desk-claim-imports-report", kwargs={"pk": run.pk})


class ReportRenderer(BaseRenderer):
    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None) -> Any:
        return data


_REVIEW = (
    '{"@type": "ClaimReview", "url": "https://checker.example.org/bank-data", "claimReviewed": "Facebook asked banks.", '
    '"author": {"name": "Checker"}, "reviewRating": {"alternateName": "Mostly false"}}'
)


class ClaimImports(DeskViewSet):
    parser_classes = [ObjectParser, FormParser]
    refusals = {"POST": (400,), "GET": (400,)}

    @extend_schema(
        operation_id="desk_claim_imports_list",
        summary="Imports: list, the latest first",
        responses={200: page_of(ClaimImport, "ClaimImport")},
        parameters=[parameters.LIMIT.described(), parameters.CURSOR.described()],
        filters=False,
    )
    def list(self, request: Request) -> Response:
        values = parameters.read(request, (parameters.LIMIT, parameters.CURSOR))
        import_runs.require(request.user)
        page = LATEST_FIRST.page(request, ImportRun.objects.select_related("by"), values)
        results = ClaimImport(page.rows, many=True).data
        return Response({"next": page.next, "previous": page.previous, "results": results})

    @extend_schema(
        operation_id="desk_claim_imports_create",
        summary="Import claims from a file, as drafts",
        request={"multipart/form-data": BroughtFile, "application/json": BroughtFile},
        responses={202: ClaimImport},
        parameters=[IDEMPOTENCY_KEY],
        examples=[
            example("A file", {"format": "claimreview", "file": "…", "dry_run": True}, FormParser.media_type),
            example("A text", {"format": "claimreview", "file_name": "reviews.json", "content": _REVIEW}),
        ],
    )
    def create(self, request: Request) -> Response:
        parameters.read(request, ())
        import_runs.require(request.user)
        form = BroughtFile(data=request.data)
        form.is_valid(raise_exception=True)
        given = form.validated_data
        if given["publish"]:
            access.require_scope(request, TokenScope.PUBLISH)
        file = given.get("file")
        content = given["content"].encode("utf-8") if file is None else b""
        run = import_runs.bring(
            by=request.user,
            file_format=given["format"],
            file_name=given.get("file_name") or file.name,
            content=[content] if file is None else file.chunks(),
            size=len(content) if file is None else file.size,
            is_trial=given["dry_run"],
            is_publishing=given["publish"],
        )
        location = reverse("desk-claim-imports-detail", kwargs={"pk": run.pk})
        return Response(ClaimImport(run).data, status=202, headers={"Location": location})

    @extend_schema(
        operation_id="desk_claim_imports_retrieve",
        summary="How far an import is, and what became of its rows",
        responses={200: ClaimImport},
    )
    def retrieve(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        import_runs.require(request.user)
        return Response(ClaimImport(get_object_or_404(ImportRun.objects.select_related("by"), pk=pk)).data)


class ClaimImportAgain(DeskViewSet):
    refusals = {"POST": (400,)}

    @extend_schema(
        operation_id="desk_claim_imports_again",
        summary="Start an import once more: after it was stopped it goes on, after it ended it finds what is new",
        request=None,
        responses={202: ClaimImport},
        parameters=[IDEMPOTENCY_KEY],
    )
    def again(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        run = get_object_or_404(ImportRun, pk=pk)
        if run.is_publishing:
            access.require_scope(request, TokenScope.PUBLISH)
        return Response(ClaimImport(import_runs.again(by=request.user, run_id=run.pk)).data, status=202)


class ClaimImportReport(ProblemsInJSON, DeskViewSet):
    renderer_classes = [ReportRenderer, JSONRenderer]
    refusals = {"GET": (400,)}

    @extend_schema(
        operation_id="desk_claim_imports_report",
        summary="What became of each row, as CSV: file, row, external id, outcome, field, reason, claim",
        responses={(200, "text/csv"): OpenApiResponse(OpenApiTypes.STR, description="")},
    )
    def report(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        import_runs.require(request.user)
        run = get_object_or_404(ImportRun, pk=pk)
        if not import_runs.has_report(run):
            raise Http404
        return Response(import_runs.report_of(run).read_bytes(), content_type="text/csv; charset=utf-8")
