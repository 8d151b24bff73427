"""A relation: from one claim to another. The target may be absent here; then only its id is known."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.constraints import known_word, rule
from claims.models.record import CaseRecord
from claims.vocabulary import RelationType


class Relation(CaseRecord):
    """Claim → claim. Without a foreign-key constraint, since the target may be held by another installation."""

    type = models.CharField(_("type"), max_length=30, choices=RelationType.choices)
    target = models.ForeignKey(
        "claims.Claim",
        models.DO_NOTHING,
        db_constraint=False,
        related_name="relations_to",
        verbose_name=_("target"),
        help_text=_("The other claim."),
    )

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        ordering = ["claim_id", "type", "target_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "type", "target"],
                condition=models.Q(is_removed=False),
                name="relation_once_a_type_and_target",
                violation_error_message=_("This relation is already recorded."),
            ),
            known_word("type", RelationType, "relation"),
            rule(
                "relation_is_to_another_claim",
                ~models.Q(claim=models.F("target")),
                _("A claim cannot relate to itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_type_display()
