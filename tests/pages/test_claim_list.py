"""The list of claims: search, filters and their figures, orders, pages, and what cannot be asked."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.actions import publishing
from claims.models import User
from claims.pages import asking
from claims.pages.views import claims as view
from tests.factories import RequestFactory, make_case
from tests.pages.conftest import Publish
from tests.pages.reading import links, text_of

pytestmark = pytest.mark.django_db


def titles(response: Any) -> list[str]:
    return [card.title.words for card in response.context["cards"]]


def unattributed(response: Any) -> list[str]:
    """Titles without the name of the claimant, which the page sets before them."""
    return [title.rpartition(": ")[2] for title in titles(response)]


def figures(response: Any, name: str) -> dict[str, int]:
    found = next((group for group in response.context["groups"] if group.name == name), None)
    return {choice.value: choice.count for choice in found.choices} if found else {}


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

    assert f"{count} claim{'' if count == 1 else 's'}." in text


def test_a_filter_shows_its_other_choices_and_goes_with_a_click(seed: None, client: Client) -> None:
    response = client.get("/claims/", {"q": "bank", "standing": "partly_denied"})

    assert titles(response) == ["WSJ report: Facebook sought data on customers from US banks"]
    assert figures(response, "standing") == {"unanswered": 2, "partly_denied": 1}
    assert {"?q=bank", "?standing=partly_denied", "?q=bank&standing=unanswered"} <= set(links(response))


def test_figures_are_what_each_choice_leaves(seed: None, client: Client) -> None:
    response = client.get("/claims/")

    for group in response.context["groups"]:
        for choice in group.choices:
            assert len(titles(client.get(f"/claims/{choice.address}"))) == choice.count, choice


def test_a_party_is_asked_for_in_its_role(seed: None, client: Client) -> None:
    response = client.get("/claims/", {"party": "facebook", "role": "claimant"})

    assert len(titles(response)) == 2
    assert figures(response, "role")["subject"] == 3
    assert "Party Facebook ×: remove" in text_of(response)
    assert "?party=facebook" in links(response)


def test_the_year_is_that_in_which_it_was_made(publish: Publish, client: Client) -> None:
    publish(title="Of 2017", made_at={"value": "2017-12-31"})
    publish(title="Of 2018", made_at={"value": "2018"})

    assert unattributed(client.get("/claims/", {"year": "2018"})) == ["Of 2018"]


def test_claims_without_an_answer_begin_with_the_oldest(publish: Publish, client: Client) -> None:
    publish((None,), title="Later", made_at={"value": "2017"})
    publish((None,), title="Earlier", made_at={"value": "2016-05"})
    publish(("denies",), title="Answered", made_at={"value": "2015"})

    assert unattributed(client.get("/claims/", {"answers": "none", "order": "made"})) == ["Earlier", "Later"]


def test_a_deadline_that_passed_moves_a_claim_in_the_list(publish: Publish, client: Client, clock: Any) -> None:
    claim = make_case((None,))
    RequestFactory(claim=claim, deadline={"value": "2018-08-08T13:00Z"})
    publish(claim=claim)

    assert "1 claim." in text_of(client.get("/claims/", {"standing": "awaiting"}))
    clock.shift(2 * 3600)
    assert "0 claims." in text_of(client.get("/claims/", {"standing": "awaiting"}))
    assert "1 claim." in text_of(client.get("/claims/", {"standing": "no_response"}))


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"q": "bank\x00"}, "a character that cannot be searched for"),
        ({"q": "b" * 201}, "At most 200 characters; these are 201."),
        (
            {"standing": "true"},
            "“standing” in the address asks for a choice that this list does not have. It has these: Retracted Corrected",
        ),
        ({"standing": "not_yet_made"}, "It has these: Retracted"),
        ({"stance": "lies"}, "It has these: denies gives a different account"),
        (
            {"answers": "many"},
            "“answers” in the address asks for a choice that this list does not have. It has these: No answer on record",
        ),
        ({"year": "18"}, "Give a year, such as 2018."),
        ({"language": "deutsch!"}, "Give a language tag"),
        ({"source_domain": "a b"}, "Give the host of an address"),
        ({"party": "Face book"}, "Give a slug"),
        ({"role": "claimant"}, "“role” says something only together with “party”."),
        ({"order": "best"}, "There is no such order of the list. It has these: Newest change"),
        ({"order": "relevance"}, "There is no such order of the list."),
        ({"topics": "banking"}, "The address asks the list for “topics”, of which it knows nothing."),
        ({"q": ["a", "b"]}, "“q” stands in the address more than once. Give it once."),
        ({"before": "somewhere"}, "cannot be read"),
        ({"after": "2026-01-01_01a20dc1-8636-700b-b468-bd98f4fb2155"}, "cannot be read"),
    ],
    ids=lambda value: "" if isinstance(value, str) else next(iter(value)),
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(client: Client, asked: dict[str, Any], sentence: str) -> None:
    response = client.get("/claims/", asked)

    assert response.status_code == 400
    assert sentence in text_of(response)


def test_a_choice_that_is_offered_instead_keeps_the_rest(client: Client) -> None:
    offered = links(client.get("/claims/", {"standing": "true", "q": "bank"}))

    assert "?q=bank&standing=denied" in offered


def test_empty_fields_and_what_other_sites_hang_on_are_no_question(client: Client) -> None:
    response = client.get("/claims/?q=&standing=&utm_source=x&fbclid=y")

    assert response.status_code == 200
    assert "noindex" not in response.text


@pytest.mark.parametrize("words", ["-", '"', "'", "or", "a:*", "&|!", "🙂", "the and of", "\\", "%", "„“"])
def test_a_search_for_nothing_in_particular_answers(seed: None, client: Client, words: str) -> None:
    assert client.get("/claims/", {"q": words}).status_code == 200


def test_a_list_costs_the_same_for_one_claim_and_for_ten(publish: Publish, client: Client) -> None:
    address = "/claims/?q=bank&party=bank"
    publish()
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(address)
    for _ in range(9):
        publish()
    with CaptureQueriesContext(connection) as ten:
        client.get(address)

    assert len(one) == len(ten)


def test_pages_follow_each_other_without_gap_or_repetition_and_lead_back(
    publish: Publish, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "PER_PAGE", 2)
    stances: list[tuple[str | None, ...]] = [("denies",), (None,), ("denies", "denies"), (None,), ("denies",)]
    for number, taken in enumerate(stances):
        publish(taken, title=f"Bank {number}", made_at={"value": f"201{number % 3}"})
    for order in asking.WAYS:
        pages, address = [], f"?q=bank&order={order}"
        while address:
            response = client.get(f"/claims/{address}")
            pages.append(unattributed(response))
            address = response.context["after"]
        back = client.get(f"/claims/{response.context['before']}")

        assert sorted(title for page in pages for title in page) == [f"Bank {number}" for number in range(5)], order
        assert unattributed(back) == pages[-2], order
        assert not client.get(f"/claims/?q=bank&order={order}").context["before"]


def test_a_draft_and_a_withdrawn_claim_are_in_no_list(publish: Publish, publisher: User, client: Client) -> None:
    make_case()
    gone = publish()
    publishing.withdraw(by=publisher, claim_id=gone.pk, reason="It was about somebody else.")

    assert "0 claims." in text_of(client.get("/claims/"))
    assert "Nothing published yet" in text_of(client.get("/"))


class TestNothingFound:
    def test_a_misspelt_name_is_answered_with_the_right_one(self, seed: None, client: Client) -> None:
        response = client.get("/claims/", {"q": "Facebok banks"})

        assert "Did you mean Facebook banks? 3 claims" in text_of(response)
        assert "?q=Facebook+banks" in links(response)

    def test_the_right_spelling_is_offered_though_a_filter_is_in_the_way(self, seed: None, client: Client) -> None:
        response = client.get("/claims/", {"q": "Facebok", "standing": "denied"})

        assert response.context["spelling_address"] == "?q=Facebook"

    def test_the_list_without_each_filter_is_offered_with_its_number(self, seed: None, client: Client) -> None:
        response = client.get("/claims/", {"q": "banks", "standing": "denied", "language": "de"})

        assert {(each.name, each.count) for each in response.context["near"]} == {("standing", 3)}
        assert "without Standing Denied 3 claims" in text_of(response)

    def test_a_word_of_a_withdrawn_claim_is_not_offered(
        self, publish: Publish, publisher: User, client: Client
    ) -> None:
        gone = publish(title="Zuckerberg was asked")
        publishing.withdraw(by=publisher, claim_id=gone.pk, reason="It was about somebody else.")

        assert "Did you mean" not in text_of(client.get("/claims/", {"q": "Zuckerburg"}))
