"""An announcement: one thing readers were told, in the order they were told it.

Everything that changes what a claim answers is announced, by triggers, in the transaction that changes it: a revision, a
merge or its undoing, the redaction of a document. The feed of changes and the webhooks are made of announcements.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.constraints import known_word
from claims.vocabulary import AnnouncementKind


class Announcement(models.Model):
    """Written by the database only, which refuses UPDATE, DELETE and TRUNCATE to every role."""

    number = models.BigIntegerField(primary_key=True)
    """Without gaps, taken under the lock of the chain: who has read up to one has missed none before it."""
    id = models.UUIDField(unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=AnnouncementKind.choices)
    # Without a constraint, which would lock the row of a claim after the chain, and everybody else locks it before: what
    # was published is never deleted anyway.
    claim = models.ForeignKey("claims.Claim", models.PROTECT, db_constraint=False, related_name="announcements")
    revision = models.ForeignKey("claims.Revision", models.PROTECT, related_name="announcements")
    """What it is about; of a merge, the one that was current."""
    merged_into = models.ForeignKey("claims.Claim", models.PROTECT, db_constraint=False, null=True, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = ["number"]
        constraints = [known_word("kind", AnnouncementKind, "announcement")]

    def __str__(self) -> str:
        return f"{self.number}: {self.kind}"
