"""What every editable record has: an id, a version that grows with each change, and whether readers have ever seen it.

Only what was never published can be deleted; a published part of a case is *removed*: it stays in the working tables and in
every old revision, and the next revision leaves it out.
"""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.fields.ids import new_id
from claims.fields.prose import LanguageField, LineField
from claims.models.checked import Checked
from claims.models.constraints import is_language


class Record(Checked):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)
    is_published = models.BooleanField(_("published"), default=False, editable=False)

    class Meta:
        abstract = True


class CaseRecordQuerySet(models.QuerySet[Any]):
    def standing(self) -> Self:
        """Those that the next revision will hold."""
        return self.filter(is_removed=False)


class CaseRecord(Record):
    """A part of a case. It never moves to another claim: the database refuses a change of ``claim``."""

    claim = models.ForeignKey("claims.Claim", models.CASCADE, related_name="%(class)ss", verbose_name=_("claim"))
    is_removed = models.BooleanField(
        _("removed"),
        default=False,
        help_text=_("Left out of the next revision. Old revisions keep it. Use it for what was entered in error."),
    )

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        abstract = True


class Translation(Checked):
    """A translation of one record: by whom, and of which original (SHA-256 of it), so that a stale one shows."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    language = LanguageField(_("language"), help_text=_("A language tag, for example en."))
    translator = LineField(_("translator"), help_text=_("Who translated, for example “factcheck desk”."))
    of = models.CharField(_("hash of the original"), max_length=64, editable=False)

    class Meta:
        abstract = True


def translation_rules(table: str, original: str) -> list[models.BaseConstraint]:
    """One translation a language, in a known form of language tag, of a hashed original."""
    return [
        models.UniqueConstraint(
            fields=[original, "language"],
            name=f"{table}_one_a_language",
            violation_error_message=_("There is already a translation into this language."),
        ),
        is_language("language", table),
        models.CheckConstraint(condition=models.Q(of__regex="^[0-9a-f]{64}$"), name=f"{table}_of_is_a_hash"),
    ]
