"""Every slug ever given, by the database itself, so that none is used twice and an old address still leads somewhere."""

from django.db import models


class Slug(models.Model):
    """A slug and the record it belongs to for good. Rows are written by triggers, never by the application."""

    class Kind(models.TextChoices):
        CLAIM = "claim"
        PARTY = "party"
        SOURCE = "source"
        TOPIC = "topic"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    slug = models.SlugField(max_length=80)
    record_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="slug_never_reused")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.slug}"
