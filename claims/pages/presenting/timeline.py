"""The moments of a case in order, and the dates readers may look back to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from claims.dossier import schema
from claims.fields.moment import Moment, start_of
from claims.pages.presenting.answers import response_anchor
from claims.pages.presenting.case_index import CaseIndex
from claims.pages.presenting.moments import When, day, when
from claims.pages.presenting.parties import PartyName
from claims.pages.presenting.revisions import RevisionView
from claims.pages.presenting.sources import source_title
from claims.pages.presenting.texts import Text, shown
from claims.vocabulary import CLAIMANT_STANCES, RevisionKind, StanceWord

_LANES = {"event": "around", "claimed": "reported", "moved": "reported", "source": "published",
          "assessed": "published", "revision": "published"}  # fmt: skip
_MOVES = [stance for stance in CLAIMANT_STANCES if stance != StanceWord.STANDS_BY]
_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class MomentView:
    """``kind``: event, claimed, moved (the claimant takes back or corrects), answered, withdrawn, asked, deadline, source,
    assessed or revision. ``word`` says how: the stance of the claimant, the kind of the revision."""

    kind: str
    when: When | None
    party: PartyName | None = None
    text: Text | None = None
    anchor: str = ""
    number: int = 0
    is_held: bool = True
    start: datetime | None = None
    end: datetime | None = None
    is_open: bool = False  # its beginning is not known
    word: str = ""

    @property
    def lane(self) -> str:
        """Where a drawing puts it."""
        return _LANES.get(self.kind, "answered")

    @property
    def is_correction(self) -> bool:
        return self.kind == "moved" or (self.kind == "revision" and self.word == RevisionKind.CORRECTION)


def moments(
    index: CaseIndex, as_of: datetime | None = None, revisions: Sequence[RevisionView] = (), *, is_made: bool = True
) -> list[MomentView]:
    """``as_of``: of the revisions, those that are younger than the moment looked back to are left out, and so is the
    claim where it had not been made by then (``is_made``).
    """
    found = [
        *_events(index),
        *(_claim(index) if is_made else ()),
        *_requests(index),
        *_answers(index),
        *_sources(index),
        *_verdicts(index),
    ]
    found += [_revision(each) for each in revisions if as_of is None or each.published <= as_of]
    return sorted(found, key=lambda moment: (moment.end or _LAST, moment.start or _LAST))


def _at(kind: str, moment: Moment | None, **members: object) -> MomentView:
    start = moment and (moment.value or moment.not_before)
    return MomentView(
        kind=kind,
        when=when(moment),
        start=start_of(start) if start else None,
        end=moment.end if moment else None,
        is_open=bool(moment and not start),
        **members,  # type: ignore[arg-type]  # the callers below name members of the class
    )


def _events(index: CaseIndex) -> Iterable[MomentView]:
    for event in index.dossier.events:
        yield _at("event", event.at, text=shown(event.text, event.language, event.translations))


def _claim(index: CaseIndex) -> Iterable[MomentView]:
    if index.dossier.made_at:
        yield _at("claimed", index.dossier.made_at, party=index.claimant)


def _requests(index: CaseIndex) -> Iterable[MomentView]:
    for request in index.dossier.requests:
        party = index.parties[request.to]
        yield _at("asked", request.sent_at, party=party, anchor="requests")
        granted = [extension.until for extension in request.extensions]
        if deadline := max([*granted, *filter(None, [request.deadline])], key=_end, default=None):
            yield _at("deadline", deadline, party=party, anchor="requests")


def _answers(index: CaseIndex) -> Iterable[MomentView]:
    for response in index.responses:
        party, anchor = index.parties[response.party], response_anchor(index, response)
        moves = [stance.stance for stance in response.stances if stance.stance in _MOVES]
        if response.party == index.dossier.claimant and moves:
            yield _at("moved", response.made_at, party=party, anchor=anchor, word=min(moves, key=_MOVES.index))
        else:
            yield _at("answered", response.made_at, party=party, anchor=anchor)
        if response.withdrawn_at:
            yield _at("withdrawn", response.withdrawn_at, party=party, anchor=anchor)


def _sources(index: CaseIndex) -> Iterable[MomentView]:
    """Held sources; of one not held only what relays it tells, and that is what the claim or the answer already says."""
    for source in index.dossier.sources:
        if source.published_at and source.held:
            number = index.source_numbers[source.id]
            yield _at(
                "source", source.published_at, text=source_title(source), anchor=f"source-{number}", number=number
            )


def _verdicts(index: CaseIndex) -> Iterable[MomentView]:
    for assessment in index.dossier.assessments:
        if assessment.made_at:
            author = index.parties.get(assessment.author or "")
            label = Text(assessment.label, assessment.language)
            yield _at("assessed", assessment.made_at, party=author, text=label, anchor="assessments")


def _revision(revision: RevisionView) -> MomentView:
    on = revision.published.astimezone(UTC)
    said = When(day(on), day(on), on.date().isoformat())
    return MomentView("revision", said, number=revision.number, start=on, end=on, word=revision.kind)


def _end(moment: Moment) -> datetime:
    return moment.end or _LAST


def first_day(dossier: schema.Dossier) -> str:
    """The earliest date that is worth asking for."""
    return dossier.made_at.end.date().isoformat() if dossier.made_at and dossier.made_at.end else ""
