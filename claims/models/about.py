"""What a site says of itself: its method, its people, its money, as the codes of principles of fact-checkers ask."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.fields.prose import ProseField
from claims.models.constraints import known_word, not_blank, rule
from claims.models.record import Record
from claims.vocabulary import AboutPage


class AboutText(Record):
    """One page in one language, instead of the text that comes with the software. Public as soon as it is saved."""

    page = models.CharField(
        _("page"), max_length=20, choices=AboutPage.choices, help_text=_("Which page it is. For example Method.")
    )
    language = models.CharField(
        _("language"),
        max_length=8,
        choices=settings.LANGUAGES,
        help_text=_("The language of the text. For example English."),
    )
    text = ProseField(
        _("text"),
        help_text=_(
            "In Markdown: a blank line between paragraphs, “## ” before a heading, “- ” before each entry of a list, "
            "[words](https://…) for a link. Readers see it as soon as it is saved."
        ),
    )

    class Meta:
        verbose_name = _("page about this site")
        verbose_name_plural = _("pages about this site")
        ordering = ["page", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "language"],
                name="abouttext_one_a_page_and_language",
                violation_error_message=_("This page has a text in this language already. Change that one."),
            ),
            known_word("page", AboutPage, "abouttext"),
            not_blank("text", "abouttext"),
            rule(
                "abouttext_language_is_of_the_site",
                models.Q(language__in=[code for code, _name in settings.LANGUAGES]),
                _("Choose one of the languages of the site."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_page_display()} ({self.language})"
