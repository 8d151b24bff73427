"""A revision: a dossier as it was published. Revisions form one chain over the whole site and can only be added to."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.fields.ids import new_id
from claims.models.constraints import known_word, not_blank, rule
from claims.vocabulary import RevisionKind


class Revision(models.Model):
    """Commitments only. The database refuses UPDATE, DELETE and TRUNCATE, to every role, and a broken chain."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="revisions")
    position = models.PositiveBigIntegerField(_("position"), unique=True)
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=20, choices=RevisionKind.choices)
    note = models.CharField(_("note"), max_length=2000, blank=True)
    published_at = models.DateTimeField(_("published at"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="revisions")
    is_reviewed = models.BooleanField(_("seen by a second person"))
    override_reason = models.CharField(_("reason for publishing alone"), max_length=2000, blank=True)
    content_hash = models.CharField(_("content hash"), max_length=64)
    previous_hash = models.CharField(_("previous hash"), max_length=64, blank=True)
    hash = models.CharField(_("hash"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="revision_number_once_a_claim"),
            known_word("kind", RevisionKind, "revision"),
            rule(
                "revision_first_is_number_one",
                models.Q(kind=RevisionKind.FIRST, number=1)
                | (~models.Q(kind=RevisionKind.FIRST) & models.Q(number__gt=1)),
                _("The first revision has number 1 and no other has its kind."),
            ),
            rule(
                "revision_change_has_a_note",
                models.Q(kind=RevisionKind.FIRST) | models.Q(note__regex=r"\S"),
                _("A change of a published case needs a note."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} #{self.number}"


class Redaction(models.Model):
    """Why the document of a revision was blanked, by whom and when. Its commitments stay in the chain."""

    revision = models.OneToOneField("claims.Revision", models.PROTECT, related_name="redaction")
    reason = models.CharField(_("reason"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="redactions")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [not_blank("reason", "redaction")]

    def __str__(self) -> str:
        return self.reason


class RevisionDocument(models.Model):
    """Salt and canonical bytes of a revision. The only permitted change: blanking, together with its redaction record."""

    revision = models.OneToOneField("claims.Revision", models.PROTECT, primary_key=True, related_name="document")
    salt = models.BinaryField(null=True)
    content = models.BinaryField(null=True)

    def __str__(self) -> str:
        return str(self.revision_id)
