"""What published cases cite from their sources, and what changed between the captured copies of a source.

Of the text of a copy nothing is kept here but figures: readers learn that it changed, when and by how much.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class PublishedCitation(models.Model):
    """One citation of one publication. ``card``: its place, its words where the case publishes them, and what it is for.

    ``found_in`` and ``lost_in``: SHA-256 of the other published copies of its source that do and do not hold its words.
    """

    id = models.UUIDField(primary_key=True)
    publication = models.ForeignKey("claims.Publication", models.CASCADE, related_name="citations")
    place = models.PositiveIntegerField()
    source_id = models.UUIDField()
    card = models.JSONField()
    found_in = ArrayField(models.CharField(max_length=64), default=list)
    lost_in = ArrayField(models.CharField(max_length=64), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "place"], name="publishedcitation_one_a_place")]
        indexes = [models.Index(fields=["source_id"], name="publishedcitation_source")]

    def __str__(self) -> str:
        return str(self.pk)


class SnapshotChange(models.Model):
    """From one published copy of a source to the next. Words are counted wherever they stand, so a moved one is neither."""

    before = models.CharField(max_length=64)
    after = models.CharField(max_length=64)
    is_same_text = models.BooleanField()
    words_before = models.PositiveIntegerField()
    words_after = models.PositiveIntegerField()
    words_gone = models.PositiveIntegerField()
    words_new = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["before", "after"], name="snapshotchange_one_a_pair")]

    def __str__(self) -> str:
        return f"{self.before[:12]}… → {self.after[:12]}…"
