"""A change: what one statement did to one row of a working table, kept by the database itself, whoever wrote it."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from claims.models.constraints import known_word
from claims.vocabulary import Operation, Through


class Change(models.Model):
    """Written by triggers, never by the application; the database refuses UPDATE, DELETE and TRUNCATE.

    An insert holds the whole row in ``after``, a deletion in ``before``, an update only the columns that changed in both.
    Without ``actor`` the row was written from outside the application: then ``database_user`` is all that is known.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    act = models.UUIDField(null=True)
    """What one act of one person did together; undone together."""
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False, related_name="changes"
    )
    through = models.CharField(max_length=20, choices=Through.choices, blank=True)
    cause = models.CharField(max_length=300, blank=True)
    database_user = models.CharField(max_length=100)
    program = models.CharField(max_length=100, blank=True)
    operation = models.CharField(max_length=20, choices=Operation.choices)
    table = models.CharField(max_length=63)
    row = models.CharField(max_length=40)
    owner_table = models.CharField(max_length=63)
    """The record whose history shows the change: a response for its passages, a party for its aliases, else itself."""
    owner = models.CharField(max_length=40)
    claim_id = models.UUIDField(null=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["owner_table", "owner", "-id"], name="change_of_record"),
            models.Index(fields=["claim_id", "-id"], name="change_of_case"),
            models.Index(fields=["act"], name="change_of_act", condition=models.Q(act__isnull=False)),
            models.Index(fields=["-at"], name="change_by_time"),
        ]
        constraints = [
            known_word("operation", Operation, "change"),
            known_word("through", Through, "change", optional=True),
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.table} {self.row}"

    @property
    def is_from_outside(self) -> bool:
        return self.actor_id is None
