"""A claim: what a claimant asserted in public, and its points, each one atomic assertion.

A claim with all that hangs on it is a case. Nothing of it is public until it is published as a revision.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.fields.moment import MomentField
from claims.fields.prose import LanguageField, LineField, ProseField, beginning
from claims.models.constraints import is_language, is_moment, is_slug, known_word, not_blank, rule, words_of
from claims.models.record import CaseRecord, Record, Translation, translation_rules
from claims.vocabulary import PartyRole, Stage


class Claim(Record):
    """What a claimant (who may be unknown) asserted in public. It owns its case."""

    slug = models.SlugField(
        _("slug"), max_length=80, unique=True, help_text=_("The address of its page, for example facebook-bank-data.")
    )
    language = LanguageField(_("language"), help_text=_("The language of the case, a tag such as de."))
    title = LineField(
        _("title"), help_text=_("Neutral and attributed, best under 75 characters: “WSJ report: Facebook sought …”.")
    )
    statement = ProseField(
        _("statement"), help_text=_("What was claimed, as the claimant put it or as it was relayed.")
    )
    scope_note = ProseField(
        _("scope note"), blank=True, help_text=_("What the case is drawn from: “Drawn from one German report of …”.")
    )
    claimant = models.ForeignKey(
        "claims.Party",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="claims_made",
        verbose_name=_("claimant"),
        help_text=_("Who made the claim. Leave empty where unknown."),
    )
    made_at = MomentField(_("made at"), null=True, blank=True)
    topics = models.ManyToManyField("claims.Topic", blank=True, related_name="claims", verbose_name=_("topics"))
    citations_of_claim = models.ManyToManyField(
        "claims.Citation", blank=True, related_name="cited_for_claims", verbose_name=_("citations of the claim")
    )
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices, default=Stage.DRAFT, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="claims_created", editable=False
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", editable=False
    )

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["-updated_at", "-id"]
        permissions = [
            ("edit_any_claim", "Can edit the cases of others and shared records"),
            ("submit_claim", "Can submit a case for review"),
            ("approve_claim", "Can approve the work of others"),
            ("publish_claim", "Can publish and withdraw claims"),
            ("override_two_person_rule", "Can publish own work with a recorded reason"),
        ]
        indexes = [
            models.Index(models.F("updated_at").desc(), models.F("id").desc(), name="claim_latest_first"),
            models.Index(
                models.F("updated_at").desc(),
                models.F("id").desc(),
                condition=models.Q(stage=Stage.IN_REVIEW),
                name="claim_in_review",
            ),
            words_of("title", "claim_title_words"),
            words_of("slug", "claim_slug_words"),
            words_of("statement", "claim_statement_words"),
        ]
        constraints = [
            is_slug("claim"),
            is_language("language", "claim"),
            not_blank("title", "claim"),
            not_blank("statement", "claim"),
            is_moment("made_at", "claim"),
            known_word("stage", Stage, "claim"),
            rule(
                "claim_merged_into_another",
                models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                _("A claim cannot be merged into itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ClaimTranslation(Translation):
    claim = models.ForeignKey("claims.Claim", models.CASCADE, related_name="translations")
    title = LineField(_("title"))
    statement = ProseField(_("statement"))
    scope_note = ProseField(_("scope note"), blank=True)

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["language"]
        constraints = [
            *translation_rules("claimtranslation", "claim"),
            not_blank("title", "claimtranslation"),
            not_blank("statement", "claimtranslation"),
        ]


class ClaimParty(models.Model):
    """A party the claim is about (subject) or mentions (named), in the order of the report."""

    id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey("claims.Claim", models.CASCADE, related_name="involvements", verbose_name=_("claim"))
    party = models.ForeignKey("claims.Party", models.PROTECT, related_name="involvements", verbose_name=_("party"))
    role = models.CharField(_("role"), max_length=20, choices=PartyRole.choices, default=PartyRole.SUBJECT)
    order = models.PositiveIntegerField(_("order"), default=0)
    unasked_reason = ProseField(
        _("why it was not asked"),
        blank=True,
        help_text=_("For a party with neither response nor request. Shown to readers."),
    )

    class Meta:
        verbose_name = _("party of the claim")
        verbose_name_plural = _("parties of the claim")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "party"],
                name="claimparty_once_a_claim",
                violation_error_message=_("This party is already listed."),
            ),
            known_word("role", PartyRole, "claimparty"),
        ]

    def __str__(self) -> str:
        return f"{self.party} ({self.get_role_display()})"


class ClaimPartyTranslation(Translation):
    involvement = models.ForeignKey("claims.ClaimParty", models.CASCADE, related_name="translations")
    reason = ProseField(_("why it was not asked"))

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["language"]
        constraints = [
            *translation_rules("claimpartytranslation", "involvement"),
            not_blank("reason", "claimpartytranslation"),
        ]


class Point(CaseRecord):
    """One atomic assertion of the claim, in the claimant's words. A corrected one is a new point that replaces it."""

    order = models.PositiveIntegerField(_("order"), help_text=_("1 for the first point."))
    text = ProseField(_("text"), help_text=_("One assertion, without who reported it; the page adds that."))
    made_at = MomentField(_("made at"), null=True, blank=True, help_text=_("Only where it differs from the claim's."))
    subjects = models.ManyToManyField(
        "claims.Party",
        blank=True,
        related_name="points_about",
        verbose_name=_("subjects"),
        help_text=_("Only where they differ from the claim's."),
    )
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    citations = models.ManyToManyField(
        "claims.Citation", blank=True, related_name="cited_for_points", verbose_name=_("citations")
    )

    class Meta:
        verbose_name = _("point")
        verbose_name_plural = _("points")
        ordering = ["claim_id", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "order"],
                condition=models.Q(is_removed=False),
                name="point_order_once_a_claim",
                violation_error_message=_("Another point already has this place. Give each point its own number."),
            ),
            not_blank("text", "point"),
            is_moment("made_at", "point"),
            rule(
                "point_replaces_another",
                models.Q(replaces__isnull=True) | ~models.Q(replaces=models.F("id")),
                _("A point cannot replace itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {beginning(self.text)}"


class PointTranslation(Translation):
    point = models.ForeignKey("claims.Point", models.CASCADE, related_name="translations")
    text = ProseField(_("text"))

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["language"]
        constraints = [*translation_rules("pointtranslation", "point"), not_blank("text", "pointtranslation")]
