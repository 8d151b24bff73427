"""A message: what a reader, without an account, wrote to the desk. It waits in a queue and is never public by itself.

The history does not watch these tables, since it keeps for good what senders say of themselves, which has to be deleted.
Who took a message up and who settled it stands in the message itself, and a trigger keeps its words as they were sent.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.fields.ids import new_id
from claims.fields.prose import LineField, ProseField
from claims.models.constraints import known_word, not_blank, rule
from claims.vocabulary import MessageKind, MessageState

MOST_WORDS = 5_000
"""Characters of a message."""
MOST_ANSWER = 2_000
RECEIPT = r"^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}$"
"""Its form: digits and capitals that nobody takes for each other, so neither 0, 1, I, L nor O."""
SETTLED = (MessageState.ACCEPTED, MessageState.DECLINED)
SENDER = ("name", "role", "contact")
"""What senders say of themselves. Deleted some days after the message is settled; see claims.actions.messages."""


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self) -> "MessageQuerySet":
        return self.exclude(state__in=SETTLED)

    def settled(self) -> "MessageQuerySet":
        return self.filter(state__in=SETTLED)


class Message(models.Model):
    """``claim``: what an error report or a reply is about; of a suggestion, the case that was begun from it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    receipt = models.CharField(_("receipt number"), max_length=14, editable=False)
    token = models.CharField(max_length=43, blank=True, editable=False)
    """Which form it was sent with, until that has expired: a form that is sent twice has one effect."""
    kind = models.CharField(_("kind"), max_length=20, choices=MessageKind.choices)
    state = models.CharField(_("state"), max_length=20, choices=MessageState.choices, default=MessageState.RECEIVED)
    claim = models.ForeignKey(
        "claims.Claim", models.SET_NULL, null=True, blank=True, related_name="messages", verbose_name=_("claim")
    )
    points = models.ManyToManyField("claims.Point", blank=True, related_name="messages", verbose_name=_("points"))
    revision = models.ForeignKey(
        "claims.Revision", models.PROTECT, null=True, blank=True, related_name="messages", verbose_name=_("revision")
    )
    """Which one was current when the message came."""
    words = ProseField(_("words"), max_length=MOST_WORDS)
    url = models.URLField(_("address"), max_length=500, blank=True)
    on_behalf_of = LineField(_("on behalf of"), blank=True)
    name = LineField(_("name"), blank=True)
    role = LineField(_("role of the sender"), blank=True)
    contact = LineField(_("contact"), blank=True)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    received_at = models.DateTimeField(_("received at"), auto_now_add=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="messages_taken",
        verbose_name=_("taken up by"),
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="messages_settled",
        verbose_name=_("settled by"),
    )
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    answer = ProseField(_("answer"), max_length=MOST_ANSWER, blank=True)
    """What the sender reads beside the state; of a declined message, the reason."""
    forgotten_at = models.DateTimeField(_("sender deleted at"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message from a reader")
        verbose_name_plural = _("messages from readers")
        ordering = ["-received_at", "-id"]
        indexes = [
            models.Index(fields=["state", "-received_at"], name="message_by_state_newest_first"),
        ]
        constraints = [
            known_word("kind", MessageKind, "message"),
            known_word("state", MessageState, "message"),
            not_blank("words", "message"),
            models.UniqueConstraint(fields=["receipt"], name="message_once_a_receipt"),
            models.UniqueConstraint(fields=["token"], condition=~models.Q(token=""), name="message_once_a_form"),
            rule(
                "message_receipt_has_its_form",
                models.Q(receipt__regex=RECEIPT),
                _("A receipt number is three groups of four digits and capitals."),
            ),
            rule(
                "message_language_is_of_the_site",
                models.Q(language__in=[code for code, _name in settings.LANGUAGES]),
                _("Choose one of the languages of the site."),
            ),
            rule(
                "message_is_about_a_claim",
                models.Q(kind=MessageKind.SUGGESTION) | models.Q(claim__isnull=False),
                _("An error report and a reply are about a claim."),
            ),
            rule(
                "message_reply_is_of_a_party",
                ~models.Q(kind=MessageKind.REPLY) | models.Q(on_behalf_of__regex=r"\S"),
                _("Say on whose behalf the reply is."),
            ),
            rule(
                "message_in_progress_with_somebody",
                ~models.Q(state=MessageState.IN_PROGRESS) | models.Q(taken_by__isnull=False),
                _("A message in progress has a person."),
            ),
            rule(
                "message_settled_by_somebody",
                models.Q(state__in=SETTLED, settled_at__isnull=False, settled_by__isnull=False)
                | (~models.Q(state__in=SETTLED) & models.Q(settled_at__isnull=True, settled_by__isnull=True)),
                _("A settled message has a person and a time."),
            ),
            rule(
                "message_declined_with_a_reason",
                ~models.Q(state=MessageState.DECLINED) | models.Q(answer__regex=r"\S"),
                _("Say why it is declined. The sender reads it."),
            ),
            rule(
                "message_forgotten_has_no_contact",
                models.Q(forgotten_at__isnull=True) | models.Q(contact=""),
                _("Where the sender was deleted, there is no contact."),
            ),
        ]

    def __str__(self) -> str:
        return self.receipt

    @property
    def is_settled(self) -> bool:
        return self.state in SETTLED


class Sending(models.Model):
    """How many messages came from one network within an hour, so that none floods the queue. No address is stored:
    ``sender`` is a hash of the network with the day and a secret of the site, and the row goes after a day."""

    LASTS = timedelta(hours=24)

    sender = models.CharField(max_length=64)
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("messages of a network")
        verbose_name_plural = _("messages of networks")
        constraints = [
            models.UniqueConstraint(fields=["sender", "hour"], name="sending_once_a_sender_and_hour"),
            rule("sending_sender_is_a_hash", models.Q(sender__regex="^[0-9a-f]{64}$"), _("A sender is a hash.")),
        ]

    def __str__(self) -> str:
        return f"{self.hour}: {self.count}"
