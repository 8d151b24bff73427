"""The whole page of a case, from its dossier and its standing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from claims import wording
from claims.dossier import schema
from claims.pages.presenting.amendments import Amendments
from claims.pages.presenting.answers import PointByPoint, point_by_point
from claims.pages.presenting.cards import Card, attributed_title
from claims.pages.presenting.case_index import CaseIndex
from claims.pages.presenting.drawing import Drawing, drawing
from claims.pages.presenting.moments import When, when
from claims.pages.presenting.parties import PartyName, reported, reported_briefly
from claims.pages.presenting.relays import Relays, relays
from claims.pages.presenting.responses import (
    PartyAnswers,
    RequestView,
    ResponseView,
    by_party,
    request_views,
    response_views,
)
from claims.pages.presenting.revisions import RevisionView
from claims.pages.presenting.sources import SourceView, source_views
from claims.pages.presenting.stops import Stops, stops_of
from claims.pages.presenting.texts import Text, shown
from claims.pages.presenting.timeline import MomentView, first_day, moments
from claims.pages.presenting.voices import Exchange, claim_text, exchange, shown_statement
from claims.standing import ClaimStanding


@dataclass(frozen=True, slots=True)
class StandingView:
    status: str
    headline: str
    sentence: str
    coverage: str


@dataclass(frozen=True, slots=True)
class TopicName:
    slug: str
    name: Text


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """Somebody's verdict in its own words; no part of the standing. ``rating``: the number beside it, in a sentence."""

    author: PartyName | None
    label: str
    language: str
    rating: str
    scale: str
    points: list[int]
    reasons: str
    when: When | None
    url: str


@dataclass(frozen=True, slots=True)
class History:
    """The revisions up to the one that is shown, the present of the page, and what that revision changed.

    Of a preview there is none."""

    revisions: Sequence[RevisionView] = ()
    now: datetime | None = None
    amendments: Amendments = field(default_factory=Amendments)


_NONE = History()


@dataclass(frozen=True)
class CasePage:
    """``as_of``: the moment the page looks back to, in words; ``is_made``: the claim had been made by then."""

    slug: str
    language: str
    title: Text
    statement: Text
    scope_note: Text | None
    topics: list[TopicName]
    reported: str
    reported_briefly: str
    standing: StandingView
    exchange: Exchange
    points: PointByPoint
    responses: list[ResponseView]
    requests: list[RequestView]
    assessments: list[AssessmentView]
    moments: list[MomentView]
    timeline: Drawing | None
    stops: Stops
    sources: list[SourceView]
    relays: Relays | None
    amendments: Amendments
    first_day: str
    is_made: bool
    related: list[Card] = field(default_factory=list)
    by_party: list[PartyAnswers] = field(default_factory=list)
    revision: RevisionView | None = None
    revisions: list[RevisionView] = field(default_factory=list)


def case_page(
    full: schema.Dossier,
    dossier: schema.Dossier,
    standing: ClaimStanding,
    as_of: datetime | None = None,
    history: History = _NONE,
) -> CasePage:
    """``full`` is the case as published, ``dossier`` what of it is shown (less, where the page looks back)."""
    index = CaseIndex(dossier)
    is_made = standing.status != "not_yet_made"
    in_order = moments(index, as_of, history.revisions, is_made=is_made)
    sources = source_views(index)
    responses = response_views(index)
    title = claim_text(dossier, "title")
    assert title is not None  # noqa: S101  the schema requires it
    return CasePage(
        slug=dossier.slug,
        language=dossier.language,
        title=attributed_title(title, index.claimant),
        statement=shown_statement(dossier),
        scope_note=claim_text(dossier, "scope_note"),
        topics=[_topic(topic) for topic in dossier.topics],
        reported=reported(index.claimant),
        reported_briefly=reported_briefly(index.claimant),
        standing=standing_view(standing, names(full)),
        exchange=exchange(index, standing),
        points=point_by_point(index, standing, history.amendments.corrections),
        responses=responses,
        by_party=by_party(responses),
        requests=request_views(index),
        assessments=[_assessment(index, assessment) for assessment in dossier.assessments],
        moments=in_order,
        timeline=drawing(in_order),
        stops=stops_of(CaseIndex(full), as_of, history.now),
        sources=sources,
        relays=relays(sources),
        amendments=history.amendments,
        first_day=first_day(full),
        is_made=is_made,
    )


def names(dossier: schema.Dossier) -> dict[str, str]:
    return {identifier: party.name for identifier, party in CaseIndex(dossier).parties.items()}


def standing_view(standing: ClaimStanding, parties: dict[str, str]) -> StandingView:
    return StandingView(
        standing.status,
        wording.headline(standing.status, standing.tally, parties),
        wording.sentence(standing.status, standing.tally, parties),
        wording.coverage_sentence(standing.coverage),
    )


def _topic(topic: schema.Topic) -> TopicName:
    return TopicName(topic.slug, shown(topic.name, topic.language, topic.translations, "name"))


def _assessment(index: CaseIndex, assessment: schema.Assessment) -> AssessmentView:
    return AssessmentView(
        author=index.parties.get(assessment.author or ""),
        label=assessment.label,
        language=assessment.language,
        rating=_rating(assessment.rating) if assessment.rating else "",
        scale=assessment.scale.name if assessment.scale else "",
        points=index.numbers(assessment.points),
        reasons=assessment.reasons or "",
        when=when(assessment.made_at),
        url=assessment.url or "",
    )


def _rating(rating: schema.Rating) -> str:
    said = {"value": rating.value, "worst": rating.worst, "best": rating.best}
    if rating.worst is None:
        return _("%(value)s, where %(best)s is best") % said
    return _("%(value)s, on a scale from %(worst)s (worst) to %(best)s (best)") % said
