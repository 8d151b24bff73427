"""A citation: the evidence edge from a part of a case to the place in a source that carries it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.fields.prose import LanguageField, LineField, ProseField, beginning
from claims.models.constraints import is_language, known_word, rule
from claims.models.record import CaseRecord
from claims.vocabulary import Anchor, CitationRole


class Citation(CaseRecord):
    """One citation may serve the claim and several points, passages, stances, events and assessments of its case."""

    source = models.ForeignKey("claims.Source", models.PROTECT, related_name="citations", verbose_name=_("source"))
    role = models.CharField(_("role"), max_length=20, choices=CitationRole.choices, default=CitationRole.ORIGIN)
    exact = ProseField(_("quoted words"), blank=True, help_text=_("Exactly as in the source. May be left empty."))
    prefix = LineField(_("words before"), max_length=32, blank=True, is_quoted=True)
    suffix = LineField(_("words after"), max_length=32, blank=True, is_quoted=True)
    language = LanguageField(_("language"), blank=True, help_text=_("Of the quoted words."))
    translated_from = LanguageField(
        _("translated from"), blank=True, help_text=_("Where the quotation is itself a translation.")
    )
    start = models.PositiveIntegerField(
        _("start"), null=True, blank=True, help_text=_("First character in the snapshot's text, counted from 0.")
    )
    end = models.PositiveIntegerField(_("end"), null=True, blank=True, help_text=_("Character after the last one."))
    snapshot = models.ForeignKey(
        "claims.Snapshot",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="citations",
        verbose_name=_("snapshot"),
        help_text=_("The captured copy the positions count in."),
    )
    voices = ArrayField(
        LineField(),
        verbose_name=_("voiced by"),
        default=list,
        blank=True,
        help_text=_("Who said it in the source, separated by commas: a spokesman."),
    )
    locator = LineField(_("locator"), blank=True, help_text=_("Paragraph, page or time code: paragraph 4."))
    anchor = models.CharField(_("anchor"), max_length=20, choices=Anchor.choices, default=Anchor.NOT_HELD)

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["claim_id", "id"]
        indexes = [
            models.Index(
                fields=["-updated_at"],
                condition=models.Q(anchor=Anchor.NOT_FOUND, is_removed=False),
                name="citation_not_found",
            )
        ]
        constraints = [
            known_word("role", CitationRole, "citation"),
            known_word("anchor", Anchor, "citation"),
            is_language("language", "citation", optional=True),
            is_language("translated_from", "citation", optional=True),
            rule(
                "citation_quote_has_a_language",
                models.Q(exact="") | ~models.Q(language=""),
                _("Quoted words need their language."),
            ),
            rule(
                "citation_position_is_whole",
                models.Q(start__isnull=True, end__isnull=True, snapshot__isnull=True)
                | models.Q(start__isnull=False, end__gt=models.F("start"), snapshot__isnull=False),
                _("A position needs start, end after start, and the snapshot it counts in, or none of them."),
            ),
            rule(
                "citation_exact_anchor_has_a_position",
                ~models.Q(anchor=Anchor.EXACT) | models.Q(start__isnull=False),
                _("“Found word for word” needs the position where the words stand."),
            ),
        ]

    def __str__(self) -> str:
        """Its words, or else its place; its source where that was fetched with it, since a list names many."""
        is_fetched = Citation.source.is_cached(self)
        place = self.locator or (self.source.title if is_fetched else str(self.pk)[-8:])
        return beginning(self.exact) or f"{self.get_role_display()}: {place}"
