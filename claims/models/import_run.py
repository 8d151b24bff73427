"""Imports: a run over one file, of claims or of a list, and the ids by which a second run knows what the first one stored.

None is a working record of a case: an external id is written once, with its claim, and goes with it; a run is a job
of the desk. So the history of the working tables watches none of them.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.fields.ids import new_id
from claims.fields.prose import LineField
from claims.models.constraints import known_word, not_blank, rule
from claims.vocabulary import ImportedList, ImportFormat, ImportState


class ExternalId(models.Model):
    """How the set that a claim was imported from names it: a number of its own, or address and sentence of the review.

    ``key`` is the SHA-256 of ``value``, which may be longer than an index holds; ``content`` that of what the file said,
    so that a file that says something else by now is noticed.
    """

    claim = models.ForeignKey("claims.Claim", models.CASCADE, related_name="external_ids")
    system = LineField(max_length=40)
    """Several formats may carry the same reviews, and share one."""
    value = models.TextField()
    key = models.CharField(max_length=64)
    content = models.CharField(max_length=64)
    imported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["system", "key"], name="externalid_names_one_claim"),
            not_blank("system", "externalid"),
            not_blank("value", "externalid"),
        ]

    def __str__(self) -> str:
        return f"{self.system}: {self.value}"


class Run(models.Model):
    """One file that somebody brought to the desk, and what became of it. File and report lie in the data folder for a time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file_name = LineField(_("file"))
    size = models.PositiveBigIntegerField(_("size in bytes"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="%(class)ss")
    language = models.CharField(_("language of the report"), max_length=10, default="en", editable=False)
    """What whoever brought it reads the desk in."""
    state = models.CharField(
        _("state"), max_length=20, choices=ImportState.choices, default=ImportState.WAITING, editable=False
    )
    counts = models.JSONField(default=dict, editable=False)
    """Rows by what became of them: ``importing_claims.Counts`` of claims, ``list_runs.counts_of`` of a list."""
    reason = models.TextField(_("why it was refused"), blank=True, editable=False)
    brought_at = models.DateTimeField(_("brought"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["-brought_at", "-id"]
        indexes = [models.Index(fields=["-brought_at", "-id"], name="%(class)s_latest_first")]
        constraints = [
            known_word("state", ImportState, "%(class)s"),
            rule(
                "%(class)s_refusal_has_a_reason",
                ~models.Q(state=ImportState.REFUSED) | models.Q(reason__regex=r"\S"),
                _("Say why it was refused."),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_over(self) -> bool:
        return self.state in (ImportState.DONE, ImportState.REFUSED)


class ImportRun(Run):
    """An import of claims."""

    format = models.CharField(_("format"), max_length=20, choices=ImportFormat.choices)
    is_trial = models.BooleanField(_("only look, store nothing"), default=False)
    is_publishing = models.BooleanField(_("publish at once"), default=False)

    class Meta(Run.Meta):
        verbose_name = _("import of claims")
        verbose_name_plural = _("imports of claims")
        constraints = [*Run.Meta.constraints, known_word("format", ImportFormat, "importrun")]


class ListRun(Run):
    """An import of a list: parties, sources, topics. The file is looked at first; what was seen is then stored, or not."""

    table = models.CharField(_("list"), max_length=20, choices=ImportedList.choices)
    is_storing = models.BooleanField(_("stores what was looked at"), default=False, editable=False)
    is_only_right = models.BooleanField(_("leaves out the rows that are wrong"), default=False, editable=False)

    class Meta(Run.Meta):
        verbose_name = _("import of a list")
        verbose_name_plural = _("imports of lists")
        constraints = [*Run.Meta.constraints, known_word("table", ImportedList, "listrun")]
