"""A party in figures. Each counts rows of published claims, and the same rows can be had as lists and dossiers."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponseBase
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from pydantic import BaseModel, Field, create_model
from rest_framework.request import Request

from claims.api import parameters, schema
from claims.api.public.base import PublicView, respond, validity_of_lists
from claims.api.public.parties import OfParties
from claims.api.public.parts import moved
from claims.models import keys
from claims.models.party_figures import PARTS, PartyFigures, figures_of


def _counts(name: str, doc: str, **members: str) -> type[BaseModel]:
    """A form of whole numbers, each described."""
    fields: dict[str, Any] = {word: (int, Field(ge=0, description=text)) for word, text in members.items()}
    return create_model(name, __doc__=doc, **fields)


ClaimCounts = _counts(
    "PartyClaimCounts",
    "Claims by the strongest part the party has in them: each is counted once.",
    about="it is a subject, and not the claimant",
    made="it is the claimant",
    named="it has any other part",
)
AnswerCounts = _counts(
    "PartyAnswerCounts",
    "Points by what the answers of the party to them come to, as of now. The last four are those of its own claims.",
    denies="its position is a denial",
    qualifies="its position is a different account",
    confirms="its position is a confirmation",
    declines="no comment, and no position",
    general="a general answer, such as a sweeping denial, may cover it; not counted",
    none="about the party, and no word of it on the point is on record",
    stands_by="as the claimant it stands by it, and nothing more",
    corrects="as the claimant it corrected it",
    retracts="as the claimant it retracted it",
    disowns="as the claimant it disowned it",
)
BecameCounts = _counts(
    "PartyBecameCounts",
    "What is on record after its denials. Several may hold of one denial; `nothing` stands alone.",
    nothing="nothing of what follows",
    spoke_again="it spoke of the point again and gave no different account",
    different_account="it gave a different account or confirmed the point later, and did not withdraw that",
    withdrawn="it withdrew every response in which it denied the point",
    taken_back="the claimant corrected, retracted or disowned the point later",
    stood_by="the claimant stood by it later, and did not take it back",
    assessed="somebody else than the party, the claimant and this desk assessed the point later",
)
RequestCounts = _counts(
    "PartyRequestCounts",
    "Requests for comment to the party that are on record here.",
    to_answer="could have been answered by now: answered, declined, elsewhere and no_response together",
    answered="answered",
    declined="declined",
    elsewhere="the deadline passed; the party spoke about the claim, not to the request",
    no_response="the deadline passed without a word about the claim",
    awaiting="the deadline is running, or there is none that can be placed in time",
    undeliverable="could not be delivered",
    withdrawn="withdrawn by the desk",
)


class TimeToAnswer(BaseModel):
    """From the day of a request to the day of its answer, in calendar days; the same day is 0."""

    median_days: float | None = Field(description="null where no answer has both days known")
    answers: int = Field(ge=0, description="how many answers have both days known")


class PartyFiguresDocument(BaseModel):
    """What is on record here, counted as of now. It is not a finding of who was right.

    Merged parties count as one. Withdrawn claims, and those merged into others, count nowhere.
    """

    party: str = Field(description="slug")
    url: str = Field(description="the page of the party", json_schema_extra={"format": "uri"})
    claims: ClaimCounts  # type: ignore[valid-type]  # made at run time
    responses: int = Field(
        ge=0, description="answers of the party on record, without entries that were replaced as mistakes"
    )
    points: AnswerCounts  # type: ignore[valid-type]
    denials: int = Field(ge=0, description="points that it ever denied expressly, each once")
    became: BecameCounts  # type: ignore[valid-type]
    requests: RequestCounts  # type: ignore[valid-type]
    time_to_answer: TimeToAnswer


def document(slug: str, figures: PartyFigures) -> dict[str, Any]:
    return {
        "party": slug,
        "url": f"{settings.SITE_URL}/parties/{slug}/",
        "claims": {part: figures.claims[part] for part in PARTS},
        "responses": figures.responses,
        "points": dict(figures.answers),
        "denials": figures.denials,
        "became": dict(figures.became),
        "requests": {"to_answer": figures.to_answer, **figures.requests},
        "time_to_answer": {"median_days": figures.median_days, "answers": figures.timed},
    }


@extend_schema_view(
    get=extend_schema(
        operation_id="parties_figures",
        summary="A party in figures, by slug or id",
        description="What it answered, what became of its denials, and how it met requests for comment. "
        "Under an old slug, or that of a record that was merged into it, the answer is 308.",
        responses={200: PartyFiguresDocument, 304: schema.NOT_MODIFIED, 308: schema.MOVED},
    )
)
class PartyFiguresDetail(OfParties, PublicView):
    refusals = (400, 404)

    def get(self, request: Request, key: str) -> HttpResponseBase:
        parameters.read(request, ())
        now = timezone.now()
        try:
            ids = keys.parties(parameters.slug_or_id(key))
        except ValueError:
            raise Http404 from None
        found = self.newest(ids)
        if not found:
            raise Http404
        slug = found[0]["slug"]
        if key not in (slug, str(found[0]["record"])):
            return moved(request.path.replace(f"/{key}/", f"/{slug}/"))
        return respond(request, validity_of_lists(now), now, lambda: document(slug, figures_of(ids, now)))
