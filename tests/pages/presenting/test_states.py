"""States of a case that the seed does not show: several parties, general answers, takings back, silence."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from claims.dossier.cards import leading_answer
from claims.dossier.schema import Dossier
from claims.pages.presenting.case import CasePage, case_page
from claims.standing import standing_of
from tests.dossiers import claim, confirms, denies, points, says, stance
from tests.pages.reading import text_of

NOW = datetime(2018, 8, 8, 12, tzinfo=UTC)


def page_of(dossier: Dossier) -> CasePage:
    return case_page(dossier, dossier, standing_of(dossier, now=NOW))


def points_of(case: CasePage) -> str:
    return render_to_string("claims/_points.html", {"case": case})


def test_answers_that_differ_both_stand_on_the_first_screen() -> None:
    case = page_of(claim(points(2), says("water", denies(1)), says("council", confirms(1))))

    assert case.standing.headline == "The answers differ"
    assert {voice.party.name for voice in case.exchange.answers} == {"Example Water", "Sampletown council"}


def test_three_columns_scroll_in_a_region_that_the_keyboard_reaches() -> None:
    case = page_of(
        claim(
            points(2),
            says("water", denies(1)),
            says("council", confirms(1)),
            says("courier", stance("stands_by", 1)),
        )
    )

    assert len(case.points.columns) == 3
    assert case.points.columns[-1].name == "Example Courier"
    html = " ".join(points_of(case).split())
    assert 'role="region" aria-labelledby="points" tabindex="0"' in html
    assert "Stands by the claim" in text_of(html)


def test_one_point_has_no_number_and_no_table() -> None:
    html = points_of(page_of(claim(points(1), says("water", denies(1)))))

    assert "<table" not in html
    assert "point__number" not in html
    assert "Denies" in text_of(html)


def test_points_without_any_answer_are_a_list_that_says_so_at_each() -> None:
    html = points_of(page_of(claim(points(3))))

    assert "<table" not in html
    assert text_of(html).count("No answer on record") >= 3


@pytest.mark.parametrize(("word", "told"), [("denies", "denial"), ("confirms", "answer")])
def test_an_answer_that_names_no_point_is_not_tied_to_one(word: str, told: str) -> None:
    html = points_of(page_of(claim(points(2), says("water", stance(word, 2, directness="general")))))

    assert f"Possibly covered by a general {told}. Shown, not counted." in text_of(html)
    assert ("#mark-general" in html.partition("</table>")[0]) == (word == "denies")


@pytest.mark.parametrize(
    ("word", "english", "german"),
    [
        ("denies", "Denies", "Bestreitet"),
        ("qualifies", "Gives a different account", "Stellt es anders dar"),
        ("confirms", "Confirms", "Bestätigt"),
        ("declines", "No comment", "Kein Kommentar"),
    ],
)
def test_the_cell_says_the_stance_in_the_language_of_the_page(word: str, english: str, german: str) -> None:
    dossier = claim(points(2), says("water", stance(word, 1)))
    for language, label in (("en", english), ("de", german)):
        with translation.override(language):
            assert label in text_of(points_of(page_of(dossier)))


def test_a_later_answer_counts_and_the_earlier_one_is_named() -> None:
    dossier = claim(
        points(2),
        says("water", denies(1), at="2018-08-07T10:00Z"),
        says("water", confirms(1), at="2018-08-08T10:00Z"),
    )

    text = text_of(points_of(page_of(dossier)))

    assert "Confirms" in text
    assert "Before: Denies (7 August 2018, 10:00)" in text


def test_an_answer_that_was_taken_back_is_shown_as_that() -> None:
    words = [{"form": "direct", "text": "It is not so.", "language": "en"}]
    dossier = claim(points(2), says("water", denies(1), withdrawn_at={"value": "2018-08-07"}, passages=words))
    case = page_of(dossier)

    assert case.standing.headline == "Answer withdrawn by Example Water"
    assert "Answer withdrawn Withdrawn: Denies (7 August 2018, 10:00)" in text_of(points_of(case))
    first_screen = text_of(render_to_string("claims/_exchange.html", {"case": case}))
    assert "Withdrawn by Example Water: 7 August 2018." in first_screen
    assert leading_answer(dossier) is None


def test_many_answers_stand_by_party_the_latest_in_sight() -> None:
    answers = [says("water" if order % 2 else "council", denies(1), order=order) for order in range(1, 16)]
    case = page_of(claim(points(2), *answers))

    html = render_to_string("claims/_responses.html", {"responses": case.responses, "parties": case.by_party})

    assert "7 earlier answers by Example Water" in text_of(html)
    assert "6 earlier answers by Sampletown council" in text_of(html)
    assert html.count("<article") == 15
    assert html.index('href="#answer-15"') < html.index('id="answer-15"') < html.index('id="answer-1"')
    assert page_of(claim(points(2), *answers[:12])).by_party == []


@pytest.mark.parametrize("word", ["retracts", "corrects", "disowns"])
def test_a_claimant_that_takes_a_point_back_has_a_voice_and_a_column(word: str) -> None:
    case = page_of(claim(points(2), says("water", denies(1)), says("courier", stance(word, 1))))

    assert case.exchange.answers[0].is_claimant
    assert case.points.columns[-1].name == "Example Courier"


def test_the_words_admit_nothing_that_was_not_said() -> None:
    case: Any = page_of(claim(points(3), says("water", denies(1))))

    text = text_of(points_of(case)).casefold()

    for word in ("admits", "silent", "passed over", "debunk", "false"):
        assert word not in text
