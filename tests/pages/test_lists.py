"""The front page and the corrections."""

import pytest
from django.test import Client

from tests.pages.conftest import Publish
from tests.pages.reading import links, text_of

pytestmark = pytest.mark.django_db


def test_the_front_page_says_what_this_is_and_shows_the_latest(seed: None, client: Client) -> None:
    text = text_of(client.get("/"))

    assert "Who said what, who denied which part of it, and on what evidence" in text
    assert "WSJ report: Facebook sought data on customers from US banks" in text


def test_the_front_page_offers_what_waits_what_was_answered_and_what_changed(publish: Publish, client: Client) -> None:
    old = publish((None,), title="Asked long ago", made_at={"value": "2015"})
    publish((None,), title="Asked last year", made_at={"value": "2017"})
    publish(("denies",), title="Denied at once")
    old.statement = "More is known."
    old.save()
    publish(claim=old, kind="update", note="More is known.")

    context = client.get("/").context

    assert [card.title.words.rpartition(": ")[2] for card in context["unanswered"]] == [
        "Asked long ago",
        "Asked last year",
    ]
    assert [card.title.words.rpartition(": ")[2] for card in context["answered"]] == ["Denied at once"]
    assert [card.title.words.rpartition(": ")[2] for card in context["changed"]] == ["Asked long ago"]


def test_the_front_page_waits_for_nobody_to_answer_what_a_party_says_of_itself(seed: None, client: Client) -> None:
    context = client.get("/").context

    assert "facebook-opt-in" in {card.slug for card in context["latest"]}
    assert not context["unanswered"]


def test_the_front_page_leads_to_each_list_whole(seed: None, publish: Publish, client: Client) -> None:
    publish((None,))

    offered = set(links(client.get("/")))

    assert {"/claims/?order=-published", "/claims/?answers=none&order=made", "/claims/?order=-answers"} <= offered
    assert all(client.get(address).status_code == 200 for address in offered if address.startswith("/claims/?"))


def test_the_front_page_of_a_new_site_says_so(client: Client) -> None:
    assert "Nothing published yet" in text_of(client.get("/"))


@pytest.mark.parametrize("address", ["/", "/claims/", "/parties/", "/topics/", "/corrections/", "/de/", "/de/claims/"])
def test_lists_answer_without_any_claim_and_without_a_cookie(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 200
    assert not response.cookies
    assert response.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"
