"""A response: what a party to the case said about the claim, in passages, and the stance it takes on each point."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.fields.ids import new_id
from claims.fields.moment import MomentField
from claims.fields.prose import LanguageField, LineField, ProseField, beginning
from claims.models.checked import Checked
from claims.models.constraints import is_language, is_moment, known_word, not_blank, rule
from claims.models.record import CaseRecord, Translation, translation_rules
from claims.vocabulary import Directness, HedgeKind, PassageForm, ResponseKind, StanceWord


class Response(CaseRecord):
    """What counts is the party, never the spokesperson. Unaltered once published; a mistyped one is replaced."""

    order = models.PositiveIntegerField(_("order"), help_text=_("Decides between answers of the same moment."))
    party = models.ForeignKey(
        "claims.Party",
        models.PROTECT,
        related_name="responses",
        verbose_name=_("party"),
        help_text=_("On whose behalf it was said: the claimant, a subject, a named party, or one that was asked."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ResponseKind.choices, default=ResponseKind.STATEMENT)
    spokesperson_name = LineField(_("spokesperson's name"), blank=True)
    spokesperson_role = LineField(_("spokesperson's role"), blank=True, help_text=_("For example a spokesman."))
    spokesperson_party = models.ForeignKey(
        "claims.Party",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="spoken_for",
        verbose_name=_("spokesperson, as a party"),
        help_text=_("Only where the person or law firm is a party of its own."),
    )
    made_at = MomentField(_("made at"), null=True, blank=True)
    withdrawn_at = MomentField(_("withdrawn by the party at"), null=True, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    remark = ProseField(_("editor's remark"), blank=True, help_text=_("Stands apart from the words of the party."))

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        ordering = ["claim_id", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "order"],
                condition=models.Q(is_removed=False),
                name="response_order_once_a_claim",
                violation_error_message=_("Another response already has this place."),
            ),
            known_word("kind", ResponseKind, "response"),
            is_moment("made_at", "response"),
            is_moment("withdrawn_at", "response"),
            rule(
                "response_replaces_another",
                models.Q(replaces__isnull=True) | ~models.Q(replaces=models.F("id")),
                _("A response cannot replace itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.party} ({self.get_kind_display()})"


class ResponseTranslation(Translation):
    response = models.ForeignKey("claims.Response", models.CASCADE, related_name="translations")
    remark = ProseField(_("editor's remark"))

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["language"]
        constraints = [
            *translation_rules("responsetranslation", "response"),
            not_blank("remark", "responsetranslation"),
        ]


class Passage(Checked):
    """Words of a response, as direct or reported speech. A quotation that is a translation says from which language."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    response = models.ForeignKey("claims.Response", models.CASCADE, related_name="passages", verbose_name=_("response"))
    order = models.PositiveIntegerField(_("order"))
    form = models.CharField(_("form"), max_length=20, choices=PassageForm.choices)
    text = ProseField(_("words"), help_text=_("Exactly as the source has them, without the outer quotation marks."))
    language = LanguageField(_("language"), help_text=_("A language tag, for example de."))
    translated_from = LanguageField(
        _("translated from"),
        blank=True,
        help_text=_("Where the words are themselves a translation: the language that was spoken, for example en."),
    )
    citations = models.ManyToManyField(
        "claims.Citation", blank=True, related_name="cited_for_passages", verbose_name=_("citations")
    )

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["response_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["response", "order"], name="passage_order_once_a_response"),
            known_word("form", PassageForm, "passage"),
            not_blank("text", "passage"),
            is_language("language", "passage"),
            is_language("translated_from", "passage", optional=True),
            rule(
                "passage_translated_from_another_language",
                ~models.Q(translated_from=models.F("language")),
                _("A text cannot be translated from its own language."),
            ),
        ]

    def __str__(self) -> str:
        return beginning(self.text)


class PassageTranslation(Translation):
    passage = models.ForeignKey("claims.Passage", models.CASCADE, related_name="translations")
    text = ProseField(_("text"))

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["language"]
        constraints = [*translation_rules("passagetranslation", "passage"), not_blank("text", "passagetranslation")]


class Stance(CaseRecord):
    """The position a response takes on one point: at most one each."""

    response = models.ForeignKey("claims.Response", models.CASCADE, related_name="stances", verbose_name=_("response"))
    point = models.ForeignKey("claims.Point", models.PROTECT, related_name="stances", verbose_name=_("point"))
    stance = models.CharField(_("stance"), max_length=20, choices=StanceWord.choices)
    directness = models.CharField(
        _("directness"), max_length=20, choices=Directness.choices, default=Directness.EXPRESS
    )
    words = ProseField(_("deciding words"), blank=True, help_text=_("For example “das ist nicht wahr”."))
    citations = models.ManyToManyField(
        "claims.Citation",
        blank=True,
        related_name="cited_for_stances",
        verbose_name=_("citations"),
        help_text=_("Leave empty to inherit those of the response."),
    )

    class Meta:
        verbose_name = _("stance")
        verbose_name_plural = _("stances")
        ordering = ["response_id", "point_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "point"],
                condition=models.Q(is_removed=False),
                name="stance_one_a_response_and_point",
                violation_error_message=_("This response already takes a stance on this point."),
            ),
            known_word("stance", StanceWord, "stance"),
            known_word("directness", Directness, "stance"),
        ]

    def __str__(self) -> str:
        return f"{self.get_stance_display()} ({self.get_directness_display()})"


class StanceTranslation(Translation):
    stance = models.ForeignKey("claims.Stance", models.CASCADE, related_name="translations")
    words = ProseField(_("deciding words"))

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["language"]
        constraints = [*translation_rules("stancetranslation", "stance"), not_blank("words", "stancetranslation")]


class Hedge(Checked):
    """Words that narrow a stance, by kind."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    stance = models.ForeignKey("claims.Stance", models.CASCADE, related_name="hedges", verbose_name=_("stance"))
    order = models.PositiveIntegerField(_("order"))
    kind = models.CharField(_("kind"), max_length=20, choices=HedgeKind.choices)
    words = LineField(_("words"), is_quoted=True, help_text=_("The words that narrow it, for example “aktiv”."))
    citation = models.ForeignKey(
        "claims.Citation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cited_for_hedges",
        verbose_name=_("citation"),
    )

    class Meta:
        verbose_name = _("hedge")
        verbose_name_plural = _("hedges")
        ordering = ["stance_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["stance", "order"], name="hedge_order_once_a_stance"),
            known_word("kind", HedgeKind, "hedge"),
            not_blank("words", "hedge"),
        ]

    def __str__(self) -> str:
        return f"{self.words} ({self.get_kind_display()})"


class HedgeTranslation(Translation):
    hedge = models.ForeignKey("claims.Hedge", models.CASCADE, related_name="translations")
    words = LineField(_("words"), is_quoted=True)

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["language"]
        constraints = [*translation_rules("hedgetranslation", "hedge"), not_blank("words", "hedgetranslation")]
