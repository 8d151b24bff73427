"""The feed of changes: every publication of the site in the order of the record, to follow it without missing one."""

from typing import Any

from django.db.models import F
from django.http import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from claims.api import documents, parameters, schema
from claims.api.paging import address
from claims.api.parameters import DEFAULT_ROWS, Parameter
from claims.api.public.base import PublicView, answer
from claims.dossier.addresses import claim_address
from claims.dossier.content import instant_text
from claims.models import Revision
from claims.vocabulary import RevisionKind

SINCE = Parameter(
    "since",
    "Only what comes after this position; 0 or nothing for the whole record.",
    parameters.number(0, 2**63 - 1),
    {"type": "integer", "minimum": 0, "default": 0},
)
PARAMETERS = (SINCE, parameters.LIMIT)


class ChangeList(PublicView):
    refusals = (400,)

    @extend_schema(
        operation_id="changes_list",
        summary="Publications, corrections and withdrawals in their order",
        description="Positions have no gaps and never change. Ask again with the `since` of the last answer.",
        parameters=[parameter.described() for parameter in PARAMETERS],
        responses={200: schema.document(documents.ChangePage), 304: schema.NOT_MODIFIED},
    )
    def get(self, request: Request) -> HttpResponseBase:
        values = parameters.read(request, PARAMETERS)
        since, limit = values.get("since", 0), values.get("limit", DEFAULT_ROWS)
        columns = ("position", "kind", "number", "note", "published_at", "hash", "claim_id")
        of_publication = {name: F(f"claim__publication__{name}") for name in ("slug", "hides_revisions")}
        rows = Revision.objects.filter(position__gt=since).order_by("position").values(*columns, **of_publication)
        found = list(rows[: limit + 1])
        shown = [_change(row) for row in found[:limit]]
        last = shown[-1].position if shown else since
        query = {"since": str(last)} | {
            name: str(text) for name, text in request.query_params.items() if name == "limit"
        }
        following = address(request, query) if len(found) > limit else None
        page = documents.ChangePage(next=following, since=last, results=shown)
        return answer(request, page.model_dump(mode="json"), longest=10)


def _change(row: dict[str, Any]) -> documents.Change:
    """Of a claim whose revisions are hidden only the withdrawal keeps its note."""
    is_hidden = row["hides_revisions"] and row["kind"] != RevisionKind.WITHDRAWAL
    slug = row["slug"]
    return documents.Change(
        position=row["position"],
        kind=row["kind"],
        number=row["number"],
        note="" if is_hidden else row["note"],
        published_at=instant_text(row["published_at"]),
        hash=row["hash"],
        claim=documents.ChangedClaim(id=str(row["claim_id"]), slug=slug, url=claim_address(slug)),
    )
