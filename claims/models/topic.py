"""A topic: a story of several claims, or the field they belong to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.fields.prose import LanguageField, LineField
from claims.models.constraints import is_language, is_slug, not_blank, rule, words_of
from claims.models.record import Record, Translation, translation_rules


class Topic(Record):
    """A story of several claims, or the field they belong to."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True, help_text=_("For example data-protection."))
    name = LineField(_("name"), help_text=_("For example data protection."))
    language = LanguageField(_("language"), help_text=_("A language tag, for example en."))
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", editable=False
    )

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name", "id"]
        constraints = [
            is_slug("topic"),
            not_blank("name", "topic"),
            is_language("language", "topic"),
            rule(
                "topic_merged_into_another",
                models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                _("A topic cannot be merged into itself."),
            ),
        ]
        indexes = [
            models.Index(fields=["name", "id"], name="topic_by_name"),
            words_of("name", "topic_name_words"),
            words_of("slug", "topic_slug_words"),
        ]

    def __str__(self) -> str:
        return self.name


class TopicTranslation(Translation):
    topic = models.ForeignKey("claims.Topic", models.CASCADE, related_name="translations")
    name = LineField(_("name"))

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["language"]
        constraints = [*translation_rules("topictranslation", "topic"), not_blank("name", "topictranslation")]
