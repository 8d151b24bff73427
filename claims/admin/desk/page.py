"""What the workspace shows of a case, all of it from one dossier of the working rows and a few small queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from claims import wording
from claims.actions import evidence
from claims.admin import barring, overview
from claims.admin.desk import at_hand, grid
from claims.admin.desk.source_text import Use
from claims.admin.desk.text_pages import TextPage, text_page
from claims.admin.desk.translation_rows import languages_for
from claims.dossier.build import build
from claims.dossier.schema import Citation, Dossier
from claims.fields.moment import Moment
from claims.models import Claim, Publication, Snapshot, Source
from claims.standing import standing_of
from claims.vocabulary import Directness, HedgeKind, PartyKind, Stage


@dataclass(frozen=True)
class SourceTab:
    pk: str
    name: str
    title: str
    is_held: bool
    is_chosen: bool


@dataclass(frozen=True)
class PartyLink:
    """A party of the claim: one that was made in place may be of another kind than was taken for granted."""

    pk: str
    name: str
    kind: str


@dataclass(frozen=True)
class AnswerRow:
    pk: str
    order: int
    party: str
    made_at: Moment | None
    through: str
    passages: list[Any]
    remark: str


@dataclass(frozen=True)
class Workspace:
    claim: Claim
    is_untitled: bool
    is_changeable: bool
    claimant: str
    subjects: list[str]
    named: list[str]
    parties: list[PartyLink]
    headline: str
    sentence: str
    coverage: str
    tabs: list[SourceTab]
    source: Source | None
    snapshot: Snapshot | None
    text: TextPage | None
    rows: list[grid.PointRow]
    answers: list[AnswerRow]
    response: AnswerRow | None
    """The answer at hand: it takes the next passages."""
    events: list[Any]
    acts: list[str]
    barred: list[str]
    """Why the user may not take a step that is next."""
    number: int | None
    is_pending: bool
    public_slug: str
    dossier: Dossier = field(repr=False)

    @property
    def has_stances(self) -> bool:
        return any(response.stances for response in self.dossier.responses)

    @property
    def other_language(self) -> str:
        """The one that readers of the site need first beside that of the case."""
        return languages_for(self.claim)[0]


def workspace(
    claim: Claim, user: Any, *, is_changeable: bool, source: str = "", response: str = "", at: str = "", find: str = ""
) -> Workspace:
    """``at``: an offset in the text of the source; ``find``: words to look for in it."""
    versions = grid.versions_of(claim)
    dossier = build(claim.pk, all_words=True, with_translations=False)
    standing = standing_of(dossier, now=timezone.now())
    names = {party.id: party.short_name or party.name for party in dossier.parties}
    tabs = _tabs(dossier, source)
    held, snapshot = at_hand.source_and_text(next((tab.pk for tab in tabs if tab.is_chosen), ""))
    answers = [_answer(each, names) for each in dossier.responses]
    published = Publication.objects.filter(claim=claim).select_related("revision").first()
    is_pending = published is None or claim.updated_at > published.revision.published_at
    acts, barred = barring.parted(user, claim, list(overview.acts_of(claim, user, is_pending, published is not None)))
    return Workspace(
        claim=claim,
        is_untitled=claim.title == evidence.UNTITLED,
        is_changeable=is_changeable,
        claimant=names.get(dossier.claimant or "", ""),
        subjects=[names[each] for each in dossier.subjects],
        named=[names[each] for each in dossier.named],
        parties=_parties(dossier),
        headline=wording.headline(standing.status.value, standing.tally, names),
        sentence=wording.sentence(standing.status.value, standing.tally, names),
        coverage=wording.coverage_sentence(standing.coverage),
        tabs=tabs,
        source=held,
        snapshot=snapshot,
        text=text_page(snapshot.text, _uses(dossier, snapshot), at, find) if snapshot else None,
        rows=grid.rows_of(dossier, standing, names, versions),
        answers=answers,
        response=next((each for each in answers if each.pk == response), answers[-1] if answers else None),
        events=list(dossier.events),
        acts=acts,
        barred=barred,
        number=published.revision.number if published else None,
        is_pending=is_pending and claim.stage != Stage.WITHDRAWN,
        public_slug=published.slug if published else "",
        dossier=dossier,
    )


def _parties(dossier: Dossier) -> list[PartyLink]:
    known = {party.id: party for party in dossier.parties}
    ids = dict.fromkeys(filter(None, [dossier.claimant, *dossier.subjects, *dossier.named]))
    return [PartyLink(each, known[each].name, str(PartyKind(known[each].kind).label)) for each in ids]


def _tabs(dossier: Dossier, wanted: str) -> list[SourceTab]:
    """The sources of the case, those that can be read first."""
    ordered = sorted(dossier.sources, key=lambda each: (not each.held, each.id))
    ids = [each.id for each in ordered]
    chosen = wanted if wanted in ids else (ids[0] if ids else "")
    return [
        SourceTab(each.id, f"S{number}", each.title, each.held, each.id == chosen)
        for number, each in enumerate(ordered, start=1)
    ]


def _answer(response: Any, names: dict[str, str]) -> AnswerRow:
    through = response.spokesperson
    return AnswerRow(
        pk=response.id,
        order=response.order,
        party=names[response.party],
        made_at=response.made_at,
        through=(through and (through.name or through.role)) or "",
        passages=list(response.passages),
        remark=response.remark or "",
    )


def _uses(dossier: Dossier, snapshot: Snapshot) -> Iterable[Use]:
    """What became of the words of this snapshot."""
    placed: dict[str, tuple[int, int]] = {}
    for citation in dossier.citations:
        if place := _place(citation, snapshot):
            placed[citation.id] = place
    for kind, tag, ids in _tagged(dossier):
        for each in ids:
            if each in placed:
                yield Use(*placed[each], kind, tag)
    yield from _deciding_words(dossier, snapshot.text, placed)


def _place(citation: Citation, snapshot: Snapshot) -> tuple[int, int] | None:
    position = citation.quote and citation.quote.position
    if not position or position.snapshot != snapshot.sha256:
        return None
    return position.start, position.end


def _tagged(dossier: Dossier) -> Iterable[tuple[str, str, list[str]]]:
    yield "claim", "C", dossier.citations_of_claim
    for point in dossier.points:
        yield "point", f"P{point.order}", point.citations
    for event in dossier.events:
        yield "event", f"E{event.order}", event.citations
    for response in dossier.responses:
        for number, passage in enumerate(response.passages, start=1):
            yield "passage", f"A{response.order}.{number}", passage.citations
        for stance in response.stances:
            for hedge in stance.hedges:
                yield "hedge", str(HedgeKind(hedge.kind).label), [hedge.citation] if hedge.citation else []


def _deciding_words(dossier: Dossier, text: str, placed: dict[str, tuple[int, int]]) -> Iterable[Use]:
    """Deciding words have no place of their own; they stand in a passage of their answer."""
    for response in dossier.responses:
        spans = [placed[each] for passage in response.passages for each in passage.citations if each in placed]
        for stance in response.stances:
            if stance.words and stance.directness == Directness.EXPRESS:
                for start, end in spans:
                    at = text.find(stance.words, start, end)
                    if at >= 0:
                        yield Use(at, at + len(stance.words), "words", "")
                        break
