"""The feed of changes: all that readers were told, in its order, so that a mirror that follows it stays exact."""

from typing import Any

from django.db.models import F
from django.http import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from claims.api import documents, parameters, schema
from claims.api.paging import address
from claims.api.parameters import DEFAULT_ROWS, Parameter
from claims.api.public.base import PublicView, answer
from claims.api.refusals import Refused
from claims.dossier.addresses import claim_address
from claims.dossier.content import instant_text
from claims.models import Announcement
from claims.vocabulary import AnnouncementKind, RevisionKind

SINCE = Parameter(
    "since",
    "Only what comes after this event; 0 or nothing for all of it.",
    parameters.number(0, 2**63 - 1),
    {"type": "integer", "minimum": 0, "default": 0},
)
PARAMETERS = (SINCE, parameters.LIMIT)
COLUMNS = {
    "position": F("revision__position"),
    "revised": F("revision__number"),
    "note": F("revision__note"),
    "hash": F("revision__hash"),
    "reason": F("revision__redaction__reason"),
    "slug": F("claim__publication__slug"),
    "hides_revisions": F("claim__publication__hides_revisions"),
    "target_slug": F("merged_into__publication__slug"),
}


class ChangeList(PublicView):
    refusals = (400,)

    @extend_schema(
        operation_id="changes_list",
        summary="Publications, corrections, withdrawals, merges and redactions in their order",
        description=(
            "Events have no gaps and never change. Ask again with the `since` of the last answer. For each event, ask for "
            "the claim by its id: the dossier, 308 where it was merged, 410 where it was withdrawn or redacted."
        ),
        parameters=[parameter.described() for parameter in PARAMETERS],
        responses={200: schema.document(documents.ChangePage), 304: schema.NOT_MODIFIED},
    )
    def get(self, request: Request) -> HttpResponseBase:
        values = parameters.read(request, PARAMETERS)
        since, limit = values.get("since", 0), values.get("limit", DEFAULT_ROWS)
        rows = Announcement.objects.filter(number__gt=since).order_by("number")
        columns = ("number", "kind", "at", "claim_id", "merged_into_id")
        found = list(rows.values(*columns, **COLUMNS)[: limit + 1])
        if not found:
            _require_told(since)
        shown = [_change(row) for row in found[:limit]]
        last = shown[-1].event if shown else since
        query = {"since": str(last)} | {
            name: str(text) for name, text in request.query_params.items() if name == "limit"
        }
        following = address(request, query) if len(found) > limit else None
        page = documents.ChangePage(next=following, since=last, results=shown)
        return answer(request, page.model_dump(mode="json"), longest=10)


def _require_told(since: int) -> None:
    """Raise Refused for a place beyond the end: whoever waits there, after the site came back from a backup, misses events."""
    last = Announcement.objects.order_by("-number").values_list("number", flat=True).first() or 0
    if since > last:
        message = f"The last event is {last}. Make the mirror anew, from 0: events were taken back."
        raise Refused("invalid-parameter", message, [{"parameter": "since", "message": message}])


def _change(row: dict[str, Any]) -> documents.Change:
    is_revision = row["kind"] in RevisionKind.values
    return documents.Change(
        event=row["number"],
        kind=row["kind"],
        position=row["position"] if is_revision else None,
        number=row["revised"],
        note=_note(row),
        published_at=instant_text(row["at"]),
        hash=row["hash"] if is_revision else None,
        claim=_claim(row["claim_id"], row["slug"]),
        merged_into=_claim(row["merged_into_id"], row["target_slug"]) if row["merged_into_id"] else None,
    )


def _note(row: dict[str, Any]) -> str:
    """Of a claim whose revisions are hidden only the withdrawal keeps its note."""
    if row["kind"] == AnnouncementKind.REDACTION:
        return str(row["reason"])
    is_hidden = row["hides_revisions"] and row["kind"] != RevisionKind.WITHDRAWAL
    is_of_another = row["kind"] in (AnnouncementKind.MERGE, AnnouncementKind.SEPARATION)
    return "" if is_hidden or is_of_another else row["note"]


def _claim(claim: Any, slug: str) -> documents.ChangedClaim:
    return documents.ChangedClaim(id=str(claim), slug=slug, url=claim_address(slug))
