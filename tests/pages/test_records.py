"""The pages of a source and a topic. Those of parties have tests of their own."""

import pytest
from django.test import Client

from tests.pages.reading import text_of

pytestmark = pytest.mark.django_db


def test_a_source_shows_what_it_is_and_what_rests_on_it(seed: None, client: Client) -> None:
    text = text_of(client.get("/sources/german-report-2018-08-07/"))

    assert "German report of 7 August 2018 (copy without a headline)" in text
    assert "7 August 2018, 09:38 (Berlin)" in text
    assert "5825cdfe0c2a4902baa2c123968ab80c086f44d252c63b3513489d4987740250" in text
    assert "WSJ report: Facebook sought data on customers from US banks" in text
    assert "15 places cited" in text


def test_a_topic_lists_its_claims_in_the_language_of_the_page(seed: None, client: Client) -> None:
    assert "data protection" in text_of(client.get("/topics/data-protection/"))
    assert "Datenschutz" in text_of(client.get("/de/topics/data-protection/"))


@pytest.mark.parametrize("address", ["/parties/nobody/", "/sources/nothing/", "/topics/nothing/"])
def test_an_unknown_record_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
