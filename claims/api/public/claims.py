"""Published claims: the list, and the dossier of one."""

from datetime import datetime
from typing import Any

from django.http import HttpResponseBase
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from claims.api import documents, parameters, schema
from claims.api.paging import Keyset
from claims.api.public import published
from claims.api.public.base import PublicView, answer
from claims.api.public.filters import FILTERS, Listing
from claims.dossier.addresses import claim_address
from claims.dossier.content import instant_text
from claims.dossier.known import as_of
from claims.dossier.schema import Dossier
from claims.standing import standing_of, standing_steps, with_standing
from claims.vocabulary import Axis

PARAMETERS = (*FILTERS, parameters.LIMIT, parameters.CURSOR)


def instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment with its zone")
    return moment


NEWEST_FIRST = Keyset.of_values(("published_at", "claim_id"), (instant, parameters.identifier))


class ClaimList(PublicView):
    refusals = (400,)

    @extend_schema(
        operation_id="claims_list",
        summary="Published claims, the most recently published first",
        description=(
            "`standing` is that of now, or as known by `as_of`. Claims that had not been made by `as_of` are left out, "
            "unless `standing=not_yet_made` asks for them. Withdrawn and merged claims are not listed."
        ),
        parameters=[parameter.described() for parameter in PARAMETERS],
        responses={200: schema.document(documents.ClaimPage)},
    )
    def get(self, request: Request) -> HttpResponseBase:
        values = parameters.read(request, PARAMETERS)
        asked = values.get("as_of")
        now = timezone.now()
        listing = Listing(asked.at, Axis.AS_OF) if asked else Listing(now, Axis.NOW)
        page = NEWEST_FIRST.page(request, listing.rows(values), values)
        ends = [row["period"].upper for row in page.rows if row["period"].upper] if not asked else []
        listed = documents.ClaimPage(
            next=page.next, previous=page.previous, results=[_listed(row) for row in page.rows]
        )
        document = listed.model_dump(mode="json")
        for shown, row in zip(document["results"], page.rows, strict=True):
            shown["made_at"] = row["made_at"]  # a TIME leaves out what is not known
        # Deadlines move claims into a list of one standing, or out of it, that are not on this page.
        longest = 0 if "standing" in values and not asked else 60
        expires_in = (min(ends) - now).total_seconds() if ends else None
        return answer(request, document, longest=longest, expires_in=expires_in)


def _listed(row: dict[str, Any]) -> documents.ListedClaim:
    claimant = row["claimant"]
    return documents.ListedClaim(
        id=str(row["claim_id"]),
        slug=row["slug"],
        url=claim_address(row["slug"]),
        title=row["title"],
        language=row["language"],
        claimant=claimant and documents.ListedParty(**{"slug": None, **claimant}),
        made_at=row["made_at"],
        standing=documents.ListedStanding(status=row["status"], coverage=row["coverage"]),
        revision=documents.ListedRevision(number=row["number"], published_at=instant_text(row["published_at"])),
    )


class ClaimDetail(PublicView):
    refusals = (400, 404, 410)

    @extend_schema(
        operation_id="claims_retrieve",
        summary="The dossier of a claim, by slug or id",
        description=(
            "As it stands now, or as it was known by `as_of`: later items are left out. A claim that was withdrawn "
            "answers 410 with the reason, a merged or renamed one 308."
        ),
        parameters=[parameters.AS_OF.described()],
        responses={200: schema.document(Dossier), 304: schema.NOT_MODIFIED, 308: schema.MOVED},
    )
    def get(self, request: Request, key: str) -> HttpResponseBase:
        asked = parameters.read(request, (parameters.AS_OF,)).get("as_of")
        try:
            publication = published.publication(key)
        except published.Elsewhere as elsewhere:
            return published.moved(request, key, elsewhere.slug)
        dossier = published.dossier(publication.revision)
        dossier = dossier.model_copy(update={"url": claim_address(dossier.slug)})
        now = timezone.now()
        modified, expires_in = publication.published_at, None
        if not asked:
            began, ends = _step(dossier, now)
            modified = max(modified, began) if began else modified
            expires_in = (ends - now).total_seconds() if ends else None
        shown = stamped(dossier, now, asked)
        return answer(request, shown.as_json(), last_modified=modified, expires_in=expires_in)


def stamped(dossier: Dossier, now: datetime, asked: parameters.AsOf | None) -> Dossier:
    """With its standing; as known by the moment asked for, if any."""
    if asked is None:
        return with_standing(dossier, standing_of(dossier, now=now))
    standing = standing_of(dossier, now=now, as_of=asked.at)
    return with_standing(as_of(dossier, asked.at), standing, as_of=asked.text)


def _step(dossier: Dossier, now: datetime) -> tuple[datetime | None, datetime | None]:
    """Since when, and until when, the standing is what it is now."""
    for step in standing_steps(dossier).now:
        if step.end is None or now < step.end:
            return step.start, step.end
    return None, None
