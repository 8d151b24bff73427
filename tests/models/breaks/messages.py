"""Messages from readers, and how many a network sends."""

from typing import Any

from tests.factories import ClaimFactory, MessageFactory, SendingFactory
from tests.models.breaks import Break


class NewMessage(Break):
    """What was sent is changed by nobody, so these rules are tried by sending it."""

    def attempt(self) -> None:
        self.make(**self.changes)  # type: ignore[arg-type]  # a mapping here


def about_a_claim(**fields: str) -> Any:
    return MessageFactory(claim=ClaimFactory(), **fields)


def two_of_one_receipt(receipt: str = "7KQM-24XR-ZZZZ") -> None:
    for _time in range(2):
        MessageFactory(receipt=receipt)


BREAKS = [
    NewMessage("message_kind_is_a_known_word", about_a_claim, {"kind": "praise"}),
    Break("message_state_is_a_known_word", MessageFactory, {"state": "lost"}),
    NewMessage("message_words_is_not_blank", MessageFactory, {"words": " "}),
    NewMessage("message_receipt_has_its_form", MessageFactory, {"receipt": "0OIL-0000-0000"}),
    NewMessage("message_language_is_of_the_site", MessageFactory, {"language": "fr"}),
    NewMessage("message_is_about_a_claim", MessageFactory, {"kind": "error"}),
    NewMessage("message_reply_is_of_a_party", about_a_claim, {"kind": "reply"}),
    Break("message_in_progress_with_somebody", MessageFactory, {"state": "in_progress"}),
    Break("message_settled_by_somebody", MessageFactory, {"state": "accepted"}),
    Break("message_declined_with_a_reason", MessageFactory, {"state": "declined"}),
    Break("message_forgotten_has_no_contact", MessageFactory, {"forgotten_at": "2018-08-08T12:00Z"}),
    NewMessage("message_once_a_receipt", two_of_one_receipt, {}),
    Break("message_once_a_form", lambda: [MessageFactory(token="a"), MessageFactory()][1], {"token": "a"}),
    Break("sending_sender_is_a_hash", SendingFactory, {"sender": "203.0.113.7"}),
    Break(
        "sending_once_a_sender_and_hour",
        lambda: [first := SendingFactory(), SendingFactory(hour=first.hour)][1],
        lambda row: {"sender": type(row).objects.order_by("pk")[0].sender},
    ),
]
