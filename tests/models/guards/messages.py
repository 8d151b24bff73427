"""What a reader wrote stays as it was sent; who wrote can be deleted."""

from functools import partial

from tests.factories import MessageFactory
from tests.models.guards import Guard, change

KEPT = "claims_message_is_kept"

GUARDS = [
    Guard(
        "claims_message",
        "claims_message_kept",
        KEPT,
        f"other {column}",
        MessageFactory,
        partial(change, **{column: value}),
    )
    for column, value in {
        "words": "Something else.",
        "receipt": "7KQM-24XR-ZZZZ",
        "kind": "reply",
        "received_at": "2018-08-08T12:00Z",
        "contact": "eve@example.org",
    }.items()
]
