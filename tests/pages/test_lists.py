"""The front page and the corrections."""

import pytest
from django.test import Client

from claims.actions import publishing
from claims.models import User
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


def test_the_front_page_leads_to_each_list_whole(seed: None, client: Client) -> None:
    offered = set(links(client.get("/")))

    assert {"/claims/?order=-published", "/claims/?answers=none&order=made", "/claims/?order=-answers"} <= offered
    assert all(client.get(address).status_code == 200 for address in offered if address.startswith("/claims/?"))


def test_the_front_page_of_a_new_site_says_so(client: Client) -> None:
    assert "Nothing published yet" in text_of(client.get("/"))


def test_corrections_and_withdrawals_are_listed_with_their_note(
    publish: Publish, publisher: User, client: Client
) -> None:
    corrected, gone = publish(), publish()
    corrected.statement = "The bank was asked for other data."
    corrected.save()
    publish(claim=corrected, kind="correction", note="The data were other ones.")
    publishing.withdraw(by=publisher, claim_id=gone.pk, reason="It was about somebody else.", hide_revisions=True)

    text = text_of(client.get("/corrections/"))

    assert "Correction" in text
    assert "The data were other ones." in text
    assert "A claim that was withdrawn" in text
    assert "It was about somebody else." in text
    assert gone.title not in text


def test_updates_are_no_corrections(publish: Publish, client: Client) -> None:
    claim = publish()
    claim.statement = "More is known."
    claim.save()
    publish(claim=claim, kind="update", note="More is known.")

    assert "Nothing has been corrected or withdrawn." in text_of(client.get("/corrections/"))


@pytest.mark.parametrize("place", ["-1", "x", "١", "9" * 40])
def test_a_place_among_the_corrections_must_be_readable(client: Client, place: str) -> None:
    assert client.get("/corrections/", {"before": place}).status_code == 400


@pytest.mark.parametrize("address", ["/", "/claims/", "/parties/", "/topics/", "/corrections/", "/de/", "/de/claims/"])
def test_lists_answer_without_any_claim_and_without_a_cookie(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 200
    assert not response.cookies
    assert "Vary" not in response.headers
