"""A dossier in which parties that were merged since it was published are one: for what counts parties, never for readers."""

from collections.abc import Mapping
from typing import Any

from claims.dossier import schema


def with_parties_as(dossier: schema.Dossier, kept: Mapping[str, str]) -> schema.Dossier:
    """``kept``: the id of each merged party with that of the party it is by now. Names and cards are left as they are."""
    if not kept:
        return dossier

    def now(party: str) -> str:
        return kept.get(party, party)

    remaining: dict[str, Any] = {
        "claimant": dossier.claimant and now(dossier.claimant),
        "subjects": _each_once(map(now, dossier.subjects)),
        "named": _each_once(map(now, dossier.named)),
        "points": [
            point.model_copy(update={"subjects": _each_once(map(now, point.subjects))}) for point in dossier.points
        ],
        "responses": [response.model_copy(update={"party": now(response.party)}) for response in dossier.responses],
        "requests": [request.model_copy(update={"to": now(request.to)}) for request in dossier.requests],
        "assessments": [
            item.model_copy(update={"author": item.author and now(item.author)}) for item in dossier.assessments
        ],
    }
    return dossier.model_copy(update=remaining)


def _each_once(parties: Any) -> list[str]:
    return list(dict.fromkeys(parties))
