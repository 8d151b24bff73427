"""The pages of a party, a source and a topic."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import PartyFactory
from tests.pages.conftest import Publish
from tests.pages.reading import text_of

pytestmark = pytest.mark.django_db


def test_a_party_shows_what_was_claimed_about_it_and_what_it_answered(seed: None, client: Client) -> None:
    text = text_of(client.get("/parties/facebook/"))

    assert "Claims about it, and what it answered" in text
    assert "Denied in part by Facebook" in text
    assert "What Facebook answered Denies Gives a different account" in text
    assert "Claims it made" in text
    assert "Facebook: using the services with banks is the user’s choice (opt-in)" in text


def test_a_party_shows_each_case_once(seed: None, client: Client) -> None:
    assert client.get("/parties/facebook/").text.count('href="/claims/facebook-opt-in/"') == 1


def test_a_party_that_is_only_named_shows_where(seed: None, client: Client) -> None:
    assert "Claims that name it" in text_of(client.get("/parties/citigroup/"))


def test_the_page_of_a_party_is_one_query(
    seed: None, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        client.get("/parties/facebook/")


def test_a_private_person_has_no_page_and_is_not_listed(publish: Publish, client: Client) -> None:
    person = PartyFactory(
        slug="a-clerk", kind="person", name="Erika Mustermann", is_private=True, public_label="a bank clerk"
    )
    publish(claimant=person)

    assert client.get("/parties/a-clerk/").status_code == 404
    assert "Mustermann" not in text_of(client.get("/claims/"))
    assert "clerk" not in text_of(client.get("/parties/"))


def test_an_old_slug_of_a_party_leads_to_the_new_one(publish: Publish, client: Client) -> None:
    outlet = PartyFactory(slug="old-paper", kind="outlet")
    claim = publish(claimant=outlet)
    outlet.refresh_from_db()
    outlet.slug = "new-paper"
    outlet.save()
    publish(claim=claim, kind="update", note="The paper was renamed.")

    response = client.get("/parties/old-paper/")

    assert (response.status_code, response.headers["Location"]) == (308, "/parties/new-paper/")


def test_a_source_shows_what_it_is_and_what_rests_on_it(seed: None, client: Client) -> None:
    text = text_of(client.get("/sources/german-report-2018-08-07/"))

    assert "German report of 7 August 2018 (copy without a headline)" in text
    assert "7 August 2018, 09:38 (Berlin)" in text
    assert "5825cdfe0c2a4902baa2c123968ab80c086f44d252c63b3513489d4987740250" in text
    assert "WSJ report: Facebook sought data on customers from US banks" in text


def test_a_topic_lists_its_claims_in_the_language_of_the_page(seed: None, client: Client) -> None:
    assert "data protection" in text_of(client.get("/topics/data-protection/"))
    assert "Datenschutz" in text_of(client.get("/de/topics/data-protection/"))


@pytest.mark.parametrize("address", ["/parties/nobody/", "/sources/nothing/", "/topics/nothing/"])
def test_an_unknown_record_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
