"""A party: a person, organisation, public body or outlet that makes a claim, is the subject of one, or answers one."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from claims.fields.prose import LineField
from claims.models.constraints import is_slug, known_word, not_blank, rule, words_of
from claims.models.record import Record
from claims.vocabulary import PartyKind


class Party(Record):
    """A private person has no public page and shows a label; naming one needs a recorded reason."""

    slug = models.SlugField(
        _("slug"), max_length=80, unique=True, help_text=_("The address of its page, for example wall-street-journal.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=PartyKind.choices)
    name = LineField(_("name"), help_text=_("The full name, for example The Wall Street Journal."))
    short_name = LineField(_("short name"), blank=True, help_text=_("For tight places, for example WSJ."))
    affiliation = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="affiliates",
        verbose_name=_("affiliation"),
        help_text=_("The party it belongs to, for example a spokesperson's company."),
    )
    same_as = ArrayField(
        models.URLField(max_length=2000),
        verbose_name=_("same as"),
        default=list,
        blank=True,
        help_text=_("Addresses that identify it elsewhere, separated by commas: https://www.wikidata.org/wiki/Q355"),
    )
    is_private = models.BooleanField(
        _("private person"), default=False, help_text=_("No page, no search hit; readers see the public label.")
    )
    public_label = LineField(
        _("public label"), blank=True, help_text=_("What readers see instead of the name, for example “a bank clerk”.")
    )
    naming_reason = LineField(
        _("reason for naming"), blank=True, help_text=_("Fill in only if the private person is to be named, with why.")
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", editable=False
    )

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["name", "id"], name="party_by_name"),
            models.Index(Lower("name"), name="party_of_name"),
            models.Index(Lower("short_name"), name="party_of_short_name"),
            GinIndex(fields=["same_as"], name="party_of_address"),
            words_of("name", "party_name_words"),
            words_of("short_name", "party_short_name_words"),
            words_of("slug", "party_slug_words"),
        ]
        constraints = [
            is_slug("party"),
            known_word("kind", PartyKind, "party"),
            not_blank("name", "party"),
            rule(
                "party_private_person_has_a_public_label",
                models.Q(is_private=False) | models.Q(public_label__regex=r"\S"),
                _("A private person needs a public label."),
            ),
            rule(
                "party_naming_reason_says_something",
                models.Q(naming_reason="") | models.Q(naming_reason__regex=r"\S"),
                _("Say why the private person is named, or leave the reason empty."),
            ),
            rule(
                "party_private_is_a_person",
                models.Q(is_private=False) | models.Q(kind=PartyKind.PERSON),
                _("Only a person can be private."),
            ),
            rule(
                "party_affiliation_is_another",
                models.Q(affiliation__isnull=True) | ~models.Q(affiliation=models.F("id")),
                _("A party cannot be affiliated with itself."),
            ),
            rule(
                "party_merged_into_another",
                models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                _("A party cannot be merged into itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def public_name(self) -> str:
        """The name readers may see."""
        return self.public_label if self.is_private and not self.naming_reason else self.name


class PartyAlias(models.Model):
    """Another name of a party. No two parties share one, so that a name typed finds one party."""

    party = models.ForeignKey("claims.Party", models.CASCADE, related_name="aliases", verbose_name=_("party"))
    name = LineField(_("alias"), help_text=_("Another name, for example WSJ."))

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["name", "id"]
        indexes = [words_of("name", "partyalias_name_words")]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="partyalias_belongs_to_one_party",
                violation_error_message=_("Another party already has this alias."),
            ),
            not_blank("name", "partyalias"),
        ]

    def __str__(self) -> str:
        return self.name
