"""An assessment: a verdict or ruling on a claim, ours or another's. Optional, and no part of the standing."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.fields.moment import MomentField
from claims.fields.prose import LanguageField, LineField, ProseField
from claims.fields.texts import HEADLINE
from claims.models.checked import Checked
from claims.models.constraints import is_language, is_moment, is_number, not_blank, rule
from claims.models.record import CaseRecord


class RatingScale(Checked):
    """A versioned scale of ratings and whose it is. A changed scale is a new version."""

    name = LineField(_("name"), help_text=_("For example Truth-O-Meter."))
    version = LineField(_("version"), help_text=_("For example 2024."))
    owner = models.ForeignKey(
        "claims.Party", models.PROTECT, null=True, blank=True, related_name="rating_scales", verbose_name=_("owner")
    )

    class Meta:
        verbose_name = _("rating scale")
        verbose_name_plural = _("rating scales")
        ordering = ["name", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "version", "owner"], nulls_distinct=False, name="ratingscale_name_and_version_once"
            ),
            not_blank("name", "ratingscale"),
            not_blank("version", "ratingscale"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class Assessment(CaseRecord):
    """A rating by somebody; a foreign label is kept verbatim."""

    author = models.ForeignKey(
        "claims.Party",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assessments",
        verbose_name=_("author"),
        help_text=_("Who rated. Leave empty where it is this desk."),
    )
    scale = models.ForeignKey(
        "claims.RatingScale",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assessments",
        verbose_name=_("scale"),
    )
    label = LineField(
        _("label"),
        max_length=HEADLINE,
        help_text=_("The rating, word for word as its author gave it: “Mostly false”."),
    )
    rating_value = LineField(
        _("rating as a number"),
        max_length=20,
        blank=True,
        help_text=_("Only where its author gave one beside the words, for example 2."),
    )
    rating_best = LineField(
        _("best number"), max_length=20, blank=True, help_text=_("Of the author’s scale, for example 5.")
    )
    rating_worst = LineField(
        _("worst number"), max_length=20, blank=True, help_text=_("Of the author’s scale, for example 1.")
    )
    language = LanguageField(_("language"), help_text=_("Of label and reasons, for example en."))
    points = models.ManyToManyField(
        "claims.Point", blank=True, related_name="assessments", verbose_name=_("points"), help_text=_("Empty: all.")
    )
    reasons = ProseField(_("reasons"), blank=True)
    made_at = MomentField(_("made at"), null=True, blank=True)
    url = models.URLField(_("address"), max_length=2000, blank=True)
    citations = models.ManyToManyField(
        "claims.Citation", blank=True, related_name="cited_for_assessments", verbose_name=_("citations")
    )

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["claim_id", "id"]
        constraints = [
            not_blank("label", "assessment"),
            is_language("language", "assessment"),
            is_moment("made_at", "assessment"),
            is_number("rating_value", "assessment"),
            is_number("rating_best", "assessment"),
            is_number("rating_worst", "assessment"),
            rule(
                "assessment_number_is_on_a_scale",
                models.Q(rating_value="", rating_best="", rating_worst="")
                | (~models.Q(rating_value="") & ~models.Q(rating_best="")),
                _("A number says something only with the best number of its scale."),
            ),
        ]

    def __str__(self) -> str:
        return self.label
