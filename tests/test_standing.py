"""The truth table of standing."""

from datetime import UTC, datetime
from typing import Any

import pytest

from claims.dossier.known import parse_as_of
from claims.dossier.schema import Dossier
from claims.standing import (
    ClaimStanding,
    Coverage,
    Tally,
    next_change,
    standing_of,
    standing_steps,
    with_standing,
)
from claims.vocabulary import StandingWord
from tests.dossiers import (
    asks,
    claim,
    confirms,
    declines,
    denies,
    generally_denies,
    moment,
    party_id,
    point_id,
    points,
    qualifies,
    request_id,
    response_id,
    says,
    seed_like,
    stance,
    stance_id,
)

BEFORE_DEADLINE = datetime(2018, 8, 9, tzinfo=UTC)
AFTER_DEADLINE = datetime(2018, 8, 20, tzinfo=UTC)


def standing(dossier: Dossier, now: datetime = AFTER_DEADLINE, as_of: str | None = None) -> ClaimStanding:
    return standing_of(dossier, now=now, as_of=parse_as_of(as_of) if as_of else None)


def words_of(found: ClaimStanding) -> list[str]:
    return [point.status.value for point in found.points]


# --- The seed case -------------------------------------------------------------------------------------------------------


def test_the_seed_case_is_partly_denied_with_two_of_five_points_addressed() -> None:
    found = standing(seed_like())
    assert found.status == StandingWord.PARTLY_DENIED
    assert found.coverage == Coverage(points=5, addressed=2, declined=0, general=1)
    assert words_of(found) == ["qualified", "denied", "unanswered", "unanswered", "unanswered"]
    assert found.basis == (stance_id("water", "denies", 2),)


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        ("2018-08-05", "not_yet_made"),
        ("2018-08-06", "unanswered"),
        ("2018-08-07T09:37+02:00", "unanswered"),
        ("2018-08-07T09:38+02:00", "partly_denied"),
        ("2018-08-07", "partly_denied"),
        ("2018-07", "not_yet_made"),
        ("2018-08", "partly_denied"),
        ("2018", "partly_denied"),
    ],
)
def test_the_seed_case_as_of(as_of: str, status: str) -> None:
    assert standing(seed_like(), as_of=as_of).status == status


# --- One point -----------------------------------------------------------------------------------------------------------

POINT_TABLE: dict[str, tuple[list[dict[str, Any]], str]] = {
    "nobody answered": ([], "unanswered"),
    "denied": ([says("water", denies(1))], "denied"),
    "qualified": ([says("water", qualifies(1))], "qualified"),
    "confirmed": ([says("water", confirms(1))], "confirmed"),
    "declined": ([says("water", declines(1))], "declined"),
    "a general denial does not count": ([says("water", generally_denies(1))], "unanswered"),
    "a general no comment does not count": (
        [says("water", stance("declines", 1, directness="general"))],
        "unanswered",
    ),
    "denies beats qualifies": ([says("water", denies(1)), says("council", qualifies(1))], "denied"),
    "qualifies beats declines": ([says("water", declines(1)), says("council", qualifies(1))], "qualified"),
    "confirms beats declines": ([says("water", declines(1)), says("council", confirms(1))], "confirmed"),
    "one denies, one confirms": ([says("water", denies(1)), says("council", confirms(1))], "conflicting"),
    "one qualifies, one confirms": ([says("water", qualifies(1)), says("council", confirms(1))], "conflicting"),
    "a later position replaces the earlier": (
        [says("water", denies(1)), says("water", confirms(1), at="2018-08-08", order=2)],
        "confirmed",
    ),
    "of equal moments the later in order": (
        [says("water", denies(1), order=2), says("water", confirms(1), order=1)],
        "denied",
    ),
    "a later no comment does not take back a denial": (
        [says("water", denies(1)), says("water", declines(1), at="2018-08-08", order=2)],
        "denied",
    ),
    "a later general denial does not take back a confirmation": (
        [says("water", confirms(1)), says("water", generally_denies(1), at="2018-08-08", order=2)],
        "confirmed",
    ),
    "the claimant retracts": ([says("water", denies(1)), says("courier", stance("retracts", 1))], "retracted"),
    "the claimant corrects": ([says("water", denies(1)), says("courier", stance("corrects", 1))], "corrected"),
    "the claimant disowns": ([says("courier", stance("disowns", 1))], "disowned"),
    "the claimant stands by it": ([says("water", denies(1)), says("courier", stance("stands_by", 1))], "denied"),
    "standing by it later does not undo a retraction": (
        [
            says("courier", stance("retracts", 1)),
            says("courier", stance("stands_by", 1), at="2018-08-08", order=2),
        ],
        "retracted",
    ),
    "the claimant's latest word holds": (
        [
            says("courier", stance("corrects", 1)),
            says("courier", stance("retracts", 1), at="2018-08-08", order=2),
        ],
        "retracted",
    ),
    "only the claimant retracts": ([says("water", stance("retracts", 1))], "unanswered"),
    "the claimant does not deny its own claim": ([says("courier", denies(1))], "unanswered"),
    "a withdrawn answer no longer counts": (
        [says("water", denies(1), withdrawn_at=moment("2018-08-08"))],
        "unanswered",
    ),
    "after a withdrawal the earlier position holds again": (
        [
            says("water", qualifies(1)),
            says("water", denies(1), at="2018-08-08", order=2, withdrawn_at=moment("2018-08-09")),
        ],
        "qualified",
    ),
    "a replaced answer no longer counts": (
        [says("water", denies(1)), says("water", order=2, replaces=response_id("water"))],
        "unanswered",
    ),
}


@pytest.mark.parametrize(("parts", "status"), POINT_TABLE.values(), ids=POINT_TABLE)
def test_point(parts: list[dict[str, Any]], status: str) -> None:
    found = standing(claim(points(1), *parts))
    assert words_of(found) == [status]
    assert found.status == status


REQUEST_TABLE: dict[str, tuple[list[dict[str, Any]], str]] = {
    "deadline running": ([asks("water", deadline="2018-08-31")], "awaiting"),
    "deadline passed": ([asks("water")], "no_response"),
    "no deadline": ([asks("water", deadline=None)], "awaiting"),
    "extended beyond now": (
        [asks("water", extensions=[{"granted_at": moment("2018-08-09"), "until": moment("2018-08-31")}])],
        "awaiting",
    ),
    "an extension that is shorter than the deadline takes nothing away": (
        [
            asks(
                "water",
                deadline="2018-08-31",
                extensions=[{"granted_at": moment("2018-08-09"), "until": moment("2018-08-10")}],
            )
        ],
        "awaiting",
    ),
    "undeliverable": ([asks("water", outcome="undeliverable", outcome_at=moment("2018-08-06"))], "unanswered"),
    "withdrawn": ([asks("water", outcome="withdrawn", outcome_at=moment("2018-08-06"))], "unanswered"),
    "declined": ([asks("water", outcome="declined", outcome_at=moment("2018-08-06"))], "unanswered"),
    "answered by a response, without an outcome": (
        [says("water"), asks("water", deadline="2018-08-31", response=response_id("water"))],
        "unanswered",
    ),
    "passed, but the party answered something": ([says("water"), asks("water")], "unanswered"),
    "passed, and the party's answer was withdrawn": (
        [says("water", denies(1), withdrawn_at=moment("2018-08-08")), asks("water")],
        "unanswered",
    ),
    "one running, one passed": ([asks("water"), asks("council", deadline="2018-08-31")], "awaiting"),
    "a position counts more than a running request": (
        [says("council", declines(1)), asks("water", deadline="2018-08-31")],
        "declined",
    ),
    "a request about another point": ([asks("water", 2)], "unanswered"),
}


@pytest.mark.parametrize(("parts", "status"), REQUEST_TABLE.values(), ids=REQUEST_TABLE)
def test_point_under_requests(parts: list[dict[str, Any]], status: str) -> None:
    found = standing(claim(points(2), *parts))
    assert words_of(found)[0] == status


def test_a_deadline_passes_strictly_after_its_end() -> None:
    dossier = claim(points(1), asks("water", deadline="2018-08-10T12:00Z"))
    assert standing(dossier, now=datetime(2018, 8, 10, 12, tzinfo=UTC)).status == "awaiting"
    assert standing(dossier, now=datetime(2018, 8, 10, 12, 0, 0, 1, tzinfo=UTC)).status == "no_response"


def test_an_extension_counts_from_when_it_was_granted() -> None:
    extension = {"granted_at": moment("2018-08-12T12:00Z"), "until": moment("2018-08-15")}
    dossier = claim(points(1), asks("water", extensions=[extension]))
    words = [standing(dossier, as_of=date).status for date in ("2018-08-10", "2018-08-11", "2018-08-12", "2018-08-16")]
    assert words == ["awaiting", "no_response", "awaiting", "no_response"]


def test_a_request_decides_by_its_id() -> None:
    assert standing(claim(points(2), asks("water"))).basis == (request_id("water"),)


# --- The claim -----------------------------------------------------------------------------------------------------------

CLAIM_TABLE: dict[str, tuple[list[dict[str, Any]], str]] = {
    "all denied": ([says("water", denies(1, 2, 3))], "denied"),
    "all confirmed": ([says("water", confirms(1, 2, 3))], "confirmed"),
    "all conflicting": ([says("water", denies(1, 2, 3)), says("council", confirms(1, 2, 3))], "conflicting"),
    "all retracted": ([says("courier", stance("retracts", 1, 2, 3))], "retracted"),
    "one retracted": ([says("courier", stance("retracts", 1)), says("water", denies(2, 3))], "partly_corrected"),
    "one disowned": ([says("courier", stance("disowns", 1))], "partly_corrected"),
    "one conflicting": ([says("water", denies(1, 2)), says("council", confirms(1))], "conflicting"),
    "one denied": ([says("water", denies(1), confirms(2), qualifies(3))], "partly_denied"),
    "one qualified": ([says("water", qualifies(1), confirms(2))], "partly_qualified"),
    "one confirmed": ([says("water", confirms(1), declines(2))], "partly_confirmed"),
    "one declined": ([says("water", declines(2))], "partly_declined"),
    "one awaiting": ([asks("water", 2, deadline="2018-08-31")], "unanswered"),
    "awaiting and passed": ([asks("water", 1), asks("council", 2, 3, deadline="2018-08-31")], "awaiting"),
    "all passed": ([asks("water")], "no_response"),
}


@pytest.mark.parametrize(("parts", "status"), CLAIM_TABLE.values(), ids=CLAIM_TABLE)
def test_claim(parts: list[dict[str, Any]], status: str) -> None:
    assert standing(claim(points(3), *parts)).status == status


def test_a_claim_without_points_is_unanswered_and_covers_nothing() -> None:
    found = standing(claim())
    assert (found.status, found.coverage) == ("unanswered", Coverage())


def test_a_point_made_later_is_left_out_before() -> None:
    later = {"id": point_id(2), "order": 2, "text": "A point.", "made_at": moment("2018-08-08")}
    dossier = claim(points(1), {"points": [later]}, says("water", denies(1)))
    assert standing(dossier, as_of="2018-08-07").status == "denied"
    assert standing(dossier, as_of="2018-08-08").status == "partly_denied"


def test_a_replaced_point_stays_a_point_and_the_claimants_stance_makes_it_corrected() -> None:
    new = {"id": point_id(2), "order": 2, "text": "The point, corrected.", "replaces": point_id(1)}
    dossier = claim(points(1), {"points": [new]}, says("courier", stance("corrects", 1)))
    assert words_of(standing(dossier)) == ["corrected", "unanswered"]
    assert standing(dossier).coverage == Coverage(points=2, addressed=1)


def test_coverage_counts_each_point_once_under_the_strongest_answer() -> None:
    parts = [
        says("water", denies(1), declines(2), generally_denies(3)),
        says("council", declines(1), generally_denies(2)),
    ]
    assert standing(claim(points(4), *parts)).coverage == Coverage(points=4, addressed=1, declined=1, general=1)


def test_a_withdrawn_answer_counts_until_it_was_withdrawn() -> None:
    dossier = claim(points(1), says("water", denies(1), withdrawn_at=moment("2018-08-09T08:00Z")))
    assert standing(dossier, as_of="2018-08-09T07:59Z").status == "denied"
    assert standing(dossier, as_of="2018-08-09T08:00Z").status == "unanswered"


def test_a_replaced_answer_counts_until_its_replacement_is_known() -> None:
    new = says("water", qualifies(1), at="2018-08-09", order=2, replaces=response_id("water"))
    dossier = claim(points(1), says("water", denies(1)), new)
    assert standing(dossier, as_of="2018-08-08").status == "denied"
    assert standing(dossier, as_of="2018-08-09").status == "qualified"


@pytest.mark.parametrize("replaced_at", ["2018-08-10", None], ids=["later", "undated"])
def test_a_withdrawn_answer_is_one_until_its_replacement_is_known(replaced_at: str | None) -> None:
    new = says("water", at=replaced_at, order=2, replaces=response_id("water"))
    dossier = claim(points(1), says("water", denies(1), withdrawn_at=moment("2018-08-08")), new)
    (answer,) = standing(dossier, as_of="2018-08-09").tally.answers
    assert (answer.has_withdrawn, answer.has_answered) == (True, False)
    if replaced_at:
        (answer,) = standing(dossier, as_of=replaced_at).tally.answers
        assert (answer.has_withdrawn, answer.has_answered) == (False, True)


# --- Tally ---------------------------------------------------------------------------------------------------------------


def test_the_tally_counts_each_partys_positions() -> None:
    (answer,) = standing(seed_like()).tally.answers
    figures = (answer.denies, answer.qualifies, answer.confirms, answer.declines, answer.general, answer.none)
    assert answer.party == party_id("water")
    assert figures == (1, 1, 0, 0, 1, 2)


def test_the_tally_names_who_was_asked_and_by_when() -> None:
    (answer,) = standing(claim(points(3), asks("water", 1, 2)), now=BEFORE_DEADLINE).tally.answers
    assert (answer.awaiting, answer.no_response, answer.deadline) == (2, 0, "2018-08-10")
    assert not answer.has_answered


def test_the_tally_survives_json() -> None:
    parts = [says("water", denies(1)), says("courier", stance("corrects", 2)), asks("council")]
    tally = standing(claim(points(3), *parts)).tally
    assert Tally.from_json(tally.as_json()) == tally


# --- Steps ---------------------------------------------------------------------------------------------------------------


def test_the_steps_of_the_seed_case() -> None:
    steps = standing_steps(seed_like())
    end_of_monday = datetime(2018, 8, 6, 23, 59, 59, 999_999, tzinfo=UTC)
    article = datetime(2018, 8, 7, 7, 38, tzinfo=UTC)
    assert [(step.start, step.end, step.standing.status.value) for step in steps.as_of] == [
        (None, end_of_monday, "not_yet_made"),
        (end_of_monday, article, "unanswered"),
        (article, None, "partly_denied"),
    ]
    assert [(step.start, step.end) for step in steps.now] == [(None, None)]


def test_a_step_ends_when_an_asked_party_says_something_about_no_point() -> None:
    dossier = claim(points(1), asks("courier", deadline="2018-08-10"), says("courier", at="2018-08-15"))
    words = [step.standing.status.value for step in standing_steps(dossier).as_of]
    assert words == ["not_yet_made", "awaiting", "no_response", "unanswered"]


def test_only_deadlines_move_the_standing_now() -> None:
    dossier = claim(points(1), asks("water", deadline="2018-08-10"))
    passed = datetime(2018, 8, 11, tzinfo=UTC)
    assert [(step.start, step.standing.status.value) for step in standing_steps(dossier).now] == [
        (None, "awaiting"),
        (passed, "no_response"),
    ]
    assert next_change(dossier, BEFORE_DEADLINE) == passed
    assert next_change(dossier, passed) is None


# --- In the dossier ------------------------------------------------------------------------------------------------------


def test_with_standing_fills_claim_and_points() -> None:
    dossier = seed_like()
    shown = with_standing(dossier, standing(dossier, as_of="2018-08-07"), as_of="2018-08-07").as_json()
    assert shown["standing"] == {
        "status": "partly_denied",
        "coverage": {"points": 5, "addressed": 2, "declined": 0, "general": 1},
        "basis": [stance_id("water", "denies", 2)],
        "as_of": "2018-08-07",
    }
    assert shown["points"][1]["standing"] == {"status": "denied", "basis": [stance_id("water", "denies", 2)]}
