"""The way of a case to its readers: who changed it, who submitted it, who approved exactly which content."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.fields.ids import new_id
from claims.fields.prose import ProseField
from claims.models.constraints import known_word, rule


class Edit(models.Model):
    """One change of a case: by whom, when, and what. The two-person rule reads who changed it since the last revision."""

    claim = models.ForeignKey("claims.Claim", models.CASCADE, related_name="edits")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="edits")
    at = models.DateTimeField(auto_now_add=True)
    what = models.CharField(max_length=300)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["claim", "-at"], name="edit_of_claim_by_time")]

    def __str__(self) -> str:
        return self.what


class Decision(models.TextChoices):
    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("returned")


class Submission(models.Model):
    """A case handed in for review, and the decision. An approval is for one content: any later edit voids it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey("claims.Claim", models.CASCADE, related_name="submissions")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="submissions")
    submitted_at = models.DateTimeField(auto_now_add=True)
    note = ProseField(_("note"), blank=True)
    content = models.CharField(_("fingerprint of the content"), max_length=64)
    decision = models.CharField(_("decision"), max_length=20, choices=Decision.choices, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = ProseField(_("note on the decision"), blank=True)

    class Meta:
        ordering = ["-submitted_at"]
        constraints = [
            known_word("decision", Decision, "submission", optional=True),
            rule(
                "submission_decision_is_whole",
                models.Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | (~models.Q(decision="") & models.Q(decided_by__isnull=False, decided_at__isnull=False)),
                _("A decision has an author and a time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim}: {self.decision or 'open'}"


class DeskSettings(models.Model):
    """The settings of the desk: one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    two_person_rule = models.BooleanField(
        _("two-person rule"),
        default=True,
        help_text=_("Nobody who changed anything since the last revision may approve its publication."),
    )
    quote_limit = models.PositiveSmallIntegerField(
        _("warn when a source is quoted beyond (per cent)"),
        default=30,
        help_text=_("The published words of one source, as a part of its text. For example 30."),
    )
    unanswered_days = models.PositiveSmallIntegerField(
        _("remind of claims without an answer after (days)"),
        default=14,
        help_text=_("Shown on the first page of the desk. For example 14."),
    )
    licence = models.CharField(
        _("licence of the dossiers"), max_length=300, blank=True, help_text=_("For example CC BY 4.0.")
    )

    class Meta:
        verbose_name = _("desk settings")
        verbose_name_plural = _("desk settings")
        constraints = [rule("desksettings_is_one_row", models.Q(id=1), _("There is only one row of settings."))]

    def __str__(self) -> str:
        return str(_("desk settings"))
