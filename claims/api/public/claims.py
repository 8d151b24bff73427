"""Published claims: the list, and the dossier of one."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db.models import BigIntegerField, F, QuerySet
from django.db.models.functions import Cast
from django.http import HttpResponseBase
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from claims.api import documents, parameters, schema
from claims.api.paging import Keyset
from claims.api.parameters import Parameter
from claims.api.public import claim_filters, collection, published, sparse
from claims.api.public.base import PublicView, Validity, respond
from claims.api.public.claim_filters import FILTERS
from claims.api.public.collection import Collection, Json, both_ways, instant, whole
from claims.api.refusals import Refused
from claims.dossier.addresses import claim_address
from claims.dossier.content import instant_text
from claims.dossier.known import as_of
from claims.dossier.schema import Dossier
from claims.models.facets import FACETS, facets, roles
from claims.models.highlights import highlights
from claims.models.listing import Listing
from claims.models.published_parts import when
from claims.models.searching import searched
from claims.standing import standing_of, with_standing
from claims.vocabulary import Axis

_ID = parameters.identifier
COUNTED = [*FACETS, "role"]
FACETS_ASKED = Parameter(
    "facets",
    "Count the claims of the whole list, with commas between: `standing,topic`. `role` is that of the `party`.",
    parameters.several_of(COUNTED),
    {
        "type": "array",
        "items": {"type": "string", "enum": COUNTED},
        "minItems": 1,
        "examples": [["standing", "topic"]],
    },
    is_list=True,
)


@collection.described(
    "claims_list",
    "Published claims",
    "`standing` is that of now, or as known by `as_of`. Claims that had not been made by `as_of` are left out, unless "
    "`standing=not_yet_made` asks for them. Withdrawn and merged claims are not listed. `published` orders by the first "
    "publication, `updated` by the last one, `answers` by the responses of others that are on record now. With `q`, `highlights` says where the words were found; `relevance` needs it.",
)
class ClaimList(Collection):
    form, page = documents.ListedClaim, documents.ClaimPage
    filters = (*FILTERS, FACETS_ASKED)
    orders = {
        **both_ways("updated", ("published_at", "claim_id"), (instant, _ID)),
        **both_ways("published", ("first_published_at", "claim_id"), (instant, _ID)),
        **both_ways("made", ("made", "claim_id"), (instant, _ID)),
        **both_ways("answers", ("answers", "claim_id"), (whole, _ID)),
        "relevance": Keyset.of_values(("relevance", "claim_id"), (whole, _ID)),
    }

    def check(self, values: Json) -> None:
        claim_filters.check(values)
        if values.get("order") == "relevance" and "q" not in values:
            message = "Relevance is that of words: give q too, or choose another order."
            raise Refused("invalid-parameter", message, [{"parameter": "order", "message": message}])
        if "role" in values.get("facets", ()) and "party" not in values:
            message = "Roles are those of one party: give party too, or leave “role” out."
            raise Refused("invalid-parameter", message, [{"parameter": "facets", "message": message}])

    def rows(self, values: Json, now: datetime) -> QuerySet[Any]:
        found = _listing(values, now).publications(values).annotate(made=when())
        if values.get("order") == "relevance":
            found = found.annotate(relevance=_relevance(values["q"]))
        rows: QuerySet[Any] = found.values(
            *("claim_id", "slug", "title", "language", "published_at", "first_published_at", "made", "answers"),
            *[name for name in ("relevance",) if name in found.query.annotations],
            number=F("revision__number"),
            claimant=F("card__claimant"),
            made_at=F("card__made_at"),
            status=F("step__status"),
            coverage=F("step__coverage"),
        )
        return rows

    def shown(self, rows: list[Any], values: Json) -> list[Json]:
        listed = [_listed(row) for row in rows]
        fields = values.get("fields")
        if "q" in values and (not fields or "highlights" in fields):
            found = highlights([row["claim_id"] for row in rows], values["q"])
            for shown, row in zip(listed, rows, strict=True):
                shown["highlights"] = [asdict(highlight) for highlight in found[row["claim_id"]]]
        return listed

    def more(self, values: Json, now: datetime) -> Json:
        if "facets" not in values:
            return {}
        names = values["facets"]
        counted = facets(_listing(values, now).publications(values), [name for name in names if name in FACETS])
        found = dict(counted.values)
        if "role" in names:
            found["role"] = roles(counted.claims, values["party"])
        by = {
            name: {"values": [asdict(each) for each in found[name]], "has_more": counted.has_more.get(name, False)}
            for name in names
        }
        return {"facets": {"counted": counted.counted, "is_capped": counted.is_capped, "by": by}}


def _listing(values: Json, now: datetime) -> Listing:
    asked = values.get("as_of")
    return Listing(asked.at, Axis.AS_OF) if asked else Listing(now)


def _relevance(words: str) -> Any:
    """A whole number, which a cursor can name exactly."""
    return Cast(SearchRank(F("search"), searched(words)) * 1_000_000, BigIntegerField())


def _listed(row: Json) -> Json:
    claimant = row["claimant"]
    listed = documents.ListedClaim(
        id=str(row["claim_id"]),
        slug=row["slug"],
        url=claim_address(row["slug"]),
        title=row["title"],
        language=row["language"],
        claimant=claimant and documents.ListedParty(**{"slug": None, **claimant}),
        made_at=row["made_at"],
        standing=documents.ListedStanding(status=row["status"], coverage=row["coverage"]),
        revision=documents.ListedRevision(number=row["number"], published_at=instant_text(row["published_at"])),
    ).model_dump(mode="json", exclude={"highlights"})
    return listed | {"made_at": row["made_at"]}  # a TIME leaves out what is not known


class ClaimDetail(PublicView):
    refusals = (400, 404, 410)
    FIELDS = sparse.parameter(Dossier)

    @extend_schema(
        operation_id="claims_retrieve",
        summary="The dossier of a claim, by slug or id",
        description=(
            "As it stands now, or as it was known by `as_of`: later items are left out. A claim that was withdrawn "
            "answers 410 with the reason, a merged or renamed one 308."
        ),
        parameters=[parameters.AS_OF.described(), FIELDS.described()],
        responses={200: schema.document_or_sparse(Dossier), 304: schema.NOT_MODIFIED, 308: schema.MOVED},
    )
    def get(self, request: Request, key: str) -> HttpResponseBase:
        values = parameters.read(request, (parameters.AS_OF, self.FIELDS))
        asked, now = values.get("as_of"), timezone.now()
        try:
            publication = published.publication(key, at=now)
        except published.Elsewhere as elsewhere:
            return published.moved(request, key, elsewhere.slug)

        def build() -> Json:
            dossier = published.dossier(publication.revision)
            shown = stamped(dossier.model_copy(update={"url": claim_address(dossier.slug)}), now, asked)
            document: Json = sparse.sparse(shown.as_json(), values.get("fields"))
            return document

        published.require_document(publication.revision)
        return respond(request, _validity(publication, is_as_of=asked is not None and asked.is_over), now, build)


def _validity(publication: Any, *, is_as_of: bool) -> Validity:
    """The revision and, for now, the step of its standing."""
    revision = publication.revision
    began, ends = (None, None) if is_as_of else (publication.step_began, publication.step_ends)
    changed_at = max(filter(None, (revision.published_at, began)))
    return Validity((revision.hash, began), changed_at, ends)


def stamped(dossier: Dossier, now: datetime, asked: parameters.AsOf | None) -> Dossier:
    """With its standing; as known by the moment asked for, if any."""
    if asked is None:
        return with_standing(dossier, standing_of(dossier, now=now))
    standing = standing_of(dossier, now=now, as_of=asked.at)
    return with_standing(as_of(dossier, asked.at), standing, as_of=asked.text)
