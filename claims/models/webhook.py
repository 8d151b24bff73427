"""A webhook: where a program of somebody else is told of announcements, with which secrets, and what became of each.

None of it is part of a case. The history does not watch these tables: a secret would stay in it for good, and deliveries
are a log themselves.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.fields.ids import new_id
from claims.fields.prose import LineField
from claims.models.constraints import known_word, not_blank, rule
from claims.vocabulary import DeliveryState, EventType


class WebhookEndpoint(models.Model):
    """An address that is told, and of what."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    url = models.URLField(
        _("address"), max_length=500, help_text=_("It takes POST requests. For example https://example.org/factcheck.")
    )
    description = LineField(
        _("description"), blank=True, help_text=_("Whose it is. For example “Mirror of the archive”.")
    )
    event_types = ArrayField(
        models.CharField(max_length=30, choices=EventType.choices),
        verbose_name=_("events"),
        default=list,
        blank=True,
        help_text=_("Which events it is told of. None chosen: all."),
    )
    parties = models.ManyToManyField(
        "claims.Party",
        verbose_name=_("parties"),
        related_name="webhooks",
        blank=True,
        help_text=_("Only claims in which one of them has a part. For example Facebook. None chosen: all claims."),
    )
    topics = models.ManyToManyField(
        "claims.Topic",
        verbose_name=_("topics"),
        related_name="webhooks",
        blank=True,
        help_text=_("Only claims of one of these topics, or with one of the parties. None chosen: all claims."),
    )
    is_active = models.BooleanField(_("active"), default=True, help_text=_("An inactive address is told nothing."))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="webhooks")
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    announced_up_to = models.BigIntegerField(default=0, editable=False)
    """The last announcement that was turned into a delivery, or passed over."""
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True, editable=False)
    rests_until = models.DateTimeField(null=True, blank=True, editable=False)
    """While it fails, it is not asked more often than this lets."""
    disabled_reason = models.CharField(_("why it was turned off"), max_length=500, blank=True, editable=False)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["url"],
                name="webhookendpoint_once_an_address",
                violation_error_message=_("There is a webhook for this address already."),
            ),
            rule(
                "webhookendpoint_address_is_web_address",
                models.Q(url__regex=r"^https?://[^\s]+$"),
                _("Enter an address such as https://example.org/factcheck."),
            ),
        ]

    def __str__(self) -> str:
        return self.description or self.url


class WebhookSecret(models.Model):
    """What deliveries are signed with. It cannot be stored as a hash; it is shown once, when it is made."""

    endpoint = models.ForeignKey(WebhookEndpoint, models.CASCADE, related_name="secrets")
    secret = models.CharField(max_length=100)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    """Set when another one takes its place: until then both sign."""

    class Meta:
        ordering = ["-id"]
        constraints = [
            rule(
                "webhooksecret_has_its_form",
                models.Q(("secret__regex", r"^whsec_[A-Za-z0-9+/]{32,}={0,2}$")),
                _("A secret is “whsec_” and at least 24 bytes in base64."),
            ),
            models.UniqueConstraint(
                fields=["endpoint"], condition=models.Q(expires_at__isnull=True), name="webhooksecret_one_current"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.endpoint} {self.created_at}"


class Delivery(models.Model):
    """One event for one address: what is to be sent, and what came of it. Without announcement: a test event."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    endpoint = models.ForeignKey(WebhookEndpoint, models.CASCADE, related_name="deliveries", verbose_name=_("webhook"))
    announcement = models.ForeignKey(
        "claims.Announcement", models.PROTECT, null=True, blank=True, related_name="deliveries"
    )
    event_id = models.UUIDField(_("event"), default=new_id)
    """The header webhook-id, the same in every attempt and at every address."""
    type = models.CharField(_("type"), max_length=30, choices=EventType.choices)
    payload = models.TextField(_("body"))
    state = models.CharField(_("state"), max_length=20, choices=DeliveryState.choices, default=DeliveryState.PENDING)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    next_attempt_at = models.DateTimeField(_("next attempt"), null=True, blank=True)
    last_attempt_at = models.DateTimeField(_("last attempt"), null=True, blank=True)
    status = models.PositiveSmallIntegerField(_("status"), null=True, blank=True)
    error = models.CharField(_("error"), max_length=500, blank=True)
    response = models.CharField(_("answer"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-created_at", "-id"]
        constraints = [
            known_word("state", DeliveryState, "delivery"),
            known_word("type", EventType, "delivery"),
            not_blank("payload", "delivery"),
            models.UniqueConstraint(fields=["endpoint", "event_id"], name="delivery_once_an_address_and_event"),
            rule(
                "delivery_pending_has_its_time",
                models.Q(state=DeliveryState.PENDING, next_attempt_at__isnull=False)
                | (~models.Q(state=DeliveryState.PENDING) & models.Q(next_attempt_at__isnull=True)),
                _("What is pending has a time, and nothing else has one."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["endpoint", "next_attempt_at"],
                condition=models.Q(state=DeliveryState.PENDING),
                name="delivery_due",
            ),
            models.Index(fields=["state", "-created_at"], name="delivery_by_state_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display()} → {self.endpoint}"
