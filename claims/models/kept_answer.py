"""A kept answer: what the API answered to a request with an Idempotency-Key, so that the same request, sent again, gets it
again and has no second effect. Swept after a while."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class KeptAnswer(models.Model):
    """Stored in the transaction of what it answers: either both are there or neither."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kept_answers")
    key = models.CharField(max_length=255)
    request = models.CharField(max_length=64)
    """SHA-256 of method, address and body."""
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField()
    body = models.TextField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("kept answer")
        verbose_name_plural = _("kept answers")
        indexes = [models.Index(fields=["at"], name="keptanswer_by_time")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "key"],
                name="keptanswer_once_a_key",
                violation_error_message=_("This key was used already."),
            )
        ]

    def __str__(self) -> str:
        return self.key
