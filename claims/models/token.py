"""A token of the API: what it is called, what it may be used for, when it was used last.

The secret itself is shown once and stored only as a hash, in the table of knox, which also knows whose it is and when it
expires. Without this row, a token may do all that its account may.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.fields.ids import new_id
from claims.fields.prose import LineField
from claims.models.constraints import not_blank, rule
from claims.vocabulary import TokenScope


class Token(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    secret = models.OneToOneField("knox.AuthToken", models.CASCADE, related_name="terms")
    name = LineField(_("name"), help_text=_("Which program it is for, for example “import of the newsroom system”."))
    scopes = ArrayField(
        models.CharField(max_length=20, choices=TokenScope.choices),
        verbose_name=_("it may"),
        help_text=_(
            "Your role still limits it. For example only “read the working records”, for a program that reports."
        ),
    )
    made_with = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="made")
    """The token that made it over the API: revoking that one revokes this one."""
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        ordering = ["-id"]
        constraints = [
            not_blank("name", "token"),
            rule("token_has_scopes", models.Q(scopes__len__gte=1), _("Choose at least one thing that it may do.")),
            rule(
                "token_scopes_are_known_words",
                models.Q(scopes__contained_by=TokenScope.values),
                _("Choose one of the words offered."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scopes_in_words(self) -> str:
        return ", ".join(str(TokenScope(scope).label) for scope in self.scopes)
