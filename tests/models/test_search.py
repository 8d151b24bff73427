"""What a search means: `claims_searched`, over texts of both languages; the words that are kept; spelling."""

import pytest
from django.db import connection

from claims.models import Publication
from claims.models.spelling import correction, distance
from tests.factories import PublicationFactory
from tests.models.guards import change

pytestmark = pytest.mark.django_db

TEXTS = (
    ("en", "The banks were asked for a fine; Mercedes declined, said Mueller."),
    ("de", "Die Banken verhängten Bußgelder, sagte Herr Müller aus Köln."),
    ("simple", "Mark Zuckerberg"),
)


def publication(*texts: tuple[str, str]) -> Publication:
    given = [{"field": "title", "language": language, "weight": "A", "text": text} for language, text in texts]
    row: Publication = PublicationFactory(search_text=given)
    return row


def finds(words: str) -> bool:
    return Publication.objects.matching(words).exists()


@pytest.mark.parametrize(
    "words",
    [
        "Bank", "banken", "bank fined", "Bußgeld", "Bussgeld", "BUSSGELDER", "Müller", "Mueller", "muller", "Koeln", "köln",
        "Mercedes banks", "Zuckerberg banks", '"banks were asked"', "„Banken verhängten“", "zebra OR bank", "zebra oder bank",
        "the bank", "bank -zebra", "zuckerberg -„fined twice“",
    ],
)  # fmt: skip
def test_words_are_found(words: str) -> None:
    publication(*TEXTS)
    assert finds(words)


@pytest.mark.parametrize(
    "words", ["bank -banks", "bank -Bußgeld", "bank -zuckerberg", '"asked banks"', "bank zebra", "zebra or lion", ""]
)
def test_words_are_not_found(words: str) -> None:
    publication(*TEXTS)
    assert finds(words) is (words == "")


def test_words_that_say_nothing_count_where_nothing_else_is_asked_for() -> None:
    publication(("simple", "The Who"))
    assert finds("the who")


def test_a_search_of_many_words_stays_small() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT numnode(claims_searched(%s))", [" ".join(f"müe{n}" for n in range(60))])
        assert cursor.fetchone()[0] <= 500


class TestSpelling:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [("Zuckerburg", "Zuckerberg"), ("zuckreberg banks", "Zuckerberg banks"), ("Mercdes -bank", "Mercedes -bank")],
    )
    def test_an_unknown_word_is_replaced_by_the_nearest(self, typed: str, meant: str) -> None:
        publication(*TEXTS)
        found = correction(typed)
        assert found
        assert found.words == meant

    @pytest.mark.parametrize("typed", ["Zuckerberg", "Zebrastreifen", "12345", "abc", ""])
    def test_nothing_is_offered_for_a_known_word_or_one_that_is_far_from_all(self, typed: str) -> None:
        publication(*TEXTS)
        assert correction(typed) is None

    def test_a_word_goes_with_the_last_text_that_holds_it(self) -> None:
        first, second = publication(("en", "Zuckerberg")), publication(("en", "Zuckerberg"))
        change(first, search_text="[]")
        assert correction("Zuckerburg")
        change(second, search_text="[]")
        assert correction("Zuckerburg") is None

    @pytest.mark.parametrize(
        ("one", "other", "slips"),
        [
            ("bank", "bank", 0),
            ("bank", "bnak", 1),
            ("bank", "banks", 1),
            ("bank", "tank", 1),
            ("bank", "", 4),
            ("ab", "ba", 1),
        ],
    )
    def test_distance_counts_slips(self, one: str, other: str, slips: int) -> None:
        assert distance(one, other) == slips
