"""The answers in full, and the requests for comment."""

from dataclasses import dataclass

from claims.dossier import schema
from claims.pages.presenting.answers import response_anchor
from claims.pages.presenting.case_index import CaseIndex
from claims.pages.presenting.moments import When, when
from claims.pages.presenting.parties import PartyName
from claims.pages.presenting.passages import Bearing, PassageView, passage_view
from claims.pages.presenting.texts import Text, shown

MOST_IN_A_ROW = 12


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke for the party; what is not known is empty."""

    name: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class ResponseView:
    """``unworded``: positions that rest on no passage of the response."""

    anchor: str
    language: str
    party: PartyName
    kind: str
    speaker: Speaker | None
    when: When | None
    withdrawn: When | None
    replaces: str
    replaced_by: str
    passages: list[PassageView]
    unworded: list[Bearing]
    remark: Text | None


@dataclass(frozen=True, slots=True)
class RequestView:
    to: PartyName
    points: list[int]
    covers_all: bool
    channel: str
    questions: Text
    sent: When | None
    deadline: When | None
    extended: list[tuple[When | None, When | None]]
    outcome: str
    outcome_at: When | None
    answer: str


@dataclass(frozen=True, slots=True)
class PartyAnswers:
    """The answers of a party, where there are too many on the page to be one list. ``earlier`` come before ``latest``."""

    party: PartyName
    latest: ResponseView
    earlier: list[ResponseView]

    @property
    def count(self) -> int:
        return 1 + len(self.earlier)


def response_views(index: CaseIndex) -> list[ResponseView]:
    return [_response(index, response) for response in index.responses]


def by_party(responses: list[ResponseView]) -> list[PartyAnswers]:
    """In the order in which they came to speak; empty where all can stand one after the other."""
    if len(responses) <= MOST_IN_A_ROW:
        return []
    spoken: dict[str, list[ResponseView]] = {}
    for response in responses:
        spoken.setdefault(response.party.id, []).append(response)
    return [PartyAnswers(answers[0].party, answers[-1], answers[:-1]) for answers in spoken.values()]


def request_views(index: CaseIndex) -> list[RequestView]:
    requests = sorted(index.dossier.requests, key=lambda request: (str(request.sent_at), request.id))
    return [_request(index, request) for request in requests]


def _response(index: CaseIndex, response: schema.Response) -> ResponseView:
    anchors = {other.id: response_anchor(index, other) for other in index.responses}
    return ResponseView(
        anchor=anchors[response.id],
        language=index.dossier.language,
        party=index.parties[response.party],
        kind=response.kind,
        speaker=_speaker(index, response.spokesperson),
        when=when(response.made_at),
        withdrawn=when(response.withdrawn_at),
        replaces=anchors.get(response.replaces or "", ""),
        replaced_by=next((anchors[each.id] for each in index.responses if each.replaces == response.id), ""),
        passages=[passage_view(index, response, passage) for passage in response.passages],
        unworded=[
            Bearing(stance.stance, index.numbers([stance.point]), stance.directness == "general")
            for stance in response.stances
            if not index.passages_of(response, stance)
        ],
        remark=shown(response.remark, index.dossier.language, response.translations, "remark")
        if response.remark
        else None,
    )


def _speaker(index: CaseIndex, spoken: schema.Spokesperson | None) -> Speaker | None:
    if spoken is None:
        return None
    party = index.parties.get(spoken.party or "")
    return Speaker(party.name if party else spoken.name or "", spoken.role or "")


def _request(index: CaseIndex, request: schema.Request) -> RequestView:
    answers = {response.id: response_anchor(index, response) for response in index.responses}
    return RequestView(
        to=index.parties[request.to],
        points=index.numbers(request.points),
        covers_all=not request.points,
        channel=request.channel,
        questions=shown(request.questions, request.language, request.translations, covers={"text": request.questions}),
        sent=when(request.sent_at),
        deadline=when(request.deadline),
        extended=[(when(item.granted_at), when(item.until)) for item in request.extensions],
        outcome=request.outcome or "",
        outcome_at=when(request.outcome_at),
        answer=answers.get(request.response or "", ""),
    )
