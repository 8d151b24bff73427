"""A source: one published document. It is held when this desk has captured its bytes, else known through another one."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.fields.moment import MomentField
from claims.fields.prose import LanguageField, LineField, LongTextField
from claims.fields.texts import HEADLINE
from claims.models.checked import Checked
from claims.models.constraints import is_language, is_moment, is_slug, known_word, not_blank, rule, words_of
from claims.models.record import Record, Translation, translation_rules
from claims.vocabulary import SourceKind


class Source(Record):
    """One published document; its publisher, address and time may be unknown."""

    slug = models.SlugField(
        _("slug"), max_length=80, unique=True, help_text=_("The address of its page, for example wsj-2018-08-06.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=SourceKind.choices, default=SourceKind.ARTICLE)
    title = LineField(
        _("title"), max_length=HEADLINE, help_text=_("Its headline, or what it is where the copy names none.")
    )
    language = LanguageField(_("language"), help_text=_("A language tag, for example de."))
    publisher = models.ForeignKey(
        "claims.Party",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="published_sources",
        verbose_name=_("publisher"),
        help_text=_("Leave empty where unknown."),
    )
    authors = ArrayField(
        LineField(), verbose_name=_("authors"), default=list, blank=True, help_text=_("Names, separated by commas.")
    )
    url = models.URLField(_("address"), max_length=2000, blank=True, help_text=_("Leave empty where unknown."))
    published_at = MomentField(_("published at"), null=True, blank=True)
    attributed_to = ArrayField(
        LineField(),
        verbose_name=_("attributed to"),
        default=list,
        blank=True,
        help_text=_("Voices the document relies on, for example “people familiar with the matter”."),
    )
    is_held = models.BooleanField(_("held"), default=False, help_text=_("This desk has a copy of its bytes."))
    relays = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="relayed_by", verbose_name=_("relays")
    )
    quotes_translated_from = LanguageField(
        _("its quotations are translated from"),
        blank=True,
        help_text=_("Asked once for the source: the language that was spoken, for example en. Empty: not translated."),
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", editable=False
    )

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["title", "id"]
        indexes = [
            models.Index(fields=["title", "id"], name="source_by_title"),
            words_of("title", "source_title_words"),
            words_of("slug", "source_slug_words"),
            words_of("url", "source_url_words"),
        ]
        constraints = [
            is_slug("source"),
            known_word("kind", SourceKind, "source"),
            not_blank("title", "source"),
            is_language("language", "source"),
            is_language("quotes_translated_from", "source", optional=True),
            is_moment("published_at", "source"),
            rule(
                "source_merged_into_another",
                models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                _("A source cannot be merged into itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SourceTranslation(Translation):
    source = models.ForeignKey("claims.Source", models.CASCADE, related_name="translations")
    title = LineField(_("title"), max_length=HEADLINE)

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["language"]
        constraints = [*translation_rules("sourcetranslation", "source"), not_blank("title", "sourcetranslation")]


class Snapshot(Checked):
    """The bytes of a source as captured. The row names them by SHA-256; the bytes lie in the data folder, if here at all."""

    source = models.ForeignKey("claims.Source", models.PROTECT, related_name="snapshots", verbose_name=_("source"))
    sha256 = LineField(_("SHA-256"), max_length=64, help_text=_("Hash of the captured bytes, in hexadecimal."))
    captured_at = MomentField(_("captured at"))
    media_type = LineField(_("media type"), help_text=_("For example text/html; charset=utf-8."))
    size = models.PositiveBigIntegerField(_("size in bytes"), null=True, blank=True)
    headers = models.JSONField(_("response headers"), default=dict, blank=True)
    text = LongTextField(
        _("extracted text"),
        blank=True,
        help_text=_("For the desk only; never published."),
    )
    archived = ArrayField(
        models.URLField(max_length=2000),
        verbose_name=_("archived copies"),
        default=list,
        blank=True,
        help_text=_("Addresses of copies in public archives, separated by commas."),
    )

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        ordering = ["source_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "sha256"], name="snapshot_bytes_once_a_source"),
            rule(
                "snapshot_sha256_is_a_hash",
                models.Q(sha256__regex="^[0-9a-f]{64}$"),
                _("Enter 64 hexadecimal digits in small letters."),
            ),
            is_moment("captured_at", "snapshot"),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]}…"
