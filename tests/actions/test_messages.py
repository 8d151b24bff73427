"""Messages from readers: received once, counted by network, settled by editors, their senders deleted in time."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims import jobs
from claims.actions import messages, notices
from claims.errors import AlreadySent, InvalidRecord, NotPermitted, RecordChanged, TooManyMessages
from claims.models import Claim, Message, Notice, Sending, User
from claims.vocabulary import MessageKind, MessageState
from tests.actions import desk
from tests.conftest import NOW
from tests.factories import AssignmentFactory, MessageFactory, make_case

pytestmark = pytest.mark.django_db
NETWORK = "a" * 64
Receive = Callable[..., Message]


def receive(*, network: str = NETWORK, form: str = "", kind: Any = MessageKind.SUGGESTION, **fields: Any) -> Message:
    sender = messages.Sender(network, form or str(uuid4()))
    return messages.receive(sender=sender, kind=kind, **{"words": "Acme denies it.", "language": "en", **fields})


# --- Receiving -----------------------------------------------------------------------------------------------------------


def test_message_is_kept_with_what_it_is_about() -> None:
    claim = make_case(["denies", None])
    revision = desk.publish(claim)
    point, elsewhere = claim.points.first(), make_case().points.first()
    assert point is not None
    assert elsewhere is not None

    sent = receive(kind=MessageKind.ERROR, claim_id=claim.pk, points=[point.pk, elsewhere.pk])

    kept = Message.objects.get()
    assert (kept, kept.claim, kept.revision, kept.state) == (sent, claim, revision, MessageState.RECEIVED)
    assert [*kept.points.all()] == [point]


def test_receipt_numbers_are_read_as_people_write_them() -> None:
    sent = receive()

    assert messages.by_receipt(f" {sent.receipt.lower().replace('-', ' ')} ") == sent
    assert messages.by_receipt("7KQM-24XR-9BWT") is None
    assert messages.by_receipt("x\x00" * 6) is None


def test_form_that_is_sent_twice_makes_one_message() -> None:
    assert receive(form="one") == receive(form="one")
    assert (Message.objects.count(), Sending.objects.get().count) == (1, 1)


def test_form_that_was_sent_with_other_words_is_refused_by_number() -> None:
    first = receive(form="one")
    with pytest.raises(AlreadySent) as refused:
        receive(form="one", words="Something else.")
    assert refused.value.receipt == first.receipt


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"words": ""}, "words"),
        ({"words": "a" * 5_001}, "words"),
        ({"words": "a\x00"}, "words"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"name": "a" * 301}, "name"),
        ({"language": "fr"}, "language"),
    ],
    ids=["blank", "long", "NUL", "script", "name", "language"],
)
def test_what_the_form_would_refuse_is_refused_here_too(fields: Any, named: str) -> None:
    with pytest.raises(InvalidRecord) as refused:
        receive(**fields)
    assert set(refused.value.fields) == {named}
    assert not Sending.objects.exists()


def test_network_sends_so_many_an_hour_and_the_others_as_before(settings: Any) -> None:
    settings.MESSAGES_PER_HOUR = 2
    receive()
    receive()
    with pytest.raises(TooManyMessages, match="2 messages"):
        receive()
    receive(network="b" * 64)
    Sending.objects.update(hour=NOW)
    receive()

    assert Message.objects.count() == 4
    assert sorted(Sending.objects.values_list("count", flat=True)) == [1, 1, 2]


# --- Whom it tells -------------------------------------------------------------------------------------------------------


def told() -> set[str]:
    return set(Notice.objects.filter(kind="message").values_list("to__username", flat=True))


def test_suggestion_tells_all_who_may_settle_it(contributor: User, editor: User, publisher: User) -> None:
    receive()
    notice = Notice.objects.filter(to=editor).get()
    assert told() == {"editor", "publisher"}
    assert notices.sentence_of(notice) == "A reader suggests a claim."
    assert notices.address_of(notice).endswith(f"/message/?q={Message.objects.get().receipt}")


def test_report_tells_who_works_on_the_case(contributor: User, editor: User, publisher: User) -> None:
    claim: Claim = AssignmentFactory(assignee=editor, claim=make_case(created_by=contributor)).claim
    receive(kind=MessageKind.ERROR, claim_id=claim.pk)
    assert told() == {"editor"}
    assert notices.sentence_of(Notice.objects.get()) == f"A reader wrote about “{claim.title}”."


# --- At the desk ---------------------------------------------------------------------------------------------------------


def test_message_is_taken_up_settled_and_taken_up_again(editor: User, publisher: User) -> None:
    sent = MessageFactory()
    assert messages.take(by=editor, message_id=sent.pk).state == MessageState.IN_PROGRESS
    settled = messages.settle(by=publisher, message_id=sent.pk, state="accepted", answer=" Thank you. ")
    assert (settled.state, settled.answer, settled.taken_by, settled.settled_by) == (
        MessageState.ACCEPTED,
        "Thank you.",
        editor,
        publisher,
    )
    again = messages.take(by=publisher, message_id=sent.pk)
    assert (again.taken_by, again.settled_by, again.settled_at) == (publisher, None, None)


@pytest.mark.parametrize(
    ("state", "named"), [("declined", "answer"), ("received", "state"), ("lost", "state")], ids=lambda word: word
)
def test_settling_needs_a_decision_and_declining_a_reason(state: str, named: str, editor: User) -> None:
    sent = MessageFactory()
    with pytest.raises(InvalidRecord) as refused:
        messages.settle(by=editor, message_id=sent.pk, state=state)
    assert set(refused.value.fields) == {named}


def test_second_of_two_editors_is_told(editor: User) -> None:
    sent = MessageFactory()
    messages.settle(by=editor, message_id=sent.pk, state="accepted", version=1)
    with pytest.raises(RecordChanged):
        messages.settle(by=editor, message_id=sent.pk, state="declined", answer="No.", version=1)


def test_contributors_settle_nothing(contributor: User, stranger: User) -> None:
    sent = MessageFactory()
    for user in (contributor, stranger):
        for act in (messages.take, messages.begin_case):
            with pytest.raises(NotPermitted):
                act(by=user, message_id=sent.pk)
        with pytest.raises(NotPermitted):
            messages.settle(by=user, message_id=sent.pk, state="accepted")


def test_case_is_begun_once_from_a_suggestion(editor: User) -> None:
    sent = MessageFactory()
    claim = messages.begin_case(by=editor, message_id=sent.pk)
    assert (claim.statement, claim.created_by) == (sent.words, editor)
    assert messages.begin_case(by=editor, message_id=sent.pk) == claim
    sent.refresh_from_db()
    assert (sent.claim, sent.state, sent.taken_by) == (claim, MessageState.IN_PROGRESS, editor)


def test_no_case_is_begun_from_what_is_about_one(editor: User) -> None:
    sent = MessageFactory(kind="error", claim=make_case())
    with pytest.raises(InvalidRecord):
        messages.begin_case(by=editor, message_id=sent.pk)


def test_administrators_delete_what_must_not_be_kept(administrator: User, publisher: User) -> None:
    sent = receive(kind=MessageKind.ERROR, claim_id=(claim := make_case()).pk, points=[claim.points.get().pk])
    with pytest.raises(NotPermitted):
        messages.remove(by=publisher, message_id=sent.pk)
    messages.remove(by=administrator, message_id=sent.pk)
    assert not Message.objects.exists()


# --- Forgetting ----------------------------------------------------------------------------------------------------------


def settled_days_ago(days: float, editor: User, **fields: Any) -> Message:
    at = NOW - timedelta(days=days)
    message: Message = MessageFactory(
        **{"state": "accepted", "settled_by": editor, "settled_at": at, "role": "spokesperson", **fields}
    )
    return message


def test_sender_is_deleted_thirty_days_after_settling(editor: User) -> None:
    old, young, waiting = settled_days_ago(31, editor), settled_days_ago(29, editor), MessageFactory()
    reply = settled_days_ago(31, editor, kind="reply", claim=make_case(), on_behalf_of="Acme")
    declined = settled_days_ago(
        31, editor, kind="reply", claim=make_case(), on_behalf_of="Acme", state="declined", answer="No."
    )

    assert jobs.forget_senders(timestamp=int(NOW.timestamp())) == 3

    sender = {row[0]: row[1:] for row in Message.objects.values_list("pk", "name", "role", "contact")}
    assert sender[old.pk] == sender[declined.pk] == ("", "", "")
    assert sender[reply.pk] == ("Ada Brandt", "spokesperson", "")
    assert sender[young.pk] == ("Ada Brandt", "spokesperson", "ada@example.org")
    assert sender[waiting.pk] == ("Ada Brandt", "", "ada@example.org")


def test_forms_and_counts_are_forgotten() -> None:
    receive()
    later = timezone.now() + timedelta(hours=26)
    assert jobs.forget_senders(timestamp=int(later.timestamp())) == 0
    assert (Message.objects.get().token, Sending.objects.count()) == ("", 0)


def test_receiving_costs_the_same_however_many_there_are(editor: User) -> None:
    costs = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as queries:
            receive()
        costs.append(len(queries))
        MessageFactory.create_batch(5)
    assert costs[0] == costs[1]
