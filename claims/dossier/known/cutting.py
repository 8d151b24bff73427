"""The case as it was known by a moment: later items are left out, and with them whatever hangs on them.

Claimant, subjects, named parties, topics, translations, relations and the reasons for not asking stay: they belong to
the claim and bear no date. Snapshots stay with their source, as evidence of what was public before they were taken.
The computed standing goes: it is that of another moment.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from claims.dossier import schema
from claims.dossier.known.moments import KnownFrom
from claims.dossier.known.references import without_orphans

_Citing = TypeVar("_Citing", schema.Point, schema.Passage, schema.Stance, schema.Event, schema.Assessment)


def as_of(dossier: schema.Dossier, at: datetime) -> schema.Dossier:
    """``dossier`` as known by ``at``, equality included. A claim not made by then keeps its head and nothing else."""
    cut = _Cut(dossier, at)
    points = [cut.point(point) for point in dossier.points if point.id in cut.points]
    remaining: dict[str, object] = {
        "standing": None,
        "citations_of_claim": cut.cites(dossier.citations_of_claim),
        "points": points,
        "responses": [cut.response(response) for response in dossier.responses if response.id in cut.responses],
        "requests": [cut.request(request) for request in dossier.requests if cut.has(request, request.points)],
        "events": [cut.citing(event) for event in dossier.events if cut.has(event)],
        "assessments": [cut.assessment(item) for item in dossier.assessments if cut.has(item, item.points)],
    }
    return without_orphans(dossier.model_copy(update=remaining))


class _Cut:
    """What is known by a moment, as sets of ids, and each kind of item trimmed to it."""

    def __init__(self, dossier: schema.Dossier, at: datetime) -> None:
        self._known = KnownFrom(dossier)
        self._at = at
        self._citations = {item.id for item in dossier.citations if self._by(self._known.citation(item.id))}
        self.points = {point.id for point in dossier.points if self.has(point)}
        self.responses = {response.id for response in dossier.responses if self.has(response)}

    def has(
        self,
        item: schema.Point | schema.Response | schema.Request | schema.Event | schema.Assessment,
        covers: Sequence[str] = (),
    ) -> bool:
        """Known, and about something known. An empty list of points means the whole claim, so it must not become one."""
        return self._by(self._known(item)) and (not covers or not self.points.isdisjoint(covers))

    def cites(self, citations: list[str]) -> list[str]:
        return [citation for citation in citations if citation in self._citations]

    def citing(self, item: _Citing) -> _Citing:
        return item.model_copy(update={"citations": self.cites(item.citations)})

    def point(self, point: schema.Point) -> schema.Point:
        replaces = point.replaces if point.replaces in self.points else None
        return self.citing(point).model_copy(update={"standing": None, "replaces": replaces})

    def response(self, response: schema.Response) -> schema.Response:
        is_withdrawn = response.withdrawn_at and self._by(self._known.withdrawal(response))
        return response.model_copy(
            update={
                "withdrawn_at": response.withdrawn_at if is_withdrawn else None,
                "replaces": response.replaces if response.replaces in self.responses else None,
                "passages": [self.citing(passage) for passage in response.passages],
                "stances": [self.stance(stance) for stance in response.stances if stance.point in self.points],
            }
        )

    def stance(self, stance: schema.Stance) -> schema.Stance:
        hedges = [
            hedge if hedge.citation in self._citations else hedge.model_copy(update={"citation": None})
            for hedge in stance.hedges
        ]
        return self.citing(stance).model_copy(update={"hedges": hedges})

    def request(self, request: schema.Request) -> schema.Request:
        remaining: dict[str, object] = {
            "points": [point for point in request.points if point in self.points],
            "extensions": [item for item in request.extensions if self._by(self._known.extension(item))],
            "response": request.response if request.response in self.responses else None,
        }
        if not self._by(self._known.outcome(request)):
            remaining |= {"outcome": None, "outcome_at": None}
        return request.model_copy(update=remaining)

    def assessment(self, assessment: schema.Assessment) -> schema.Assessment:
        points = [point for point in assessment.points if point in self.points]
        return self.citing(assessment).model_copy(update={"points": points})

    def _by(self, instant: datetime | None) -> bool:
        return instant is not None and instant <= self._at
