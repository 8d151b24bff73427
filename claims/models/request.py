"""A request for comment: whom the desk or an outlet asked, what, when and until when, and what came of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.fields.moment import Moment, MomentField
from claims.fields.prose import LanguageField, ProseField
from claims.models.constraints import is_language, is_moment, known_word, not_blank, rule
from claims.models.record import CaseRecord, Translation, translation_rules
from claims.vocabulary import Channel, RequestOutcome


class Request(CaseRecord):
    """A request for comment to one party about some points, or all."""

    to = models.ForeignKey("claims.Party", models.PROTECT, related_name="requests", verbose_name=_("to"))
    points = models.ManyToManyField(
        "claims.Point", blank=True, related_name="requests", verbose_name=_("points"), help_text=_("Empty: all points.")
    )
    channel = models.CharField(_("channel"), max_length=20, choices=Channel.choices, default=Channel.EMAIL)
    questions = ProseField(_("questions"), help_text=_("What was asked, as it was asked."))
    language = LanguageField(_("language"), help_text=_("A language tag, for example en."))
    sent_at = MomentField(_("sent at"))
    deadline = MomentField(_("deadline"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=RequestOutcome.choices, blank=True)
    outcome_at = MomentField(_("outcome at"), null=True, blank=True)
    response = models.ForeignKey(
        "claims.Response",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="requests",
        verbose_name=_("response"),
        help_text=_("The response that answered it."),
    )

    class Meta:
        verbose_name = _("request for comment")
        verbose_name_plural = _("requests for comment")
        ordering = ["claim_id", "id"]
        indexes = [
            models.Index(fields=["claim", "id"], condition=models.Q(outcome="", is_removed=False), name="request_open")
        ]
        constraints = [
            known_word("channel", Channel, "request"),
            known_word("outcome", RequestOutcome, "request", optional=True),
            not_blank("questions", "request"),
            is_language("language", "request"),
            is_moment("sent_at", "request"),
            is_moment("deadline", "request"),
            is_moment("outcome_at", "request"),
            rule(
                "request_response_means_answered",
                models.Q(response__isnull=True) | models.Q(outcome__in=["answered", "declined"]),
                _("A request with a response has the outcome answered or declined."),
            ),
        ]

    @property
    def granted_until(self) -> Moment | None:
        """Until when it could last be answered: the deadline, or the latest extension of it."""
        granted: list[Moment | None] = [self.deadline, *(extension.until for extension in self.extensions.all())]
        placed = {moment.end: moment for moment in granted if moment and moment.end}
        return placed[max(placed)] if placed else granted[0]

    def __str__(self) -> str:
        return f"{self.to}, {self.sent_at}"


class RequestTranslation(Translation):
    request = models.ForeignKey("claims.Request", models.CASCADE, related_name="translations")
    text = ProseField(_("questions"))

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["language"]
        constraints = [*translation_rules("requesttranslation", "request"), not_blank("text", "requesttranslation")]


class RequestExtension(models.Model):
    """A later deadline, and when it was granted: before that, the earlier one held."""

    request = models.ForeignKey("claims.Request", models.CASCADE, related_name="extensions", verbose_name=_("request"))
    granted_at = MomentField(_("granted at"))
    until = MomentField(_("until"))

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ["request_id", "id"]
        constraints = [is_moment("granted_at", "requestextension"), is_moment("until", "requestextension")]

    def __str__(self) -> str:
        return str(self.until)
