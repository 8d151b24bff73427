"""The front page, the list of claims with search and filter, the parties and the corrections."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims.actions import publishing
from claims.models import User
from claims.pages.views import lists
from tests.factories import RequestFactory, make_case
from tests.pages.conftest import Publish
from tests.pages.reading import links, text_of

pytestmark = pytest.mark.django_db


def test_the_front_page_says_what_this_is_and_shows_the_latest(seed: None, client: Client) -> None:
    text = text_of(client.get("/"))

    assert "Who said what, who denied which part of it, and on what evidence" in text
    assert "WSJ report: Facebook sought data on customers from US banks" in text


def test_a_card_names_who_said_and_who_answered(seed: None, client: Client) -> None:
    text = text_of(client.get("/claims/"))

    assert "The Wall Street Journal about Facebook · 6 August 2018 · revision 1 Denied in part by Facebook" in text
    assert "Facebook answered, in our translation: The current Wall Street Journal story wrongly claims" in text
    assert "Facebook about itself" in text


@pytest.mark.parametrize(
    ("words", "count"),
    [("banks", 3), ("Banken", 3), ("Citigroup", 1), ('"card purchases"', 1), ("facebook -opt", 1), ("zebra", 0)],
)
def test_search_finds_words_of_both_languages(seed: None, client: Client, words: str, count: int) -> None:
    text = text_of(client.get("/claims/", {"q": words}))

    assert f"{count} claim{'' if count == 1 else 's'}, newest change first." in text


def test_the_list_can_be_narrowed_by_standing(seed: None, client: Client) -> None:
    text = text_of(client.get("/claims/", {"standing": "partly_denied"}))

    assert "1 claim, newest change first." in text
    assert "Facebook about itself" not in text


def test_a_choice_keeps_the_search_and_its_number_is_what_it_leaves(seed: None, client: Client) -> None:
    response = client.get("/claims/", {"q": "bank"})

    assert "?q=bank&standing=unanswered" in links(response)
    assert "No answer on record 2" in text_of(response)


def test_a_deadline_that_passed_moves_a_claim_in_the_list(publish: Publish, client: Client, clock: Any) -> None:
    claim = make_case((None,))
    RequestFactory(claim=claim, deadline={"value": "2018-08-08T13:00Z"})
    publish(claim=claim)

    assert "1 claim," in text_of(client.get("/claims/", {"standing": "awaiting"}))
    clock.shift(2 * 3600)
    assert "0 claims," in text_of(client.get("/claims/", {"standing": "awaiting"}))
    assert "1 claim," in text_of(client.get("/claims/", {"standing": "no_response"}))


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"q": "bank\x00"}, "a character that cannot be searched for"),
        ({"q": "b" * 201}, "longer than 200 characters"),
        ({"standing": "true"}, "There is no standing of that name."),
        ({"standing": "not_yet_made"}, "There is no standing of that name."),
        ({"before": "somewhere"}, "cannot be read"),
        ({"before": "2026-01-01_01a20dc1-8636-700b-b468-bd98f4fb2155"}, "cannot be read"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(client: Client, asked: dict[str, str], sentence: str) -> None:
    response = client.get("/claims/", asked)

    assert response.status_code == 400
    assert sentence in text_of(response)


@pytest.mark.parametrize("words", ["-", '"', "'", "or", "a:*", "&|!", "🙂", "the and of"])
def test_a_search_for_nothing_in_particular_answers(seed: None, client: Client, words: str) -> None:
    assert client.get("/claims/", {"q": words}).status_code == 200


def test_a_list_costs_the_same_for_one_claim_and_for_ten(
    publish: Publish, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    publish()
    with django_assert_num_queries(2):
        client.get("/claims/")
    for _ in range(9):
        publish()
    with django_assert_num_queries(2):
        client.get("/claims/")


def test_pages_of_the_list_follow_each_other_without_gap_or_repetition(
    publish: Publish, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "PER_PAGE", 2)
    slugs = [publish().slug for _ in range(5)]
    seen: list[str] = []
    address = "/claims/"
    while address:
        response = client.get(address)
        seen += [link.split("/")[2] for link in links(response) if link.startswith("/claims/claim-")]
        address = next((f"/claims/{link}" for link in links(response) if "before=" in link), "")

    assert seen == slugs[::-1]


def test_a_draft_and_a_withdrawn_claim_are_in_no_list(publish: Publish, publisher: User, client: Client) -> None:
    make_case()
    gone = publish()
    publishing.withdraw(by=publisher, claim_id=gone.pk, reason="It was about somebody else.")

    assert "0 claims," in text_of(client.get("/claims/"))


def test_the_parties_are_listed_once_by_name(seed: None, client: Client) -> None:
    text = text_of(client.get("/parties/"))

    assert text.count("Facebook") == 1
    assert text.index("US Bancorp") < text.index("The Wall Street Journal") < text.index("Wells Fargo")


@pytest.mark.parametrize("address", ["/", "/claims/", "/parties/", "/corrections/", "/de/", "/de/claims/"])
def test_lists_answer_without_any_claim_and_without_a_cookie(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 200
    assert not response.cookies
    assert "Vary" not in response.headers
