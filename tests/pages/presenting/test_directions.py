"""A case in Arabic on an English page: its words run from right to left, the page does not."""

import pytest
from django.template.loader import render_to_string

from claims.dossier.schema import Dossier
from claims.pages.presenting.cards import attributed_title
from claims.pages.presenting.case import CasePage, case_page
from claims.pages.presenting.languages import bare, direction_of, isolated
from claims.pages.presenting.parties import PartyName
from claims.pages.presenting.texts import Text
from claims.standing import standing_of
from tests.bench.large import FROM
from tests.dossiers import NAMES, claim, denies, party_id, points, says

COURIER, WATER = "جريدة المثال", "شركة المياه (المثال)"
WORDS = "هذا غير صحيح، ولم نعلم بأي تسرب قبل 5 أغسطس."


def arabic() -> Dossier:
    names = {"courier": COURIER, "water": WATER, "council": "مجلس البلدية"}
    passage = {"form": "direct", "text": WORDS, "language": "ar"}
    return claim(
        points(2),
        says("water", [denies(1)[0] | {"words": "هذا غير صحيح"}], passages=[passage]),
        language="ar",
        title="تقرير عن تسرب المياه",
        statement="Example قالت إن الشركة علمت بالتسرب.",
        parties=[{"id": party_id(word), "kind": "outlet", "name": names[word]} for word in NAMES],
    )


@pytest.fixture(scope="module")
def case() -> CasePage:
    dossier = arabic()
    return case_page(dossier, dossier, standing_of(dossier, now=FROM))


def rendered(template: str, case: CasePage) -> str:
    return " ".join(render_to_string(template, {"case": case}).split())


def test_words_run_as_their_language_does_whatever_they_begin_with(case: CasePage) -> None:
    html = rendered("claims/_exchange.html", case)

    assert 'lang="ar" dir="rtl">Example قالت' in html
    assert '<p class="voice__words" dir="rtl"> “<bdi lang="ar" dir="rtl">' in html


def test_a_name_does_not_turn_the_sentence_around_it(case: CasePage) -> None:
    assert case.standing.headline == f"Denied in part by \u2068{WATER}\u2069"


def test_a_latin_name_needs_no_marks() -> None:
    assert isolated("Facebook") == "Facebook"
    assert bare(isolated(COURIER)) == COURIER


def test_a_title_that_names_the_claimant_is_not_attributed_twice() -> None:
    claimant = PartyName("1", isolated(COURIER), isolated(COURIER))

    assert attributed_title(Text(f"{COURIER}: تقرير", "ar"), claimant).words == f"{COURIER}: تقرير"


@pytest.mark.parametrize(
    ("tag", "direction"), [("ar", "rtl"), ("he-IL", "rtl"), ("fa", "rtl"), ("de", "ltr"), ("qqq", "ltr")]
)
def test_the_direction_of_a_language(tag: str, direction: str) -> None:
    assert direction_of(tag) == direction
