"""The rules of standing as a table for readers: made by computing them, so that it never says anything else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _

from claims.dossier.schema import Dossier
from claims.standing import standing_of
from claims.vocabulary import StandingWord

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as LazyText

_NAMES = UUID("0d7b6a3e-2c0e-4b53-8f0f-5c8f7f7f2d11")
_MADE, _ASKED, _ANSWERED, _LATER = "2018-08-06", "2018-08-06T09:00Z", "2018-08-07T09:00Z", "2018-08-08T09:00Z"
_DEADLINE = datetime(2018, 8, 9, tzinfo=UTC)

Said = tuple[str, str, int, str]
"""Who (claimant, party or other), the word, the point it is about, when."""


@dataclass(frozen=True)
class Example:
    """What was said to one or two points, and the word that the rules come to."""

    situation: "LazyText"
    word: StandingWord


@cache
def of_a_point() -> tuple[Example, ...]:
    """One point in each situation that the rules tell apart."""
    return tuple(Example(situation, _word(1, said, **asked)) for situation, said, asked in _one_point())


@cache
def of_a_claim() -> tuple[Example, ...]:
    """Two points that are answered alike, or not."""
    return tuple(Example(situation, _word(2, said)) for situation, said in _two_points())


def _one_point() -> Iterator[tuple["LazyText", list[Said], dict[str, bool]]]:
    yield _("The claimant retracts it"), [_said("claimant", "retracts"), _said("party", "denies")], {}
    yield _("The claimant corrects it"), [_said("claimant", "corrects"), _said("party", "denies")], {}
    yield _("The claimant distances itself from it"), [_said("claimant", "disowns")], {}
    yield _("One party confirms it, another denies it"), [_said("party", "confirms"), _said("other", "denies")], {}
    yield _("A party denies it"), [_said("party", "denies")], {}
    yield _("A party gives a different account"), [_said("party", "qualifies")], {}
    yield (
        _("A party first denied it and later gives a different account"),
        [_said("party", "denies"), _said("party", "qualifies", at=_LATER)],
        {},
    )
    yield _("A party confirms it"), [_said("party", "confirms")], {}
    yield _("A party answers that it gives no comment"), [_said("party", "declines")], {}
    yield _("A party was asked, and its deadline is running"), [], {"is_asked": True}
    yield _("A party was asked, and its deadline has passed"), [], {"is_asked": True, "has_passed": True}
    yield _("No answer and no request on record"), [], {}


def _two_points() -> Iterator[tuple["LazyText", list[Said]]]:
    yield _("Both are denied"), [_said("party", "denies"), _said("party", "denies", 2)]
    yield _("One is denied, one is not answered"), [_said("party", "denies")]
    yield _("One is denied, one is confirmed"), [_said("party", "denies"), _said("party", "confirms", 2)]
    yield (
        _("One is denied, one has a different account"),
        [_said("party", "denies"), _said("party", "qualifies", 2)],
    )
    yield (
        _("One has a different account, one is confirmed"),
        [
            _said("party", "qualifies"),
            _said("party", "confirms", 2),
        ],
    )
    yield _("One is confirmed, one is not answered"), [_said("party", "confirms")]
    yield _("To one there is no comment, one is not answered"), [_said("party", "declines")]
    yield (
        _("The claimant retracts one, the other is denied"),
        [
            _said("claimant", "retracts"),
            _said("party", "denies", 2),
        ],
    )


def _said(who: str, word: str, point: int = 1, *, at: str = _ANSWERED) -> Said:
    return who, word, point, at


def _word(points: int, said: list[Said], *, is_asked: bool = False, has_passed: bool = False) -> StandingWord:
    """The standing of the smallest dossier in which this was said."""
    dossier = Dossier.model_validate(
        {
            "schema": "dossier/1",
            "id": _id("claim"),
            "slug": "example",
            "url": "https://example.org/claims/example/",
            "language": "en",
            "title": "Example",
            "statement": "Example",
            "claimant": _id("claimant"),
            "subjects": [_id("party")],
            "made_at": {"value": _MADE},
            "parties": [
                {"id": _id(name), "slug": name, "kind": "organisation", "name": name, "aliases": []}
                for name in ("claimant", "party", "other")
            ],
            "points": [{"id": _id("point", n), "order": n, "text": "Example"} for n in range(1, points + 1)],
            "responses": [_response(number, entry) for number, entry in enumerate(said, 1)],
            "requests": [_request()] if is_asked else [],
        }
    )
    return standing_of(dossier, now=_DEADLINE + timedelta(days=1 if has_passed else -1)).status


def _response(number: int, said: Said) -> dict[str, Any]:
    who, word, point, at = said
    stance = {"id": _id("stance", number), "point": _id("point", point), "stance": word, "directness": "express"}
    return {
        "id": _id("response", number),
        "order": number,
        "party": _id(who),
        "kind": "statement",
        "made_at": {"value": at},
        "stances": [stance],
    }


def _request() -> dict[str, Any]:
    deadline = {"value": _DEADLINE.strftime("%Y-%m-%dT%H:%MZ")}
    asked = {"channel": "email", "questions": "Example", "language": "en", "sent_at": {"value": _ASKED}}
    return {"id": _id("request"), "to": _id("party"), "deadline": deadline, **asked}


def _id(*words: object) -> str:
    return str(uuid5(_NAMES, " ".join(map(str, words))))
