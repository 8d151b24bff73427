"""Small dossiers for tests of the standing: no database, readable ids, only what a test is about.

``claim(points(3), says("water", denies(1)))`` is a claim of 3 points that Example Water answered.
Parts are given in any order; points are named by their number, parties by a word.
"""

from typing import Any
from uuid import UUID, uuid5

from claims.dossier.schema import Dossier

MADE_AT = "2018-08-06"
ANSWERED_AT = "2018-08-07T10:00Z"
CLAIMANT = "courier"
SUBJECT = "water"
NAMES = {"courier": "Example Courier", "water": "Example Water", "council": "Sampletown council"}

_NAMESPACE = UUID("6f6a1f2e-7a53-4c1c-9f2b-0d5a3c1b9e10")


def an_id(*words: object) -> str:
    """The same id for the same words."""
    return str(uuid5(_NAMESPACE, " ".join(map(str, words))))


def point_id(number: int) -> str:
    return an_id("point", number)


def party_id(word: str) -> str:
    return an_id("party", word)


def names() -> dict[str, str]:
    return {party_id(word): name for word, name in NAMES.items()}


def moment(value: "str | dict[str, Any] | None") -> dict[str, Any] | None:
    return {"value": value} if isinstance(value, str) else value


# --- Stances -------------------------------------------------------------------------------------------------------------


def stance(word: str, *numbers: int, directness: str = "express") -> list[dict[str, Any]]:
    return [{"point": point_id(number), "stance": word, "directness": directness} for number in numbers]


def denies(*numbers: int) -> list[dict[str, Any]]:
    return stance("denies", *numbers)


def qualifies(*numbers: int) -> list[dict[str, Any]]:
    return stance("qualifies", *numbers)


def confirms(*numbers: int) -> list[dict[str, Any]]:
    return stance("confirms", *numbers)


def declines(*numbers: int) -> list[dict[str, Any]]:
    return stance("declines", *numbers)


def generally_denies(*numbers: int) -> list[dict[str, Any]]:
    return stance("denies", *numbers, directness="general")


# --- Parts of a case -----------------------------------------------------------------------------------------------------


def points(count: int) -> dict[str, Any]:
    return {"points": [{"id": point_id(n), "order": n, "text": f"Point {n}."} for n in range(1, count + 1)]}


def says(
    party: str,
    *stances: list[dict[str, Any]],
    at: "str | dict[str, Any] | None" = ANSWERED_AT,
    order: int = 1,
    **members: Any,
) -> dict[str, Any]:
    """A response. Its id comes from party, order and moment: ``response_id``."""
    identifier = response_id(party, order)
    listed = [item for several in stances for item in several]
    return {
        "responses": [
            {
                "id": identifier,
                "order": order,
                "party": party_id(party),
                "kind": "statement",
                "made_at": moment(at),
                "stances": [
                    item | {"id": an_id("stance", identifier, item["point"], item["stance"])} for item in listed
                ],
                **members,
            }
        ]
    }


def response_id(party: str, order: int = 1) -> str:
    return an_id("response", party, order)


def stance_id(party: str, word: str, number: int, order: int = 1) -> str:
    return an_id("stance", response_id(party, order), point_id(number), word)


def asks(
    party: str, *numbers: int, number: int = 1, deadline: str | None = "2018-08-10", **members: Any
) -> dict[str, Any]:
    """A request for comment, sent on the day of the claim; no numbers: about all points."""
    return {
        "requests": [
            {
                "id": request_id(party, number),
                "to": party_id(party),
                "points": [point_id(n) for n in numbers],
                "channel": "email",
                "questions": "What do you say?",
                "language": "en",
                "sent_at": moment(MADE_AT),
                "deadline": moment(deadline),
                **members,
            }
        ]
    }


def request_id(party: str, number: int = 1) -> str:
    return an_id("request", party, number)


def source(word: str, published_at: "str | dict[str, Any] | None" = None, **members: Any) -> dict[str, Any]:
    return {
        "sources": [
            {
                "id": an_id("source", word),
                "slug": word,
                "kind": "article",
                "title": word.capitalize(),
                "language": "en",
                "published_at": moment(published_at),
                "held": False,
                **members,
            }
        ]
    }


def snapshot(captured_at: str) -> dict[str, Any]:
    return {"sha256": "0" * 64, "captured_at": moment(captured_at), "media_type": "text/html"}


def citation(word: str, of: str, role: str = "relays") -> dict[str, Any]:
    return {
        "citations": [
            {"id": an_id("citation", word), "source": an_id("source", of), "role": role, "anchor": "not_held"}
        ]
    }


def revision(published_at: str) -> dict[str, Any]:
    return {
        "revision": {
            "number": 1,
            "position": 1,
            "kind": "first",
            "note": "First publication.",
            "published_at": published_at,
            "content_hash": "0" * 64,
            "hash": "1" * 64,
        }
    }


def claim(*parts: dict[str, Any], **members: Any) -> Dossier:
    """A claim of Example Courier about Example Water, made on MADE_AT, with ``parts``."""
    document: dict[str, Any] = {
        "schema": "dossier/1",
        "id": an_id("claim"),
        "slug": "a-claim",
        "language": "en",
        "title": "Courier report: Example Water knew",
        "statement": "Example Water knew of the leak.",
        "claimant": party_id(CLAIMANT),
        "subjects": [party_id(SUBJECT)],
        "made_at": moment(MADE_AT),
        "parties": [{"id": party_id(word), "kind": "organisation", "name": name} for word, name in NAMES.items()],
    }
    for part in parts:
        for member, value in part.items():
            document[member] = [*document.get(member, []), *value] if isinstance(value, list) else value
    return Dossier.model_validate(document | members)


def seed_like() -> Dossier:
    """The shape of the seed case: five points, one answer that denies, qualifies, and generally denies one each."""
    spoken = {
        "value": "2018-08-07",
        "stated": "am Dienstag",
        "not_after": "2018-08-07T09:38+02:00",
        "zone": "Europe/Berlin",
    }
    answer = says(SUBJECT, qualifies(1), denies(2), generally_denies(3), at=spoken)
    return claim(points(5), answer)
