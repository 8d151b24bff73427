"""Parts of cases over all cases: what the lists of points, responses, events and assessments have in common."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpResponseBase
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from pydantic import BaseModel
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api import parameters, schema
from claims.api.paging import Keyset
from claims.api.parameters import Parameter
from claims.api.public import published, sparse
from claims.api.public.base import PublicView, respond, validity_of_lists
from claims.api.public.collection import Collection, Json, both_ways, instant, whole
from claims.dossier.addresses import claim_address
from claims.models import Publication
from claims.models.listing import related
from claims.models.published_parts import when

CLAIM = Parameter("claim", "It belongs to this claim.", parameters.slug_or_id, parameters.KEY)
TOPIC = Parameter("topic", "Its claim belongs to this topic.", parameters.slug_or_id, parameters.KEY)
LANGUAGE = Parameter("language", "Its case is written in this language.", parameters.language)
UPDATED = (
    Parameter("updated_from", "Its claim was published then or later.", parameters.start, parameters.TIME),
    Parameter("updated_until", "Its claim was published by then.", parameters.end, parameters.TIME),
)
MADE = (
    Parameter("made_from", "It was made then or later, for certain.", parameters.start, parameters.TIME),
    Parameter("made_until", "It had been made by then, for certain.", parameters.end, parameters.TIME),
)
OWN_LANGUAGE = Parameter("own_language", "It is itself in this language, whatever its case is in.", parameters.language)
OF_ALL = (CLAIM, TOPIC, LANGUAGE, *UPDATED)

_BY_UPDATE = ("publication__published_at", "publication_id", "place")
_READERS = (instant, parameters.identifier, whole)
_RANGES = {
    "made_from": "made_start__gte",
    "made_until": "made_end__lte",
    "updated_from": "publication__published_at__gte",
    "updated_until": "publication__published_at__lte",
    "language": "publication__language",
    "own_language": "card__language",
}


class PartList(Collection):
    """The parts of the case published last come first, in the order of the case."""

    model: ClassVar[Any]
    orders = {
        "-updated": Keyset.of_values(_BY_UPDATE, _READERS, against=frozenset({"place"})),
        "updated": Keyset.of_values(_BY_UPDATE, _READERS, is_descending=False),
        **both_ways("made", ("made", "id"), (instant, parameters.identifier)),
    }

    def conditions(self, values: Json) -> list[Any]:
        """Of the filters that this kind of part alone has."""
        return []

    def rows(self, values: Json, now: datetime) -> QuerySet[Any]:
        public = Q(publication__is_withdrawn=False, publication__is_redacted=False, publication__merged_into_slug="")
        found = self.model.objects.filter(public, related(values), *self.conditions(values))
        for name, lookup in _RANGES.items():
            if name in values:
                found = found.filter(**{lookup: values[name]})
        return columns(found.annotate(made=when()))

    def shown(self, rows: list[Any], values: Json) -> list[Json]:
        return [shown(row) for row in rows]


def columns(rows: Any) -> QuerySet[Any]:
    of_claim = {"claim_slug": F("publication__slug"), "claim_title": F("publication__title")}
    names = [name for name in ("made",) if name in rows.query.annotations]
    found: QuerySet[Any] = rows.values(
        "id", "place", "card", "publication_id", "publication__published_at", *names, **of_claim
    )
    return found


def shown(row: Json) -> Json:
    """A row of the list, or the one of the detail: the card with the claim that it belongs to."""
    slug = row["claim_slug"]
    claim = {
        "id": str(row["publication_id"]),
        "slug": slug,
        "title": row["claim_title"],
        "url": claim_address(slug),
        "api_url": api_address(slug),
    }
    return {"id": str(row["id"]), "claim": claim, **row["card"]}


def api_address(slug: str) -> str:
    return f"{settings.SITE_URL}/api/v1/claims/{slug}/"


class PartDetail(PublicView):
    refusals = (400, 404, 410)
    model: ClassVar[Any]
    form: ClassVar[type[BaseModel]]

    def get(self, request: Request, key: UUID) -> HttpResponseBase:
        values = parameters.read(request, (sparse.parameter(self.form),))
        now = timezone.now()
        publication = (
            Publication.objects.filter(**{f"{self.relation()}__pk": key})
            .select_related("revision")
            .only("slug", "is_withdrawn", "merged_into_slug", "revision__note", "revision__published_at")
            .first()
        )
        if publication is None:
            raise Http404
        if publication.merged_into_slug:
            return moved(api_address(publication.merged_into_slug))
        if publication.is_withdrawn:
            raise published.withdrawn(publication.revision)
        return respond(request, validity_of_lists(now), now, lambda: self.document(key, values))

    @classmethod
    def relation(cls) -> str:
        return str(cls.model._meta.get_field("publication").remote_field.related_name)

    def document(self, key: UUID, values: Json) -> Json:
        row = columns(self.model.objects.filter(pk=key)).first()
        if row is None:  # published anew without it, in between
            raise Http404
        document: Json = sparse.sparse(shown(row), values.get("fields"))
        return document


def moved(location: Any) -> Response:
    return Response(status=308, headers={"Location": location, "Cache-Control": "public, max-age=60"})


def described(name: str, summary: str) -> Any:
    def decorate(view: type[PartDetail]) -> type[PartDetail]:
        operation = extend_schema(
            operation_id=name,
            summary=summary,
            description=(
                "Of a claim that was withdrawn it answers 410 with the reason; of one that was merged into another, "
                "308 to that claim. A part that the current revision no longer has is not found."
            ),
            parameters=[sparse.parameter(view.form).described()],
            responses={
                200: schema.document_or_sparse(view.form),
                304: schema.NOT_MODIFIED,
                308: schema.MOVED,
            },
        )
        return extend_schema_view(get=operation)(view)

    return decorate
