"""What the page of a case shows beside its form: the standing as of this minute, who answers which point, what to look at."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from claims import rules, wording
from claims.actions import publishing
from claims.actions.warnings import warnings
from claims.admin import barring
from claims.dossier.advice import Advice
from claims.dossier.build import build
from claims.dossier.content import content_bytes
from claims.dossier.schema import Dossier, Response
from claims.models import Claim, Publication, Submission
from claims.standing import ClaimStanding, standing_of
from claims.vocabulary import Directness, Stage, StanceWord
from claims.wording.lists import moment_in_words


@dataclass(frozen=True)
class Mark:
    """What one response says to one point."""

    stance: str
    label: str
    is_general: bool
    hedges: str
    words: str
    url: str


@dataclass(frozen=True)
class Row:
    """A point: its standing in words, and a mark, or None, for each response."""

    order: int
    text: str
    url: str
    standing: str
    marks: list[Mark | None]


@dataclass(frozen=True)
class Answer:
    """A response as the head of a column and as an entry of the list."""

    order: int
    party: str
    made_at: str
    url: str
    passages: list[str]


@dataclass(frozen=True)
class Link:
    """A part of the case that is edited on a page of its own."""

    label: str
    url: str


@dataclass(frozen=True)
class Overview:
    headline: str
    sentence: str
    coverage: str
    limit: str
    rows: list[Row]
    answers: list[Answer]
    citations: list[Link]
    events: list[Link]
    assessments: list[Link]
    advice: list[Advice]
    lacks: list[str]
    """Why it cannot be published yet."""


@dataclass(frozen=True)
class Status:
    """Where the case is on its way to readers, and what the user may do next."""

    stage: str
    stage_label: str
    number: int | None
    is_pending: bool
    is_withdrawn: bool
    public_url: str
    submission: Submission | None
    acts: list[str] = field(default_factory=list)
    barred: list[str] = field(default_factory=list)
    """Why the user may not take a step that is next."""


def overview_of(dossier: Dossier, *, with_advice: bool = True) -> Overview:
    """Advice takes three queries; the rest takes none."""
    standing = standing_of(dossier, now=timezone.now())
    names = {party.id: party.short_name or party.name for party in dossier.parties}
    status = standing.status.value
    return Overview(
        headline=wording.headline(status, standing.tally, names),
        sentence=wording.sentence(status, standing.tally, names),
        coverage=wording.coverage_sentence(standing.coverage),
        limit=wording.limit_line(),
        rows=_rows(dossier, standing, names),
        answers=[_answer(response, names) for response in dossier.responses],
        citations=_citations(dossier),
        events=[
            Link(f"{moment_in_words(event.at) or '–'}: {event.text}", _url("event", event.id))
            for event in dossier.events
        ],
        assessments=[Link(each.label, _url("assessment", each.id)) for each in dossier.assessments],
        advice=warnings(dossier) if with_advice else [],
        lacks=list(publishing.lacking(dossier).values()) if with_advice else [],
    )


def status_of(claim: Claim, dossier: Dossier, user: Any) -> Status:
    """The published state is compared with the dossier as it is now."""
    published = Publication.objects.filter(claim=claim).select_related("revision__document").first()
    submission = Submission.objects.filter(claim=claim).select_related("submitted_by", "decided_by").first()
    content = getattr(getattr(published and published.revision, "document", None), "content", None)
    is_pending = content is None or bytes(content) != content_bytes(dossier)
    is_withdrawn = claim.stage == Stage.WITHDRAWN
    acts, barred = barring.parted(user, claim, list(acts_of(claim, user, is_pending, published is not None)))
    return Status(
        stage=claim.stage,
        stage_label=str(claim.get_stage_display()),
        number=published.revision.number if published else None,
        is_pending=is_pending and not is_withdrawn,
        is_withdrawn=is_withdrawn,
        public_url=reverse("claim-detail", args=[published.slug]) if published else "",
        submission=submission,
        acts=acts,
        barred=barred,
    )


def acts_of(claim: Claim, user: Any, is_pending: bool, is_published: bool) -> Any:
    if is_published and rules.may_redact(user, claim):
        yield "redact"
    if claim.stage == Stage.WITHDRAWN:
        return
    if is_pending and claim.stage != Stage.IN_REVIEW and rules.may_submit(user, claim):
        yield "submit"
    if claim.stage == Stage.IN_REVIEW and rules.may_approve(user, claim):
        yield from ("approve", "give-back")
    if is_pending and rules.may_publish(user, claim):
        yield "publish"
    if is_published and rules.may_withdraw(user, claim):
        yield "withdraw"


def _url(model: str, pk: str | UUID) -> str:
    return reverse(f"admin:claims_{model}_change", args=[pk])


def _rows(dossier: Dossier, standing: ClaimStanding, names: dict[str, str]) -> list[Row]:
    marks = {
        (stance.point, response.id): _mark(stance) for response in dossier.responses for stance in response.stances
    }
    return [
        Row(
            order=point.order,
            text=point.text,
            url=_url("point", point.id),
            standing=wording.point_headline(standing.point(point.id), standing.tally, names),
            marks=[marks.get((point.id, response.id)) for response in dossier.responses],
        )
        for point in dossier.points
    ]


def _mark(stance: Any) -> Mark:
    return Mark(
        stance=stance.stance,
        label=str(StanceWord(stance.stance).label),
        is_general=stance.directness == Directness.GENERAL,
        hedges=", ".join(hedge.words for hedge in stance.hedges),
        words=stance.words or "",
        url=_url("stance", stance.id),
    )


def _answer(response: Response, names: dict[str, str]) -> Answer:
    return Answer(
        order=response.order,
        party=names[response.party],
        made_at=moment_in_words(response.made_at),
        url=_url("response", response.id),
        passages=[passage.text for passage in response.passages],
    )


def _citations(dossier: Dossier) -> list[Link]:
    titles = {source.id: source.title for source in dossier.sources}
    return [
        Link(
            label=" · ".join(
                text
                for text in (
                    titles[each.source],
                    each.locator,
                    each.quote and each.quote.exact and each.quote.exact[:80],
                )
                if text
            ),
            url=_url("citation", each.id),
        )
        for each in dossier.citations
    ]


def of_claim(claim: Claim, user: Any) -> dict[str, Any]:
    """For the template of the page."""
    dossier = build(claim.pk)
    return {"overview": overview_of(dossier), "status": status_of(claim, dossier, user)}
