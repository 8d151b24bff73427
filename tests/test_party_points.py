"""What a party answered to a point, and what became of its denial: the truth table of ``claims.standing.party_points``."""

from typing import Any

import pytest

from claims.standing import party_points
from claims.standing.party_points import PartyPoint
from tests.dossiers import (
    CLAIMANT,
    an_id,
    citation,
    claim,
    confirms,
    declines,
    denies,
    generally_denies,
    party_id,
    point_id,
    points,
    qualifies,
    response_id,
    revision,
    says,
    stance,
)

Parts = tuple[dict[str, Any], ...]
FIRST, LATER, LAST = "2018-08-07", "2018-09-01", "2018-10-01"
DENIAL = says("water", denies(1), at=FIRST)


def later(*stances: Any, party: str = "water", at: Any = LATER, order: int = 2, **members: Any) -> dict[str, Any]:
    """By the party that denied, unless another is named."""
    return says(party, *stances, at=at, order=order, **members)


def claimant(word: str, at: str = LATER, **members: Any) -> dict[str, Any]:
    return later(stance(word, 1), party=CLAIMANT, at=at, **members)


def assessed(author: str | None, at: str | None = LATER, *numbers: int) -> dict[str, Any]:
    item = {
        "id": an_id("assessment", author),
        "label": "Misleading",
        "language": "en",
        "author": author and party_id(author),
    }
    made_at = {"made_at": {"value": at}} if at else {}
    return {"assessments": [item | made_at | {"points": [point_id(number) for number in numbers]}]}


def withdrawn(at: str = LATER) -> dict[str, Any]:
    return {"withdrawn_at": {"value": at}}


def of_water(*parts: dict[str, Any], number: int = 1) -> PartyPoint:
    found = party_points(claim(points(2), revision("2019-01-01T00:00:00+00:00"), *parts))
    [only] = [each for each in found if each.party == party_id("water") and each.point == point_id(number)]
    return only


ANSWERS: dict[str, tuple[Parts, str]] = {
    "nothing on record": ((), "none"),
    "denied": ((DENIAL,), "denies"),
    "denied, later qualified": ((DENIAL, later(qualifies(1))), "qualifies"),
    "no comment": ((says("water", declines(1)),), "declines"),
    "denied, later no comment": ((DENIAL, later(declines(1))), "denies"),
    "denied in general": ((says("water", generally_denies(1)),), "general"),
    "another point denied": ((says("water", denies(2)),), "none"),
    "denial withdrawn": ((says("water", denies(1), at=FIRST, **withdrawn()),), "none"),
    "denial replaced": ((DENIAL, later(confirms(1), replaces=response_id("water"))), "confirms"),
}  # fmt: skip


@pytest.mark.parametrize(("parts", "answer"), ANSWERS.values(), ids=ANSWERS)
def test_answer_to_a_point(parts: Parts, answer: str) -> None:
    assert of_water(*parts).answer == answer


BECAME: dict[str, tuple[Parts, set[str] | None]] = {
    "never denied": ((says("water", qualifies(1)),), None),
    "denied in general only": ((says("water", generally_denies(1)),), None),
    "denied in error": ((DENIAL, later(qualifies(1), replaces=response_id("water"))), None),
    "nothing later": ((DENIAL,), {"nothing"}),
    "something later about another point": ((DENIAL, later(qualifies(2))), {"nothing"}),
    "denied again": ((DENIAL, later(denies(1))), {"spoke_again"}),
    "no comment later": ((DENIAL, later(declines(1))), {"spoke_again"}),
    "a sweeping denial later": ((DENIAL, later(generally_denies(1))), {"nothing"}),
    "qualified later": ((DENIAL, later(qualifies(1))), {"different_account"}),
    "confirmed later": ((DENIAL, later(confirms(1))), {"different_account"}),
    "qualified before": ((DENIAL, later(qualifies(1), at="2018-08-01")), {"nothing"}),
    "qualified the same day, behind it": ((DENIAL, later(qualifies(1), at=FIRST)), {"different_account"}),
    "qualified the same day, before it": ((says("water", denies(1), at=FIRST, order=2), later(qualifies(1), at=FIRST, order=1)), {"nothing"}),
    "qualified by noon of that day": ((DENIAL, later(qualifies(1), at="2018-08-07T12:00Z")), {"nothing"}),
    "denied within the month, qualified in the month": ((DENIAL, later(qualifies(1), at="2018-08")), {"different_account"}),
    "denied in the month, qualified within it": ((says("water", denies(1), at="2018-08"), later(qualifies(1), at=FIRST)), {"nothing"}),
    "qualified, then denied again": ((DENIAL, later(qualifies(1)), later(denies(1), at=LAST, order=3)), {"different_account"}),
    "a different account, withdrawn": ((DENIAL, later(qualifies(1), **withdrawn(LAST))), {"nothing"}),
    "a different account, entered in error": ((DENIAL, later(qualifies(1)), later(denies(1), at=LAST, order=3, replaces=response_id("water", 2))), {"spoke_again"}),
    "somebody else qualifies": ((DENIAL, later(qualifies(1), party="council")), {"nothing"}),
    "withdrawn": ((says("water", denies(1), at=FIRST, **withdrawn()),), {"withdrawn"}),
    "withdrawn once, denied twice": ((says("water", denies(1), at=FIRST, **withdrawn(LAST)), later(denies(1))), {"spoke_again"}),
    "withdrawn, then qualified": ((says("water", denies(1), at=FIRST, **withdrawn()), later(qualifies(1), at=LAST)), {"withdrawn", "different_account"}),
    "claimant corrects": ((DENIAL, claimant("corrects")), {"taken_back"}),
    "claimant retracts": ((DENIAL, claimant("retracts")), {"taken_back"}),
    "claimant disowns": ((DENIAL, claimant("disowns")), {"taken_back"}),
    "claimant had corrected before": ((DENIAL, claimant("corrects", at="2018-08-06")), {"nothing"}),
    "claimant stands by": ((DENIAL, claimant("stands_by")), {"stood_by"}),
    "claimant stands by, then retracts": ((DENIAL, claimant("stands_by"), claimant("retracts", at=LAST, order=3)), {"taken_back"}),
    "claimant withdraws the retraction": ((DENIAL, claimant("retracts", **withdrawn(LAST))), {"nothing"}),
    "assessed by another": ((DENIAL, assessed("council")), {"assessed"}),
    "assessed at the very moment": ((DENIAL, assessed("council", FIRST)), {"assessed"}),
    "assessed before": ((DENIAL, assessed("council", "2018-08-06")), {"nothing"}),
    "assessed at an unknown time": ((DENIAL, assessed("council", None)), {"assessed"}),
    "another point assessed": ((DENIAL, assessed("council", LATER, 2)), {"nothing"}),
    "assessed by the party": ((DENIAL, assessed("water")), {"nothing"}),
    "assessed by the claimant": ((DENIAL, assessed(CLAIMANT)), {"nothing"}),
    "assessed by this desk": ((DENIAL, assessed(None)), {"nothing"}),
    "several things": ((DENIAL, later(qualifies(1)), claimant("corrects"), assessed("council")), {"different_account", "taken_back", "assessed"}),
}  # fmt: skip


@pytest.mark.parametrize(("parts", "became"), BECAME.values(), ids=BECAME)
def test_what_became_of_a_denial(parts: Parts, became: set[str] | None) -> None:
    denial = of_water(*parts).denial
    assert (set(denial.became) if denial else None) == became


def test_first_denial_and_latest_different_account_are_named() -> None:
    denial = of_water(DENIAL, later(qualifies(1)), later(confirms(1), at=LAST, order=3)).denial
    assert denial is not None
    assert (denial.response, denial.later) == (response_id("water"), response_id("water", 3))


def test_moment_of_a_response_is_that_of_its_source_where_it_has_none() -> None:
    cited = {
        "passages": [{"form": "direct", "text": "No.", "language": "en", "citations": [an_id("citation", "paper")]}]
    }
    source = {"sources": [{"id": an_id("source", "paper"), "slug": "paper", "kind": "article", "title": "Paper",
                           "language": "en", "published_at": {"value": LATER}, "held": False}]}  # fmt: skip
    undated = says("water", qualifies(1), at=None, order=2, **cited)
    denial = of_water(DENIAL, undated, citation("paper", "paper"), source).denial
    assert denial is not None
    assert denial.became == ("different_account",)


def test_claimant_is_counted_by_its_own_moves_alone() -> None:
    found = party_points(claim(points(2), claimant("stands_by"), subjects=[party_id(CLAIMANT), party_id("water")]))
    assert [(each.point, each.answer) for each in found if each.party == party_id(CLAIMANT)] == [
        (point_id(1), "stands_by")
    ]


def test_points_with_subjects_of_their_own_concern_those_alone() -> None:
    dossier = claim({"points": [{"id": point_id(1), "order": 1, "text": "One.", "subjects": [party_id("council")]}]})
    assert [each.party for each in party_points(dossier)] == [party_id("council")]


def test_party_that_is_no_subject_is_concerned_where_it_answered() -> None:
    found = party_points(claim(points(2), says("council", confirms(2))))
    assert [(each.point, each.answer) for each in found if each.party == party_id("council")] == [
        (point_id(2), "confirms")
    ]
