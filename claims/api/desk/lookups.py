"""Finding what is there before something is entered twice: by name, in spite of accents and a wrong letter, or by address."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions import lookups
from claims.api import parameters
from claims.api.desk.base import DeskViewSet
from claims.api.parameters import Parameter
from claims.api.refusals import Refused

Q = Parameter("q", "What somebody typed: a name, the beginning of one, or something like it.", parameters.words)
URL = Parameter("url", "The address of a source, whatever tracking parameters it was copied with.", str)
LIMIT = Parameter(
    "limit",
    "How many at most; 10 if not given.",
    parameters.number(1, 50),
    {"type": "integer", "minimum": 1, "maximum": 50, "default": 10},
)
TITLE = Parameter("title", "A title or statement; claims that may be the same one are found.", str)
BESIDES = Parameter(
    "besides", "The id of a claim that is left out.", parameters.identifier, {"type": "string", "format": "uuid"}
)
FIND: dict[str, Callable[..., list[Any]]] = {
    "parties": lookups.parties,
    "sources": lookups.sources,
    "topics": lookups.topics,
    "claims": lookups.claims,
}


class Found(serializers.Serializer[Any]):
    """A record that may be meant."""

    id = serializers.UUIDField()
    slug = serializers.CharField()
    name = serializers.CharField(source="*", help_text="Its name or title.")

    def to_representation(self, record: Any) -> dict[str, Any]:
        return {"id": str(record.pk), "slug": record.slug, "name": str(record)}


class FoundList(serializers.Serializer[Any]):
    """Best first."""

    results = Found(many=True)


class SimilarClaim(serializers.Serializer[Any]):
    """A claim that may be the same one."""

    id = serializers.UUIDField(source="claim.pk")
    slug = serializers.CharField(source="claim.slug")
    title = serializers.CharField(source="claim.title")
    stage = serializers.CharField()
    standing = serializers.CharField(allow_blank=True, help_text="As readers see it; empty where it is not published.")
    similarity = serializers.FloatField(help_text="0 to 1.")


class SimilarClaims(serializers.Serializer[Any]):
    """The most alike first."""

    results = SimilarClaim(many=True)


class LookupViewSet(DeskViewSet):
    refusals = {"GET": (400,)}

    @extend_schema(
        operation_id="desk_lookups_parties", summary="Look up parties by name", responses={200: FoundList},
        parameters=[Q.described(), LIMIT.described()],
    )  # fmt: skip
    def parties(self, request: Request) -> Response:
        return _found(request, "parties")

    @extend_schema(
        operation_id="desk_lookups_topics", summary="Look up topics by name", responses={200: FoundList},
        parameters=[Q.described(), LIMIT.described()],
    )  # fmt: skip
    def topics(self, request: Request) -> Response:
        return _found(request, "topics")

    @extend_schema(
        operation_id="desk_lookups_claims", summary="Look up claims by title", responses={200: FoundList},
        parameters=[Q.described(), LIMIT.described()],
    )  # fmt: skip
    def claims(self, request: Request) -> Response:
        return _found(request, "claims")

    @extend_schema(
        operation_id="desk_lookups_sources", summary="Look up sources by title or address", responses={200: FoundList},
        parameters=[Q.described(), URL.described(), LIMIT.described()],
    )  # fmt: skip
    def sources(self, request: Request) -> Response:
        values = parameters.read(request, (Q, URL, LIMIT))
        if "url" not in values:
            return _found(request, "sources", URL)
        found = lookups.source_by_url(values["url"][:2000])
        return Response(FoundList({"results": [found] if found else []}).data)

    @extend_schema(
        operation_id="desk_lookups_similar", summary="Look up claims that may be the same one",
        responses={200: SimilarClaims}, parameters=[TITLE.described(), BESIDES.described()],
    )  # fmt: skip
    def similar(self, request: Request) -> Response:
        values = parameters.read(request, (TITLE, BESIDES))
        _require(values, TITLE)
        found = lookups.similar_claims(values["title"], besides=values.get("besides"))
        return Response(SimilarClaims({"results": found}).data)


def _found(request: Request, kind: str, *others: Parameter) -> Response:
    values = parameters.read(request, (Q, *others, LIMIT))
    _require(values, Q)
    return Response(FoundList({"results": FIND[kind](values["q"], values.get("limit", 10))}).data)


def _require(values: dict[str, Any], parameter: Parameter) -> None:
    if parameter.name not in values:
        message = f"Say what to look for: ?{parameter.name}=…"
        raise Refused("invalid-parameter", message, [{"parameter": parameter.name, "message": message}])
