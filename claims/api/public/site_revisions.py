"""Revisions of all claims, the latest first: what was published when, each with its hashes."""

from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from claims.api import listed, parameters
from claims.api.paging import Keyset
from claims.api.parameters import Parameter
from claims.api.public import collection, parts
from claims.api.public.collection import Collection, Json, whole
from claims.dossier.addresses import claim_address
from claims.dossier.content import instant_text
from claims.models import Revision, keys
from claims.vocabulary import RevisionKind

KIND = parameters.word("kind", "It is of this kind.", RevisionKind)
PUBLISHED = (
    Parameter("published_from", "It was published then or later.", parameters.start, parameters.TIME),
    Parameter("published_until", "It was published by then.", parameters.end, parameters.TIME),
)
_LOOKUPS = {"kind": "kind", "published_from": "published_at__gte", "published_until": "published_at__lte"}


@collection.described(
    "revisions_of_the_site",
    "Revisions of all claims",
    "To follow what is published without missing any, ask `changes/` instead: it goes forward.",
)
class SiteRevisionList(Collection):
    form, page = listed.ListedSiteRevision, listed.SiteRevisionPage
    filters = (parts.CLAIM, KIND, *PUBLISHED)
    orders = {
        "-position": Keyset(("position",), (whole,), True, lambda row: (row["position"],)),
        "position": Keyset(("position",), (whole,), False, lambda row: (row["position"],)),
    }

    def rows(self, values: Json, now: datetime) -> QuerySet[Any]:
        found = Revision.objects.filter(
            *(Q((lookup, values[name])) for name, lookup in _LOOKUPS.items() if name in values)
        )
        if "claim" in values:
            found = found.filter(claim__in=keys.claims(values["claim"]))
        columns = (
            "position",
            "number",
            "kind",
            "note",
            "published_at",
            "content_hash",
            "hash",
            "previous_hash",
            "claim_id",
        )
        of_publication = {name: F(f"claim__publication__{name}") for name in ("slug", "hides_revisions")}
        rows: QuerySet[Any] = found.values(*columns, **of_publication)
        return rows

    def shown(self, rows: list[Any], values: Json) -> list[Json]:
        return [_shown(row) for row in rows]


def _shown(row: Json) -> Json:
    """Of a claim whose revisions are hidden only the withdrawal keeps its note."""
    slug, previous = row["slug"], row["previous_hash"]
    is_hidden = row["hides_revisions"] and row["kind"] != RevisionKind.WITHDRAWAL
    document = {
        "position": row["position"],
        "claim": {"id": str(row["claim_id"]), "slug": slug, "url": claim_address(slug)},
        "number": row["number"],
        "kind": row["kind"],
        "note": "" if is_hidden else row["note"],
        "published_at": instant_text(row["published_at"]),
        "content_hash": row["content_hash"],
        "hash": row["hash"],
        "api_url": f"{parts.api_address(slug)}revisions/{row['number']}/",
    }
    return document | {"previous_hash": previous} if previous else document
