"""Messages from readers: received from anybody, taken up and settled at the desk, their senders deleted in time.

Nothing of a message is public. Its receipt number, which only the sender knows, shows what became of it.
"""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Case, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from claims import rules
from claims.actions import concerned, creating, editing, evidence, notices, sendings
from claims.actions.editing import check, refusals_of_the_database, sentence
from claims.errors import AlreadySent, InvalidRecord, RecordChanged
from claims.models import Claim, Message, Point, Publication
from claims.models.message import SENDER, SETTLED
from claims.vocabulary import MessageKind, MessageState, NoticeKind

FORM_LASTS = timedelta(hours=2)
"""How long a form can be sent, and so how long the messages remember which one they came by."""
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@dataclass(frozen=True)
class Sender:
    """``network``: the hash of whose messages are counted; ``form``: the id of the form that was sent."""

    network: str
    form: str


@transaction.atomic
def receive(
    *, sender: Sender, kind: MessageKind, claim_id: UUID | None = None, points: Iterable[UUID] = (), **fields: Any
) -> Message:
    """Store a message and tell the editors concerned. Whoever sends needs no account, so nobody is asked for a right.

    ``fields``: words, language, and url, on_behalf_of, name, role, contact where given. A form that is sent again with the
    same words gives the message it made. Raises AlreadySent where the words are others, TooManyMessages, InvalidRecord;
    then nothing is stored.
    """
    with connection.cursor() as cursor:  # the same form, sent twice at once, waits for itself
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"form:{sender.form}"])
    if earlier := Message.objects.filter(token=sender.form).first():
        return _same(earlier, kind, fields["words"])
    sendings.count(network=sender.network, at=timezone.now())
    published = Publication.objects.filter(pk=claim_id).only("revision_id").first() if claim_id else None
    message = Message(
        kind=kind,
        claim_id=claim_id,
        revision_id=published.revision_id if published else None,
        receipt=new_receipt(),
        token=sender.form,
        **fields,
    )
    check(message)
    with refusals_of_the_database():
        message.save(force_insert=True)
        message.points.set(Point.objects.filter(claim=claim_id, pk__in=list(points)) if claim_id else ())
    to = concerned.settlers(message.claim)
    notices.notify(to=to, kind=NoticeKind.MESSAGE, by=None, claim=message.claim, text=message.receipt)
    return message


def new_receipt() -> str:
    """Of 59 bits, so that nobody guesses one."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _letter in range(4)) for _group in range(3))


def by_receipt(number: str) -> Message | None:
    """The message of a receipt number, however it is spaced and whatever the case of its letters."""
    letters = re.sub(r"[\s\-–—‐]", "", number).upper()
    if len(letters) != 12 or set(letters) - set(_ALPHABET):
        return None
    receipt = "-".join(letters[start : start + 4] for start in (0, 4, 8))
    return Message.objects.filter(receipt=receipt).select_related("claim__publication").first()


@transaction.atomic
def take(*, by: Any, message_id: UUID, version: int | None = None) -> Message:
    """Take a message up, also one that is settled. ``version``: as it was seen. Raises NotPermitted, RecordChanged."""
    message = _to_settle(by, message_id, version)
    message.state, message.taken_by = MessageState.IN_PROGRESS, by
    message.settled_by = message.settled_at = None
    return _saved(message)


@transaction.atomic
def settle(*, by: Any, message_id: UUID, state: str, answer: str = "", version: int | None = None) -> Message:
    """Accept or decline a message; the sender reads the answer, which a declined one needs.

    Raises NotPermitted, RecordChanged, InvalidRecord; then nothing is stored.
    """
    message = _to_settle(by, message_id, version)
    if state not in SETTLED:
        refusal = _("Choose whether it is accepted or declined.")
        raise InvalidRecord(refusal, {"state": refusal})
    missing = _("Say why it is declined. The sender reads it.") if state == MessageState.DECLINED else ""
    message.answer = sentence("answer", answer, missing)
    message.state, message.settled_by, message.settled_at = MessageState(state), by, timezone.now()
    return _saved(message)


@transaction.atomic
def begin_case(*, by: Any, message_id: UUID) -> Claim:
    """A draft with the words of a suggestion as its statement, for which the message is in progress from now on; the draft
    that was begun before, where there is one. Raises NotPermitted, InvalidRecord."""
    message = _to_settle(by, message_id, None)
    if message.kind != MessageKind.SUGGESTION:
        raise InvalidRecord(_("This message is about a case already."))
    if message.claim:
        return message.claim
    message.claim = claim = Claim(
        slug=creating.free_slug(Claim, f"suggestion {message.receipt[:4]}"),
        language=message.language,
        title=evidence.UNTITLED,
        statement=message.words,
    )
    editing.save(by=by, record=claim)
    if not message.is_settled:
        message.state, message.taken_by = MessageState.IN_PROGRESS, by
    _saved(message)
    return claim


@transaction.atomic
def remove(*, by: Any, message_id: UUID) -> None:
    """Delete a message whole: advertisements, and what must not be kept. Raises NotPermitted."""
    rules.require(rules.may_remove_messages, by)
    Message.objects.filter(pk=message_id).delete()


def forget_senders(*, at: datetime) -> int:
    """Delete what senders said of themselves, some days after their message was settled; returns of how many.

    Name and role under an accepted reply stay: they are the evidence of who spoke for the party.
    """
    due = Message.objects.settled().filter(
        forgotten_at=None, settled_at__lt=at - timedelta(days=settings.MESSAGE_CONTACT_DAYS)
    )
    evidence = Q(kind=MessageKind.REPLY, state=MessageState.ACCEPTED)
    kept = {name: Case(When(evidence, then=name), default=Value("")) for name in SENDER if name != "contact"}
    return due.update(contact="", forgotten_at=at, **kept)


def forget_forms(*, at: datetime) -> int:
    """Forget which form a message came by, once no such form can be sent any more; returns of how many."""
    old = Message.objects.exclude(token="").filter(received_at__lt=at - 2 * FORM_LASTS)
    return old.update(token="")


def _same(message: Message, kind: MessageKind, words: str) -> Message:
    if (message.kind, message.words) != (kind, words):
        raise AlreadySent(_("This form was sent already. Send it again to send a second message."), message.receipt)
    return message


def _to_settle(by: Any, message_id: UUID, version: int | None) -> Message:
    rules.require(rules.may_settle_messages, by)
    message: Message = Message.objects.select_for_update().get(pk=message_id)
    if version is not None and version != message.version:
        raise RecordChanged(_("Somebody else worked on this message since you opened it. Look at it again."))
    return message


def _saved(message: Message) -> Message:
    message.version += 1
    check(message)
    with refusals_of_the_database():
        message.save()
    return message
