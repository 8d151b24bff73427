"""The moments of a case in order, and the dates readers may look back to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from claims.dossier import schema
from claims.fields.moment import Moment, start_of
from claims.pages.presenting.answers import response_anchor
from claims.pages.presenting.case_index import CaseIndex
from claims.pages.presenting.moments import When, day, when
from claims.pages.presenting.parties import PartyName
from claims.pages.presenting.sources import source_title
from claims.pages.presenting.texts import Text, shown

_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class MomentView:
    """``kind``: event, claimed, answered, withdrawn, asked, source or revision; ``lane`` is where a drawing puts it."""

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

    @property
    def lane(self) -> str:
        lanes = {"event": "around", "claimed": "reported", "source": "published", "revision": "published"}
        return lanes.get(self.kind, "answered")


def moments(index: CaseIndex, as_of: datetime | None = None) -> list[MomentView]:
    """``as_of``: the revision itself is left out where it is younger than the moment looked back to."""
    found = [*_events(index), *_claim(index), *_requests(index), *_answers(index), *_sources(index)]
    found += [moment for moment in _revision(index) if as_of is None or (moment.end and moment.end <= as_of)]
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
        yield _at("asked", request.sent_at, party=index.parties[request.to], anchor="requests")


def _answers(index: CaseIndex) -> Iterable[MomentView]:
    for response in index.responses:
        party, anchor = index.parties[response.party], response_anchor(index, response)
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


def _revision(index: CaseIndex) -> Iterable[MomentView]:
    if revision := index.dossier.revision:
        published = datetime.fromisoformat(revision.published_at)
        yield MomentView(
            "revision", When(day(published), day(published), published.date().isoformat()), number=revision.number,
            start=published, end=published,
        )  # fmt: skip


def first_day(dossier: schema.Dossier) -> str:
    """The earliest date that is worth asking for."""
    return dossier.made_at.end.date().isoformat() if dossier.made_at and dossier.made_at.end else ""
