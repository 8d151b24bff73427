"""Whoever has the number sees what became of a message, and nothing of what it says."""

from typing import Any

import pytest
from django.test import Client

from claims.actions import messages
from claims.models import User
from tests.factories import MessageFactory, make_case
from tests.pages.reading import links, text_of

pytestmark = pytest.mark.django_db


def look_up(client: Client, number: str, prefix: str = "") -> Any:
    return client.get(f"{prefix}/receipts/", {"number": number})


def test_each_state_is_told(client: Client, editor: User) -> None:
    sent = MessageFactory()
    assert "waits for an editor" in text_of(look_up(client, sent.receipt))
    messages.take(by=editor, message_id=sent.pk)
    assert "working on it" in text_of(look_up(client, sent.receipt))
    messages.settle(by=editor, message_id=sent.pk, state="declined", answer="Nobody denied it <b>yet</b>.")
    page = text_of(look_up(client, sent.receipt))
    assert "It was declined." in page
    assert "Nobody denied it <b>yet</b>." in page
    assert "editor" not in page.partition("Receipt number")[2]


def test_answer_of_before_is_not_shown_while_it_is_looked_at_again(client: Client, editor: User) -> None:
    sent = MessageFactory()
    messages.settle(by=editor, message_id=sent.pk, state="declined", answer="No.")
    messages.take(by=editor, message_id=sent.pk)
    assert "What the desk says" not in text_of(look_up(client, sent.receipt))


def test_page_is_for_one_reader(client: Client) -> None:
    answer = look_up(client, MessageFactory().receipt)
    assert "no-store" in answer["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert not answer.cookies


@pytest.mark.parametrize("number", ["7KQM-24XR-9BWT", "0", "", "a\x00b", "x" * 1_000, "\u202e"], ids=repr)
def test_unknown_number_is_said_at_the_field(number: str, client: Client) -> None:
    answer = look_up(client, number)
    assert answer.status_code == 404
    assert 'class="errorlist"' in answer.content.decode()


def test_empty_form_asks_for_a_number(client: Client) -> None:
    assert client.get("/receipts/").status_code == 200


def test_case_is_linked_once_readers_can_see_it(client: Client, publish: Any) -> None:
    claim = make_case(slug="begun")
    sent = MessageFactory(claim=claim)
    assert "/claims/begun/" not in links(look_up(client, sent.receipt))
    publish(claim=claim)
    assert "/claims/begun/" in links(look_up(client, sent.receipt))
