"""The standing of a publication over time, stored so that lists and any date read it without computing."""

from datetime import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from claims.models.constraints import known_word
from claims.vocabulary import Axis, StandingWord


def began() -> Func:
    """The moment a step begins; NULL for the first of all."""
    return Func(F("period"), function="lower", output_field=models.DateTimeField())


class StandingStepQuerySet(models.QuerySet["StandingStep"]):
    def now(self, at: datetime) -> "StandingStepQuerySet":
        """The step of each publication that holds at ``at``: everything counts, deadlines as they have passed by then."""
        return self.filter(axis=Axis.NOW, period__contains=at)

    def said_at(self, at: datetime, *, of: OuterRef, axis: Axis = Axis.NOW) -> Subquery:
        """What the step of one publication says, as one JSON value for a row of another query."""
        columns = {name: F(name) for name in ("status", "coverage", "answers")}
        return Subquery(
            self.filter(publication=of, axis=axis, period__contains=at).values(said=JSONObject(**columns))[:1]
        )


class StandingStep(models.Model):
    """The standing of a publication over a range of time: now (only deadlines move it), or as known by a moment."""

    publication = models.ForeignKey("claims.Publication", models.CASCADE, related_name="steps")
    axis = models.CharField(max_length=10, choices=Axis.choices)
    period = DateTimeRangeField()
    status = models.CharField(max_length=30, choices=StandingWord.choices)
    coverage = models.JSONField()
    answers = models.JSONField(_("what each party answered, in figures"))

    objects = StandingStepQuerySet.as_manager()

    class Meta:
        ordering = ["publication_id", "axis", "period"]
        constraints = [
            known_word("axis", Axis, "standingstep"),
            known_word("status", StandingWord, "standingstep"),
            ExclusionConstraint(
                name="standingstep_one_at_a_time",
                expressions=[
                    ("publication", RangeOperators.EQUAL),
                    ("axis", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [
            models.Index(fields=["axis", "status"], name="standingstep_axis_status"),
            models.Index(began(), condition=Q(axis=Axis.NOW), name="standingstep_now_began"),
        ]

    def __str__(self) -> str:
        return f"{self.axis} {self.period}: {self.status}"
