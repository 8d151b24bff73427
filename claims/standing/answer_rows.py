"""The columns of ``claims.models.published_answers``, but for the publication: what the figures of parties read."""

from collections.abc import Iterator
from typing import Any

from claims.dossier import schema
from claims.standing.asked import asked_parties
from claims.standing.party_points import party_points

Row = dict[str, Any]
_SHOWN_OF_REQUEST = {
    "points",
    "channel",
    "questions",
    "language",
    "translations",
    "sent_at",
    "deadline",
    "extensions",
    "outcome",
    "outcome_at",
    "response",
}


def answer_rows(dossier: schema.Dossier) -> Iterator[Row]:
    for found in party_points(dossier):
        denial = found.denial
        yield {
            "point_id": found.point,
            "party_id": found.party,
            "answer": str(found.answer),
            "became": [str(word) for word in denial.became] if denial else None,
            "denied_in": denial.response if denial else None,
            "later_in": denial.later if denial else None,
        }


def request_rows(dossier: schema.Dossier) -> Iterator[Row]:
    for place, (request, asked) in enumerate(zip(dossier.requests, asked_parties(dossier), strict=True)):
        yield {
            "id": asked.request,
            "place": place,
            "party_id": asked.party,
            "outcome": str(asked.outcome or ""),
            "deadline_end": asked.deadline_end,
            "has_spoken": asked.has_spoken,
            "days": asked.days,
            "card": request.model_dump(mode="json", include=_SHOWN_OF_REQUEST, exclude_none=True),
        }
