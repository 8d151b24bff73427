"""An event: a bare dated fact around a case."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.fields.moment import MomentField
from claims.fields.prose import LanguageField, ProseField, beginning
from claims.models.constraints import is_language, is_moment, not_blank
from claims.models.record import CaseRecord, Translation, translation_rules


class Event(CaseRecord):
    """What happened, when, as a bare fact."""

    order = models.PositiveIntegerField(_("order"))
    at = MomentField(_("when"), null=True, blank=True)
    text = ProseField(_("text"), help_text=_("A bare fact: “Facebook’s share rose on Nasdaq on Monday evening.”"))
    language = LanguageField(_("language"), help_text=_("A language tag, for example en."))
    citations = models.ManyToManyField(
        "claims.Citation", blank=True, related_name="cited_for_events", verbose_name=_("citations")
    )

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["claim_id", "order", "id"]
        constraints = [not_blank("text", "event"), is_language("language", "event"), is_moment("at", "event")]

    def __str__(self) -> str:
        return beginning(self.text)


class EventTranslation(Translation):
    event = models.ForeignKey("claims.Event", models.CASCADE, related_name="translations")
    text = ProseField(_("text"))

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["language"]
        constraints = [*translation_rules("eventtranslation", "event"), not_blank("text", "eventtranslation")]
