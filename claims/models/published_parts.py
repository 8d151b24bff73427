"""Parts of published cases, one row each: what lists of points, responses, events and assessments over all cases read.

Made from dossiers like the publication they belong to; what a row shows is its card.
"""

from datetime import UTC, datetime

from django.db import models
from django.db.models import DateTimeField, F, Q, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

BEFORE_ALL = datetime(1, 1, 1, tzinfo=UTC)


def when(column: str = "made_end") -> Coalesce:
    """A time to order by; what has none stands before all that has one. Indexes have the same expression."""
    return Coalesce(F(column), Value(BEFORE_ALL, output_field=DateTimeField()))


class PublishedPart(models.Model):
    """``place``: in the dossier's list, from 0. ``made_start``, ``made_end``: the bounds of its time, as far as known."""

    id = models.UUIDField(primary_key=True)
    place = models.PositiveIntegerField()
    made_start = models.DateTimeField(null=True)
    made_end = models.DateTimeField(null=True)
    card = models.JSONField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


class PublishedPoint(PublishedPart):
    publication = models.ForeignKey("claims.Publication", models.CASCADE, related_name="points")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "place"], name="publishedpoint_one_a_place")]
        indexes = [models.Index(when().desc(), F("id").desc(), name="publishedpoint_by_time")]


class PublishedResponse(PublishedPart):
    publication = models.ForeignKey("claims.Publication", models.CASCADE, related_name="responses")
    party_id = models.UUIDField()
    kind = models.CharField(max_length=30)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "place"], name="publishedresponse_one_a_place")]
        indexes = [
            models.Index(when().desc(), F("id").desc(), name="publishedresponse_by_time"),
            models.Index(fields=["party_id"], name="publishedresponse_party"),
            models.Index(
                KT("card__replaces"), condition=Q(card__has_key="replaces"), name="publishedresponse_replacing"
            ),
        ]


class PublishedEvent(PublishedPart):
    publication = models.ForeignKey("claims.Publication", models.CASCADE, related_name="events")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "place"], name="publishedevent_one_a_place")]
        indexes = [models.Index(when().desc(), F("id").desc(), name="publishedevent_by_time")]


class PublishedAssessment(PublishedPart):
    """``author_id`` is absent where the assessment is the desk's own."""

    publication = models.ForeignKey("claims.Publication", models.CASCADE, related_name="assessments")
    author_id = models.UUIDField(null=True)
    label = models.CharField(max_length=1000)
    site = models.CharField(max_length=253)
    """The host of its address, in small letters, without ``www.``."""
    language = models.CharField(max_length=35)
    """Without the region: ``en``."""
    newest_at = models.DateTimeField(null=True)
    """The date of the claim or of the assessment, whichever is newer."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "place"], name="publishedassessment_one_a_place")]
        indexes = [
            models.Index(when().desc(), F("id").desc(), name="publishedassessment_by_time"),
            models.Index(fields=["author_id"], name="publishedassessment_author"),
            models.Index(fields=["site", "language"], name="publishedassessment_site"),
        ]


class PublishedStance(models.Model):
    """One stance of one response on one point: what ``responder`` and ``stance`` together ask for."""

    publication = models.ForeignKey("claims.Publication", models.CASCADE, related_name="stances")
    response_id = models.UUIDField()
    point_id = models.UUIDField()
    party_id = models.UUIDField()
    stance = models.CharField(max_length=20)
    directness = models.CharField(max_length=20)

    class Meta:
        indexes = [
            models.Index(fields=["party_id", "stance"], name="publishedstance_responder"),
            models.Index(fields=["point_id"], name="publishedstance_point"),
            models.Index(fields=["response_id"], name="publishedstance_response"),
        ]

    def __str__(self) -> str:
        return self.stance
