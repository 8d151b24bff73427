"""Standings in words, English and German, from what a stored step holds."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from claims.standing import Answer, ClaimantMoves, Coverage, Tally, standing_of
from claims.vocabulary import StandingWord
from claims.wording import cell_of, coverage_sentence, headline, limit_line, point_headline, sentence, stance_label
from tests.dossiers import (
    NAMES,
    asks,
    claim,
    confirms,
    declines,
    denies,
    generally_denies,
    moment,
    names,
    party_id,
    point_id,
    points,
    qualifies,
    says,
    seed_like,
    stance,
)

LANGUAGES = ("en", "de")
NOW = datetime(2018, 8, 9, tzinfo=UTC)
NEVER_SAID = ("admit", "silent", "passed over", "räumt", "leugnet")


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with translation.override(request.param):
        yield request.param


def in_words(*parts: dict[str, Any], count: int = 5) -> tuple[str, str]:
    """Headline and sentence, the tally taken through JSON as a list would."""
    found = standing_of(claim(points(count), *parts), now=NOW)
    tally = Tally.from_json(json.loads(json.dumps(found.tally.as_json())))
    return headline(found.status.value, tally, names()), sentence(found.status.value, tally, names())


# --- The claim -----------------------------------------------------------------------------------------------------------


def test_the_seed_case_in_words(language: str) -> None:
    found = standing_of(seed_like(), now=NOW)
    named = {party_id("water"): "Facebook"}
    said = (headline(found.status, found.tally, named), sentence(found.status, found.tally, named))
    assert (
        said
        == {
            "en": (
                "Denied in part by Facebook",
                "Facebook denies 1 of 5 points, gives a different account of 1, no specific answer to 3.",
            ),
            "de": (
                "Von Facebook teilweise bestritten",
                "Facebook bestreitet 1 von 5 Punkten, stellt 1 anders dar, zu 3 keine ausdrückliche Angabe.",
            ),
        }[language]
    )


HEADLINES: dict[str, tuple[list[dict[str, Any]], str, str]] = {
    "denied": ([says("water", denies(1, 2))], "Denied by Example Water", "Von Example Water bestritten"),
    "denied by two": (
        [says("water", denies(1, 2)), says("council", denies(1, 2), order=2)],
        "Denied by Example Water and Sampletown council",
        "Von Example Water und Sampletown council bestritten",
    ),
    "denied by one wholly, by another in part": (
        [says("water", denies(1, 2)), says("council", denies(1), order=2)],
        "Denied by Example Water",
        "Von Example Water bestritten",
    ),
    "denied only together": (
        [says("water", denies(1)), says("council", denies(2), order=2)],
        "Denied by Example Water and Sampletown council, each in part",
        "Von Example Water und Sampletown council bestritten, jeweils teilweise",
    ),
    "qualified": (
        [says("water", qualifies(1, 2))],
        "Example Water gives a different account",
        "Example Water stellt es anders dar",
    ),
    "qualified by two": (
        [says("water", qualifies(1, 2)), says("council", qualifies(1, 2), order=2)],
        "Example Water and Sampletown council give a different account",
        "Example Water und Sampletown council stellen es anders dar",
    ),
    "partly qualified": (
        [says("water", qualifies(1))],
        "Example Water gives a different account in part",
        "Example Water stellt es teilweise anders dar",
    ),
    "confirmed": ([says("water", confirms(1, 2))], "Confirmed by Example Water", "Von Example Water bestätigt"),
    "partly confirmed": (
        [says("water", confirms(1))],
        "Confirmed in part by Example Water",
        "Von Example Water teilweise bestätigt",
    ),
    "declined": ([says("water", declines(1, 2))], "Example Water: no comment", "Example Water: kein Kommentar"),
    "partly declined": (
        [says("water", declines(1))],
        "Example Water: no comment on part of it",
        "Example Water: zu einem Teil kein Kommentar",
    ),
    "conflicting": (
        [says("water", denies(1)), says("council", confirms(1), order=2)],
        "The answers differ",
        "Die Antworten unterscheiden sich",
    ),
    "retracted": (
        [says("courier", stance("retracts", 1, 2))],
        "Retracted by Example Courier",
        "Von Example Courier zurückgezogen",
    ),
    "disowned": (
        [says("courier", stance("disowns", 1, 2))],
        "Disowned by Example Courier",
        "Example Courier distanziert sich davon",
    ),
    "retracted in part": (
        [says("courier", stance("retracts", 1))],
        "Retracted in part by Example Courier",
        "Von Example Courier teilweise zurückgezogen",
    ),
    "retracted and corrected in part": (
        [says("courier", stance("retracts", 1), stance("corrects", 2))],
        "Corrected in part by Example Courier",
        "Von Example Courier teilweise berichtigt",
    ),
    "nobody answered": ([], "No answer on record", "Keine Stellungnahme bekannt"),
    "an answer without a word on any point": (
        [says("water", generally_denies(1))],
        "No specific answer by Example Water",
        "Keine ausdrückliche Angabe von Example Water",
    ),
    "an answer that was taken back": (
        [says("water", denies(1), withdrawn_at=moment("2018-08-08"))],
        "Answer withdrawn by Example Water",
        "Antwort von Example Water zurückgenommen",
    ),
    "awaiting": (
        [asks("water")],
        "Asked, deadline running: Example Water",
        "Angefragt, Frist läuft: Example Water",
    ),
    "awaiting without a deadline": (
        [asks("water", deadline=None)],
        "Asked, no answer yet: Example Water",
        "Angefragt, noch keine Antwort: Example Water",
    ),
    "no response": (
        [asks("water", deadline="2018-08-07")],
        "Asked, no answer by the deadline: Example Water",
        "Angefragt, bis zur Frist keine Antwort: Example Water",
    ),
}


@pytest.mark.parametrize(("parts", "english", "german"), HEADLINES.values(), ids=HEADLINES)
def test_headline(language: str, parts: list[dict[str, Any]], english: str, german: str) -> None:
    assert in_words(*parts, count=2)[0] == {"en": english, "de": german}[language]


SENTENCES: dict[str, tuple[list[dict[str, Any]], str, str]] = {
    "all points": (
        [says("water", denies(1, 2, 3, 4, 5))],
        "Example Water denies all 5 points.",
        "Example Water bestreitet alle 5 Punkte.",
    ),
    "several parties": (
        [says("water", denies(1)), says("council", confirms(1, 2, 3), declines(4, 5), order=2)],
        "Example Water denies 1 of 5 points, no specific answer to 4. "
        "Sampletown council confirms 3 of 5 points, no comment on 2.",
        "Example Water bestreitet 1 von 5 Punkten, zu 4 keine ausdrückliche Angabe. "
        "Sampletown council bestätigt 3 von 5 Punkten, zu 2 kein Kommentar.",
    ),
    "no word on any point": (
        [says("water")],
        "Example Water: no specific answer to any of the 5 points.",
        "Example Water: zu keinem der 5 Punkte eine ausdrückliche Angabe.",
    ),
    "no comment first": (
        [says("water", declines(1))],
        "Example Water: no comment on 1 of 5 points, no specific answer to 4.",
        "Example Water: zu 1 von 5 Punkten kein Kommentar, zu 4 keine ausdrückliche Angabe.",
    ),
    "claimant first": (
        [says("water", denies(1, 2, 3, 4, 5)), says("courier", stance("corrects", 1), stance("stands_by", 2, 3))],
        "Example Courier corrects 1 of 5 points, stands by 2. Example Water denies all 5 points.",
        "Example Courier berichtigt 1 von 5 Punkten, bleibt bei 2. Example Water bestreitet alle 5 Punkte.",
    ),
    "awaiting": (
        [asks("water", 1, 2, deadline="2018-08-10")],
        "Example Water: asked about 2 of 5 points, deadline 10 August 2018.",
        "Example Water: angefragt zu 2 von 5 Punkten, Frist 10. August 2018.",
    ),
    "awaiting until a minute": (
        [asks("water", deadline="2018-08-10T18:00+02:00")],
        "Example Water: asked, deadline 10 August 2018, 18:00 (UTC+02:00).",
        "Example Water: angefragt, Frist 10. August 2018, 18:00 (UTC+02:00).",
    ),
    "awaiting without a deadline": (
        [asks("water", deadline=None)],
        "Example Water: asked, no answer yet.",
        "Example Water: angefragt, noch keine Antwort.",
    ),
    "no response": (
        [asks("water", deadline="2018-08-07")],
        "Example Water: asked, no answer by the deadline (7 August 2018).",
        "Example Water: angefragt, bis zur Frist (7. August 2018) keine Antwort.",
    ),
    "an answer that was taken back": (
        [says("water", denies(1), withdrawn_at=moment("2018-08-08"))],
        "Example Water withdrew the answer.",
        "Example Water hat die eigene Antwort zurückgenommen.",
    ),
    "nobody": (
        [],
        "No answer to any of the 5 points is on record.",
        "Zu keinem der 5 Punkte ist eine Stellungnahme bekannt.",
    ),
}


@pytest.mark.parametrize(("parts", "english", "german"), SENTENCES.values(), ids=SENTENCES)
def test_sentence(language: str, parts: list[dict[str, Any]], english: str, german: str) -> None:
    assert in_words(*parts)[1] == {"en": english, "de": german}[language]


def test_a_claim_of_one_point_is_said_without_figures(language: str) -> None:
    expected = {"en": "Example Water denies the point.", "de": "Example Water bestreitet den Punkt."}
    assert in_words(says("water", denies(1)), count=1)[1] == expected[language]


def test_before_the_claim_was_made(language: str) -> None:
    said = (headline("not_yet_made", Tally(), {}), sentence("not_yet_made", Tally(), {}))
    assert (
        said
        == {
            "en": ("Not yet made", "The claim had not yet been made."),
            "de": ("Noch nicht aufgestellt", "Die Behauptung war noch nicht aufgestellt."),
        }[language]
    )


def test_many_names_are_cut_short_by_their_number(language: str) -> None:
    tally = Tally(2, tuple(Answer(f"P{n}", denies=2, has_answered=True) for n in range(1, 7)))
    assert (
        headline("denied", tally, str)
        == {
            "en": "Denied by P1, P2, P3 and 3 others",
            "de": "Von P1, P2, P3 und 3 weiteren bestritten",
        }[language]
    )
    assert sentence("denied", tally, str).endswith(
        {
            "en": "P3 denies both points. 3 more parties answered or were asked.",
            "de": "P3 bestreitet beide Punkte. 3 weitere Parteien haben geantwortet oder wurden angefragt.",
        }[language]
    )


def test_coverage_is_a_sentence(language: str) -> None:
    assert (
        coverage_sentence(Coverage(points=5, addressed=2, general=1))
        == {
            "en": "2 of 5 points are addressed; 1 more is possibly covered.",
            "de": "Auf 2 von 5 Punkten wird eingegangen; 1 weiterer ist möglicherweise erfasst.",
        }[language]
    )


def test_one_of_several_points_is_addressed(language: str) -> None:
    said = coverage_sentence(Coverage(points=3, addressed=1))
    assert said == {"en": "1 of 3 points is addressed.", "de": "Auf 1 von 3 Punkten wird eingegangen."}[language]


def test_the_limit_is_stated(language: str) -> None:
    assert (
        limit_line()
        == {
            "en": "This shows who answered what; it is not a finding of what is true.",
            "de": "Dies zeigt, wer was geantwortet hat; es ist keine Feststellung, was wahr ist.",
        }[language]
    )


# --- The points ----------------------------------------------------------------------------------------------------------


def test_the_cells_of_the_seed_case(language: str) -> None:
    found = standing_of(seed_like(), now=NOW)
    numbers = {point_id(number): number for number in range(1, 6)}
    cells = [cell_of(point, party_id("water"), found.tally, numbers) for point in found.points]
    assert [cell.kind for cell in cells] == ["qualifies", "denies", "general", "none", "none"]
    assert [cell.label for cell in cells[1:]] == {
        "en": ["Denies", *["No specific answer to this point"] * 3],
        "de": ["Bestreitet", *["Dazu keine ausdrückliche Angabe"] * 3],
    }[language]
    assert (
        cells[2].note
        == {
            "en": "Possibly covered by the denial of point 2. Shown, not counted.",
            "de": "Möglicherweise vom Dementi zu Punkt 2 erfasst. Gezeigt, nicht gezählt.",
        }[language]
    )


def test_a_party_that_was_not_asked_has_no_answer_on_record(language: str) -> None:
    found = standing_of(seed_like(), now=NOW)
    cell = cell_of(found.points[0], party_id("council"), found.tally, {})
    assert cell.label == {"en": "No answer on record", "de": "Keine Stellungnahme bekannt"}[language]


def test_a_point_names_who(language: str) -> None:
    found = standing_of(seed_like(), now=NOW)
    assert [point_headline(point, found.tally, names()) for point in found.points[:3]] == {
        "en": [
            "Example Water gives a different account",
            "Denied by Example Water",
            "No specific answer to this point",
        ],
        "de": [
            "Example Water stellt es anders dar",
            "Von Example Water bestritten",
            "Dazu keine ausdrückliche Angabe",
        ],
    }[language]


def test_an_asked_party_is_named_at_the_point(language: str) -> None:
    found = standing_of(claim(points(2), asks("water", 1)), now=NOW)
    assert (
        point_headline(found.points[0], found.tally, names())
        == {
            "en": "Asked, deadline running: Example Water",
            "de": "Angefragt, Frist läuft: Example Water",
        }[language]
    )


def test_the_claimants_move_has_its_own_words(language: str) -> None:
    found = standing_of(claim(points(1), says("courier", stance("stands_by", 1))), now=NOW)
    cell = cell_of(found.points[0], party_id("courier"), found.tally, {})
    assert cell.label == {"en": "Stands by the claim", "de": "Bleibt bei der Darstellung"}[language]


# --- Never ---------------------------------------------------------------------------------------------------------------

figures = st.integers(0, 3)
answers = st.builds(
    Answer,
    party=st.sampled_from([party_id(word) for word in NAMES]),
    denies=figures,
    qualifies=figures,
    confirms=figures,
    declines=figures,
    general=figures,
    none=figures,
    has_answered=st.booleans(),
    awaiting=figures,
    no_response=figures,
    deadline=st.sampled_from([None, "2018", "2018-08", "2018-08-10", "2018-08-10T12:00Z"]),
)
tallies = st.builds(
    Tally,
    points=figures,
    answers=st.lists(answers, max_size=6).map(tuple),
    claimant=st.one_of(st.none(), st.builds(ClaimantMoves, st.just(party_id("courier")), figures, figures, figures)),
)


@given(st.sampled_from(StandingWord), tallies, st.sampled_from(LANGUAGES))
def test_no_wording_ever_accuses(status: StandingWord, tally: Tally, code: str) -> None:
    with translation.override(code):
        said = f"{headline(status, tally, names())} {sentence(status, tally, names())}"
    assert not [word for word in NEVER_SAID if word in said.lower()]
    assert "%(" not in said


def test_every_stance_has_a_label_in_both_languages() -> None:
    for word in ("denies", "qualifies", "confirms", "declines", "stands_by", "corrects", "retracts", "disowns"):
        with translation.override("en"):
            english = stance_label(word)
        with translation.override("de"):
            assert stance_label(word) != english
