"""The text of a source: kept, read, searched for a quote; a quote made into a citation; a case begun from an article."""

from dataclasses import asdict
from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions import evidence, quoting
from claims.api import parameters
from claims.api.choices import ChoiceField
from claims.api.desk import preconditions
from claims.api.desk.base import DeskViewSet
from claims.api.desk.fields import MomentJSON
from claims.api.desk.keys import IDEMPOTENCY_KEY
from claims.api.desk.preconditions import IF_MATCH
from claims.api.desk.records import VIEWS
from claims.api.desk.serializers import StrictSerializer
from claims.api.desk.workflow import shown
from claims.errors import FactcheckError, InvalidRecord
from claims.models import Claim, Snapshot, Source
from claims.models.constraints import LANGUAGE_TAG
from claims.reading import anchoring
from claims.vocabulary import CitationRole, TokenScope

LONGEST_QUOTE = 20_000
CITATION = VIEWS["citations"].shown_as


class Words(StrictSerializer):
    """Words as somebody copied them; typography may differ from that of the source."""

    quote = serializers.CharField(max_length=LONGEST_QUOTE, trim_whitespace=False)


class ShownPlace(serializers.Serializer[Any]):
    """Words at their place in a snapshot: offsets count characters of its text."""

    snapshot = serializers.CharField(help_text="SHA-256 of the snapshot.")
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    exact = serializers.CharField()
    prefix = serializers.CharField(allow_blank=True)
    suffix = serializers.CharField(allow_blank=True)


class FoundWords(serializers.Serializer[Any]):
    """Where the words stand; where they do not, the passage most like them, if any."""

    places = ShownPlace(many=True)
    nearest = ShownPlace(allow_null=True)


class SourceText(StrictSerializer):
    """The text of a source."""

    text = serializers.CharField(max_length=1_000_000, trim_whitespace=False)


class WantedCitation(StrictSerializer):
    """Words of a source that the desk holds, as evidence in a case."""

    source = serializers.PrimaryKeyRelatedField(queryset=Source.objects.all())  # type: ignore[assignment]  # a member
    quote = serializers.CharField(max_length=LONGEST_QUOTE, trim_whitespace=False)
    role = ChoiceField(CitationRole.choices, required=False, help_text="`relays` or `origin` if left out.")
    voices = serializers.ListField(child=serializers.CharField(max_length=300), required=False, max_length=20)
    start = serializers.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    end = serializers.IntegerField(required=False, min_value=1, max_value=2**31 - 1)


class Article(StrictSerializer):
    """The article a case begins with."""

    text = serializers.CharField(max_length=1_000_000, trim_whitespace=False)
    language = serializers.RegexField(
        LANGUAGE_TAG, max_length=35, error_messages={"invalid": "Give a language tag such as de, en or zh-Hant."}
    )
    title = serializers.CharField(required=False, allow_blank=True, max_length=300)
    url = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    publisher = serializers.CharField(
        required=False, allow_blank=True, max_length=300, help_text="By name; made where the desk knows none."
    )
    published_at = MomentJSON(required=False)


_ARTICLE = OpenApiExample(
    "A report",
    {
        "text": "Das Wall Street Journal berichtete, Facebook habe sich bei US-Banken um Kundendaten bemüht.",
        "language": "de",
        "url": "https://news.example.org/2018/08/07/bank-data",
        "published_at": {"value": "2018-08-07T09:38+02:00", "zone": "Europe/Berlin"},
    },
    request_only=True,
)


class SourceTextViewSet(DeskViewSet):
    refusals = {"GET": (400,)}
    scopes: ClassVar[dict[str, str]] = {"find": TokenScope.READ}

    @extend_schema(operation_id="desk_source_text", summary="Text of a source: read", responses={200: SourceText})
    def retrieve(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        return _text(get_object_or_404(Source, pk=pk))

    @extend_schema(
        operation_id="desk_source_text_keep", summary="Text of a source: keep it", request=SourceText,
        responses={200: SourceText}, parameters=[IF_MATCH],
        description="As a snapshot of its own, with the hash of the text; the same text again is the same snapshot. "
        "`If-Match`: the `ETag` of this address.",
    )  # fmt: skip
    def replace(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        get_object_or_404(Source, pk=pk)
        preconditions.if_match(request)
        source = Source.objects.select_for_update().get(pk=pk)
        current = _text(source)
        preconditions.require(request, [current["ETag"]], current_version=source.version, current=current.data)
        given = SourceText(data=request.data)
        given.is_valid(raise_exception=True)
        evidence.hold(by=request.user, source=source, text=given.validated_data["text"])
        return _text(source)

    @extend_schema(
        operation_id="desk_source_find", summary="Find words in the text of a source", request=Words,
        responses={200: FoundWords}, description="Changes nothing; a token that may read is enough.",
        examples=[OpenApiExample("As it was pasted", {"quote": "das ist nicht wahr"}, request_only=True)],
    )  # fmt: skip
    def find(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        snapshot = _held(get_object_or_404(Source, pk=pk), "quote")
        given = Words(data=request.data)
        given.is_valid(raise_exception=True)
        words = given.validated_data["quote"].strip()
        places = anchoring.find(snapshot.text, words)
        nearest = None if places else anchoring.nearest(snapshot.text, words)
        near = nearest.place if nearest else None
        answer = {
            "places": [_place(snapshot, each) for each in places],
            "nearest": _place(snapshot, near) if near else None,
        }
        return Response(FoundWords(answer).data)


class QuoteViewSet(DeskViewSet):
    @extend_schema(
        operation_id="desk_claims_quotes_create", summary="Cite words of a source by themselves", request=WantedCitation,
        responses={201: CITATION}, parameters=[IDEMPOTENCY_KEY],
        description="The place, the words around it and the locator are found by the desk. Words that stand at several "
        "places need `start` and `end`. A citation of the same place with the same role and voices serves again.",
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        parameters.read(request, ())
        claim = get_object_or_404(Claim, pk=pk)
        given = WantedCitation(data=request.data)
        given.is_valid(raise_exception=True)
        wanted = given.validated_data
        snapshot = _held(wanted["source"], "source")
        try:
            quoted = quoting.quote(snapshot, wanted["quote"], wanted.get("start"), wanted.get("end"))
        except FactcheckError as refused:
            raise InvalidRecord(refused.message, {"quote": refused.message}) from refused
        citation = quoting.cite(
            by=request.user, claim=claim, quoted=quoted, voices=wanted.get("voices", []), role=wanted.get("role", "")
        )
        record = CITATION(citation).data
        headers = {"ETag": f'"{citation.version}"', "Location": reverse("desk-citations-detail", args=[citation.pk])}
        return Response(record, status=201, headers=headers)


class CaseStartViewSet(DeskViewSet):
    @extend_schema(
        operation_id="desk_cases_start", summary="Begin a case from the text of an article", request=Article,
        examples=[_ARTICLE],
        responses={201: VIEWS["claims"].shown_as}, parameters=[IDEMPOTENCY_KEY],
        description="A draft without a claim yet, whose source is the text. The same text again is the same source.",
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        parameters.read(request, ())
        given = Article(data=request.data)
        given.is_valid(raise_exception=True)
        claim = evidence.start(by=request.user, **given.validated_data)
        headers = {"ETag": f'"{claim.version}"', "Location": reverse("desk-claims-detail", args=[claim.pk])}
        return Response(shown(claim.pk), status=201, headers=headers)


def _held(source: Source, field: str) -> Snapshot:
    """The newest snapshot whose text is here."""
    snapshot = source.snapshots.exclude(text="").select_related("source").order_by("pk").last()
    if snapshot is None:
        message = "The desk holds no text of this source. Keep one first: PUT sources/<id>/text/."
        raise InvalidRecord(message, {field: message})
    return snapshot


def _text(source: Source) -> Response:
    snapshot = source.snapshots.exclude(text="").order_by("pk").last()
    shown_text = {"text": snapshot.text if snapshot else ""}
    return Response(shown_text, headers={"ETag": preconditions.tag_of_content(shown_text)})


def _place(snapshot: Snapshot, place: anchoring.Place) -> dict[str, Any]:
    return {"snapshot": snapshot.sha256, **asdict(place)}
