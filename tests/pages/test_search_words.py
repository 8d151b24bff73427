"""What the page of the list makes of the words of a search: marked where they stand, and kept where they are too many."""

import pytest
from django.test import Client

from tests.pages.conftest import Publish
from tests.pages.reading import text_of

pytestmark = pytest.mark.django_db


def test_hits_are_marked_and_nothing_else(publish: Publish, client: Client) -> None:
    publish(title="Courier: banks & others asked", statement="The council knew.")

    page = client.get("/claims/", {"q": "bank asked"}).text

    assert "Courier: <mark>banks</mark> &amp; others <mark>asked</mark>" in page


def test_words_that_the_card_does_not_show_stand_below_it(seed: None, client: Client) -> None:
    text = text_of(client.get("/claims/", {"q": "authorisation OR Kundenchats"}))

    assert "In an answer" in text


def test_a_point_that_is_found_says_who_reported_it(seed: None, client: Client) -> None:
    text = text_of(client.get("/claims/", {"q": "debit"}))

    assert "In a point · The WSJ reported: " in text


@pytest.mark.parametrize(("page", "kept"), [("/claims/", {"standing": "denied"}), ("/parties/", {})])
def test_a_search_that_is_too_long_leaves_its_beginning_to_be_shortened(
    client: Client, page: str, kept: dict[str, str]
) -> None:
    response = client.get(page, {"q": "Kontostände " * 700, **kept})

    assert response.status_code == 400
    assert "At most 200 characters; these are 8399." in text_of(response)
    assert f'value="{" ".join(["Kontostände"] * 16)}"' in response.text
    assert all(f'<input type="hidden" name="{name}" value="{value}">' in response.text for name, value in kept.items())
