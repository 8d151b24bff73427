"""A merge: two records that turned out to be one. The merged one leads to the kept one; undoing it is a new change."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.fields.ids import new_id
from claims.models.constraints import known_word, rule
from claims.vocabulary import Mergeable


class Merge(models.Model):
    """What was merged into what, by whom, and as which act of the history."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20, choices=Mergeable.choices)
    kept_id = models.UUIDField()
    merged_id = models.UUIDField()
    act = models.UUIDField(unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="merges")
    at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(_("reason"), max_length=2000, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="merges_undone"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-at"]
        constraints = [
            known_word("kind", Mergeable, "merge"),
            rule(
                "merge_is_of_two_records",
                ~models.Q(kept_id=models.F("merged_id")),
                _("A record cannot be merged into itself."),
            ),
            rule(
                "merge_undone_by_somebody",
                models.Q(undone_at__isnull=True, undone_by__isnull=True)
                | models.Q(undone_at__isnull=False, undone_by__isnull=False),
                _("An undone merge has a person and a time."),
            ),
            models.UniqueConstraint(
                fields=["kind", "merged_id"],
                condition=models.Q(undone_at__isnull=True),
                name="merge_once_a_record",
                violation_error_message=_("It is merged already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.merged_id} → {self.kept_id}"
