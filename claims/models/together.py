"""Two at one case: who is there, and what somebody typed that is not saved yet."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.fields.ids import new_id


class Presence(models.Model):
    """Somebody has a case open. A hint, never a lock."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="presences")
    claim = models.ForeignKey("claims.Claim", models.CASCADE, related_name="presences")
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [models.UniqueConstraint(fields=["claim", "user"], name="presence_once_a_person_and_case")]

    def __str__(self) -> str:
        return f"{self.user} since {self.since}"


class Draft(models.Model):
    """What one person typed into one form of the desk and did not save yet. Seen by nobody else."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    claim = models.ForeignKey("claims.Claim", models.CASCADE, null=True, related_name="drafts")
    form = models.CharField(max_length=200)
    """Which form: its address without host and query, and the name of the form on the page."""
    base_version = models.PositiveIntegerField(null=True)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "claim", "form"], nulls_distinct=False, name="draft_once_a_person_and_form"
            )
        ]

    def __str__(self) -> str:
        return self.form
