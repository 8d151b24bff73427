"""Messages from readers at the desk: seen by all, their senders by editors, settled with a reason."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from claims.admin import dashboard
from claims.models import Message, User
from tests.admin.forms import queries
from tests.factories import MessageFactory, make_case

AtDesk = Callable[[User], Client]
pytestmark = pytest.mark.django_db
LIST = "/admin/claims/message/"


def address(message: Message, page: str) -> str:
    return reverse(f"admin:claims_message_{page}", args=[message.pk])


def test_sender_is_shown_to_those_who_may_settle(contributor: User, editor: User, at_desk: AtDesk) -> None:
    sent = MessageFactory()
    assert "ada@example.org" in at_desk(editor).get(address(sent, "change")).content.decode()
    page = at_desk(contributor).get(address(sent, "change")).content.decode()
    assert sent.words in page
    assert "ada@example.org" not in page
    assert "Ada Brandt" not in page
    assert address(sent, "settle") not in page


def test_message_is_declined_with_a_reason(editor: User, at_desk: AtDesk) -> None:
    sent, client = MessageFactory(), at_desk(editor)
    sending = {"state": "declined", "answer": "", "version": "1"}
    refused = client.post(address(sent, "settle"), sending)
    assert refused.status_code == 422
    assert "Say why it is declined." in refused.content.decode()
    client.post(address(sent, "settle"), sending | {"answer": "It was never said."})
    sent.refresh_from_db()
    assert (sent.state, sent.answer, sent.settled_by) == ("declined", "It was never said.", editor)


def test_colleague_who_was_faster_is_not_overwritten(editor: User, at_desk: AtDesk) -> None:
    sent, client = MessageFactory(), at_desk(editor)
    client.post(address(sent, "take"))
    refused = client.post(address(sent, "settle"), {"state": "accepted", "answer": "", "version": "1"})
    assert refused.status_code == 422
    assert "Somebody else worked on this message" in refused.content.decode()


def test_case_is_begun_from_a_suggestion(editor: User, at_desk: AtDesk) -> None:
    sent = MessageFactory()
    page = at_desk(editor).post(address(sent, "begin"), follow=True)
    assert sent.words in page.content.decode()


def test_reply_leads_to_a_response_of_its_case(editor: User, at_desk: AtDesk) -> None:
    sent = MessageFactory(kind="reply", claim=make_case(), on_behalf_of="Acme")
    page = at_desk(editor).get(address(sent, "change")).content.decode()
    assert f"{reverse('admin:claims_response_add')}?claim={sent.claim_id}" in page
    assert at_desk(editor).post(address(sent, "begin"), follow=True).status_code == 200


def test_board_leads_to_what_is_not_settled(contributor: User, editor: User, at_desk: AtDesk) -> None:
    old, new = MessageFactory(), MessageFactory()
    settled = MessageFactory(state="accepted", settled_by=editor, settled_at="2018-08-08T12:00Z")
    board = next(each for each in dashboard.boards_of(contributor) if each.name == "messages")
    listed = at_desk(contributor).get(board.url).context["cl"].result_list

    assert [entry.url for entry in board.entries] == [address(old, "change"), address(new, "change")]
    assert [*listed] == [new, old]
    assert settled not in listed


def test_found_by_receipt_and_by_words(editor: User, at_desk: AtDesk) -> None:
    sent = MessageFactory(words="The share rose.")
    MessageFactory()
    for asked in (sent.receipt, "share"):
        assert [*at_desk(editor).get(LIST, {"q": asked}).context["cl"].result_list] == [sent]


def test_list_costs_the_same_for_many(editor: User, at_desk: AtDesk) -> None:
    client = at_desk(editor)
    MessageFactory(claim=make_case(), kind="error")
    one, _size = queries(client, LIST)
    for _number in range(5):
        MessageFactory(claim=make_case(), kind="error")
    assert queries(client, LIST)[0] == one
