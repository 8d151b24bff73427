"""Advice: allowed, never silent."""

from claims.dossier.advice import advice, unheard_parties
from claims.dossier.schema import Dossier
from tests.actions.rich_case import Json, rich_case
from tests.dossiers import SUBJECT, an_id, asks, claim, party_id, points, says


def messages(case: Json) -> dict[str, str]:
    return {each.path: each.message for each in advice(Dossier.model_validate(case))}


def test_long_title_is_noticed() -> None:
    assert "title" not in messages(rich_case() | {"title": "x" * 75})
    assert messages(rich_case() | {"title": "x" * 76})["title"] == "The title has 76 characters; aim for fewer than 75."


def test_response_before_the_claim_is_noticed_by_its_place() -> None:
    case = rich_case()
    case["responses"][1]["made_at"] = {"value": "2018-07-01"}
    assert messages(case)["responses[1].made_at"] == "Response 2 is dated before the claim. Is the date right?"


def test_response_that_may_be_later_than_the_claim_is_not() -> None:
    """Of a claim of August, an answer of the 20th may well be one."""
    case = rich_case() | {"made_at": {"value": "2018-08"}}
    for response in case["responses"]:
        response["made_at"] = {"value": "2018-08-20"}
    assert not any(path.startswith("responses") for path in messages(case))


def test_response_of_an_unknown_time_is_not() -> None:
    case = rich_case()
    case["responses"][0].pop("made_at")
    assert not any(path.startswith("responses") for path in messages(case))


def test_named_party_that_nobody_asked_is_noticed() -> None:
    case = rich_case() | {"unasked": []}
    told = [each.message for each in advice(Dossier.model_validate(case)) if each.path == "unasked"]
    assert len(told) == 2
    assert told[0].endswith("has neither a response nor a request, and no reason is given why nobody asked.")


def test_named_private_person_is_noticed() -> None:
    case = rich_case()
    clerk = next(each for each in case["parties"] if each["id"] == an_id("clerk"))
    assert "parties" not in messages(case)
    clerk["naming_reason"] = "Gave an interview."
    assert messages(case)["parties"].startswith("A private person is named: Erika Mustermann.")


def test_party_is_heard_by_a_response_a_request_or_a_reason() -> None:
    assert unheard_parties(claim(points(1))) == {party_id(SUBJECT)}
    assert not unheard_parties(claim(points(1), says(SUBJECT)))
    assert not unheard_parties(claim(points(1), asks(SUBJECT)))
    assert not unheard_parties(claim(points(1), unasked=[{"party": party_id(SUBJECT), "reason": "It is gone."}]))


def test_claimant_is_never_unheard() -> None:
    assert not unheard_parties(claim(points(1), subjects=[party_id("courier")]))
