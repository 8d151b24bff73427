"""What the workspace lists beside points and answers, each from the dossier: no query but one for related claims."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from claims.dossier.advice import unheard_parties
from claims.dossier.schema import Citation, Dossier, Request
from claims.models import Claim, Relation
from claims.vocabulary import Anchor, Channel, CitationRole, RequestOutcome
from claims.wording.lists import moment_in_words
from claims.wording.quotes import quoted

MOST_NAMED = 8
"""Of what a citation is evidence for; of more, their number."""


@dataclass(frozen=True)
class RequestRow:
    pk: str
    to: str
    sent_at: str
    channel: str
    points: str
    state: str


@dataclass(frozen=True)
class UnheardRow:
    """A party of the claim with neither answer nor request; ``reason``: why nobody asked."""

    party: str
    name: str
    reason: str


@dataclass(frozen=True)
class AssessmentRow:
    pk: str
    author: str
    label: str
    language: str
    scale: str
    made_at: str


@dataclass(frozen=True)
class RelationRow:
    pk: str
    type: str
    target: str
    title: str


@dataclass(frozen=True)
class CitationRow:
    pk: str
    source: str
    role: str
    words: str
    language: str
    locator: str
    anchor: str
    is_found: bool
    serves: str

    @property
    def name(self) -> str:
        """What tells it from the others in one line: its words, or else what the source does."""
        return f"{self.source} {quoted(self.words)}" if self.words else f"{self.source} {self.role}"


@dataclass(frozen=True)
class Lists:
    requests: list[RequestRow]
    unheard: list[UnheardRow]
    assessments: list[AssessmentRow]
    relations: list[RelationRow]
    citations: list[CitationRow]


@dataclass(frozen=True)
class Evidence:
    """Of the open cell: the citations that count, and those it could have of its own."""

    is_own: bool
    citations: list[CitationRow]
    others: list[CitationRow]


def lists_of(seen: Any) -> Lists:
    dossier: Dossier = seen.dossier
    names = {party.id: party.short_name or party.name for party in dossier.parties}
    return Lists(
        requests=[_request(each, dossier, names) for each in dossier.requests],
        unheard=list(_unheard(dossier, names)),
        assessments=[
            AssessmentRow(
                each.id,
                names[each.author] if each.author else "",
                each.label,
                each.language,
                f"{each.scale.name} {each.scale.version}" if each.scale else "",
                moment_in_words(each.made_at),
            )
            for each in dossier.assessments
        ],
        relations=_relations(dossier),
        citations=_citations(seen),
    )


def evidence_of(seen: Any, cell: Any) -> Evidence:
    response = next(each for each in seen.dossier.responses if each.id == cell.answer.pk)
    stance = next((each for each in response.stances if each.point == cell.point.pk), None)
    own = set(stance.citations) if stance else set()
    inherited = {each for passage in response.passages for each in passage.citations}
    rows = _citations(seen)
    return Evidence(
        is_own=bool(own),
        citations=[row for row in rows if row.pk in (own or inherited)],
        others=[row for row in rows if row.pk not in own],
    )


def _request(request: Request, dossier: Dossier, names: dict[str, str]) -> RequestRow:
    orders = {point.id: point.order for point in dossier.points}
    points = ", ".join(f"P{order}" for order in sorted(orders[each] for each in request.points))
    return RequestRow(
        request.id,
        names[request.to],
        moment_in_words(request.sent_at),
        str(Channel(request.channel).label),
        points or _("all points"),
        _state(request, {each.id: each.order for each in dossier.responses}, timezone.now()),
    )


def _state(request: Request, answers: dict[str, int], now: datetime) -> str:
    if request.outcome:
        word = str(RequestOutcome(request.outcome).label)
        when = f", {moment_in_words(request.outcome_at)}" if request.outcome_at else ""
        by = f", A{answers[request.response]}" if request.response in answers else ""
        return f"{word}{when}{by}"
    until = [each for each in (request.deadline, *(row.until for row in request.extensions)) if each and each.end]
    if not until:
        return _("asked, no deadline")
    last = max(until, key=lambda each: each.end or now)
    is_over = last.end is not None and last.end < now
    return (_("deadline passed: %(when)s") if is_over else _("deadline running: %(when)s")) % {
        "when": moment_in_words(last)
    }


def _unheard(dossier: Dossier, names: dict[str, str]) -> Iterator[UnheardRow]:
    """In the order of the claim: those without a reason, and those with one."""
    reasons = {each.party: each.reason for each in dossier.unasked}
    open_ones = unheard_parties(dossier)
    heard = {each.party for each in dossier.responses} | {each.to for each in dossier.requests}
    for party in [*dossier.subjects, *dossier.named]:
        if party in open_ones or (party in reasons and party not in heard):
            yield UnheardRow(party, names[party], reasons.get(party, ""))


def _relations(dossier: Dossier) -> list[RelationRow]:
    if not dossier.relations:
        return []
    rows = Relation.objects.standing().filter(claim=dossier.id)
    titles = dict(Claim.objects.filter(pk__in=[each.target for each in dossier.relations]).values_list("pk", "title"))
    return [
        RelationRow(
            str(row.pk),
            str(row.get_type_display()),
            str(row.target_id) if row.target_id in titles else "",
            titles.get(row.target_id) or str(row.target_id),
        )
        for row in rows
    ]


def _citations(seen: Any) -> list[CitationRow]:
    tabs = {tab.pk: tab.name for tab in seen.tabs}
    serves = _served(seen.dossier)
    return [_citation(each, tabs.get(each.source, ""), serves.get(each.id, [])) for each in seen.dossier.citations]


def _citation(citation: Citation, source: str, serves: list[str]) -> CitationRow:
    more = len(serves) - MOST_NAMED
    named = ", ".join(serves[:MOST_NAMED])
    words = (citation.quote and citation.quote.exact) or ""
    return CitationRow(
        citation.id,
        source,
        str(CitationRole(citation.role).label),
        words if len(words) <= 120 else f"{words[:119].rstrip()}…",
        (citation.quote and citation.quote.language) or "",
        citation.locator or "",
        str(Anchor(citation.anchor).label),
        citation.anchor != Anchor.NOT_FOUND,
        _("%(names)s and %(number)d more") % {"names": named, "number": more} if more > 0 else named,
    )


def _served(dossier: Dossier) -> dict[str, list[str]]:
    """What each citation is evidence for, as the workspace names it; C is the claim."""
    orders = {point.id: point.order for point in dossier.points}
    found: defaultdict[str, list[str]] = defaultdict(list)

    def note(name: str, ids: Iterable[str | None]) -> None:
        for each in ids:
            if each:
                found[each].append(name)

    note("C", dossier.citations_of_claim)
    for point in dossier.points:
        note(f"P{point.order}", point.citations)
    for response in dossier.responses:
        for number, passage in enumerate(response.passages, start=1):
            note(f"A{response.order}.{number}", passage.citations)
        for stance in response.stances:
            name = f"P{orders.get(stance.point, '')} × A{response.order}"
            note(name, {*stance.citations, *(hedge.citation for hedge in stance.hedges)})
    for event in dossier.events:
        note(f"E{event.order}", event.citations)
    for assessment in dossier.assessments:
        note(assessment.label, assessment.citations)
    return found
