"""What parties answered in published cases, a row a party and point, and a row a request: what their figures count.

Made from dossiers like the other parts of a publication; what is counted, and how, is told in ``claims.standing``.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from claims.vocabulary import PointAnswer


class PublishedAnswer(models.Model):
    """One party on one point. ``became`` is NULL where it never denied the point.

    ``denied_in``: the first response that denies it. ``later_in``: the latest with a different account after that.
    """

    publication = models.ForeignKey("claims.Publication", models.CASCADE, related_name="point_answers")
    point = models.ForeignKey("claims.PublishedPoint", models.CASCADE, related_name="answers")
    party_id = models.UUIDField()
    answer = models.CharField(max_length=20, choices=PointAnswer.choices)
    became = ArrayField(models.CharField(max_length=20), null=True)
    denied_in = models.UUIDField(null=True)
    later_in = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["point", "party_id"], name="publishedanswer_one_a_party_and_point")
        ]
        indexes = [
            models.Index(fields=["party_id", "answer"], name="publishedanswer_party"),
            models.Index(fields=["party_id"], condition=Q(became__isnull=False), name="publishedanswer_denials"),
        ]

    def __str__(self) -> str:
        return self.answer


class PublishedRequest(models.Model):
    """A request for comment. ``outcome`` is empty while it is open, ``deadline_end`` NULL where it does not pass.

    ``days``: calendar days to the answer, where both days are known.
    """

    id = models.UUIDField(primary_key=True)
    publication = models.ForeignKey("claims.Publication", models.CASCADE, related_name="requests")
    place = models.PositiveIntegerField()
    party_id = models.UUIDField()
    outcome = models.CharField(max_length=20, blank=True)
    deadline_end = models.DateTimeField(null=True)
    has_spoken = models.BooleanField()
    days = models.PositiveIntegerField(null=True)
    card = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "place"], name="publishedrequest_one_a_place")]
        indexes = [models.Index(fields=["party_id"], name="publishedrequest_party")]

    def __str__(self) -> str:
        return str(self.pk)
