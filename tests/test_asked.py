"""Requests for comment as figures count them: the truth table of ``claims.standing.asked``."""

from datetime import UTC, datetime
from typing import Any

import pytest

from claims.standing.asked import AskedParty, asked_parties
from tests.dossiers import asks, claim, denies, moment, points, response_id, says

NOW = datetime(2018, 8, 12, tzinfo=UTC)


def asked(*parts: dict[str, Any]) -> AskedParty:
    [only] = asked_parties(claim(points(1), *parts))
    return only


def request(outcome: str | None = None, at: Any = None, sent: Any = "2018-08-06", **members: Any) -> dict[str, Any]:
    closed = {"outcome": outcome, "outcome_at": moment(at)} if outcome else {}
    return asks("water", **{"sent_at": moment(sent), **closed, **members})


EXTENDED: dict[str, Any] = {"extensions": [{"granted_at": {"value": "2018-08-09"}, "until": {"value": "2018-08-20"}}]}
STATES: dict[str, tuple[tuple[dict[str, Any], ...], str]] = {
    "answered": ((request("answered", "2018-08-08"),), "answered"),
    "names the response": ((request(response=response_id("water")), says("water", denies(1))), "answered"),
    "declined": ((request("declined"),), "declined"),
    "undeliverable": ((request("undeliverable"),), "undeliverable"),
    "withdrawn": ((request("withdrawn"),), "withdrawn"),
    "passed": ((request(),), "no_response"),
    "passed, spoke elsewhere": ((request(), says("water", denies(1))), "elsewhere"),
    "running": ((request(deadline=moment("2018-08-12")),), "awaiting"),
    "extended": ((request(**EXTENDED),), "awaiting"),
    "no deadline": ((request(deadline=None),), "awaiting"),
    "a deadline nobody can place": ((request(deadline={"stated": "soon"}),), "awaiting"),
}


@pytest.mark.parametrize(("parts", "state"), STATES.values(), ids=STATES)
def test_state_of_a_request(parts: tuple[dict[str, Any], ...], state: str) -> None:
    assert asked(*parts).state(NOW) == state


DAYS: dict[str, tuple[Any, Any, int | None]] = {
    "days": ("2018-08-06", "2018-08-08", 2),
    "the same day": ("2018-08-06T09:00+02:00", "2018-08-06", 0),
    "minutes, as their clocks showed": ("2018-08-06T23:30+02:00", "2018-08-07T00:30+02:00", 1),
    "a month": ("2018-08", "2018-08-08", None),
    "a bound": ("2018-08-06", {"not_after": "2018-08-08"}, None),
    "an answer before it was sent": ("2018-08-06", "2018-08-05", None),
}


@pytest.mark.parametrize(("sent", "answered", "days"), DAYS.values(), ids=DAYS)
def test_days_to_answer(sent: Any, answered: Any, days: int | None) -> None:
    assert asked(request("answered", answered, sent)).days == days


def test_day_of_the_answer_is_that_of_the_response_where_the_outcome_has_none() -> None:
    parts = request("answered", None, response=response_id("water"), outcome_at=None)
    assert asked(parts, says("water", denies(1), at="2018-08-09")).days == 3


def test_declined_request_has_no_time_to_answer() -> None:
    assert asked(request("declined", "2018-08-08")).days is None
