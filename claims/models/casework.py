"""Working on a case together: who looks after it and until when, what colleagues say about it, what somebody has to know.

Nothing of it is part of the dossier: it changes no content, so it voids no approval.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.fields.ids import new_id
from claims.fields.prose import LineField, ProseField, beginning
from claims.models.constraints import known_word, not_blank, rule
from claims.vocabulary import NoticeKind


class Assignment(models.Model):
    """Who looks after a case, until when it is due, and before which moment it must not be published."""

    claim = models.OneToOneField("claims.Claim", models.CASCADE, primary_key=True, related_name="assignment")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("assigned to"),
        help_text=_("Who looks after the case. For example Ada Brandt."),
    )
    due_on = models.DateField(_("due on"), null=True, blank=True, help_text=_("For example 2018-08-10."))
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("The case cannot be published before this moment. For example 2018-08-10 06:00."),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        indexes = [models.Index(fields=["assignee", "due_on"], name="assignment_of_person_by_due")]

    def __str__(self) -> str:
        return str(self.claim)


class Comment(models.Model):
    """What a colleague says about a case, for the desk only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey("claims.Claim", models.CASCADE, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments")
    at = models.DateTimeField(auto_now_add=True)
    text = ProseField(_("comment"), help_text=_("For colleagues, never published. @name tells somebody."))
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="comments_resolved"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["at", "id"]
        constraints = [
            not_blank("text", "comment"),
            rule(
                "comment_resolved_by_somebody",
                models.Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | models.Q(resolved_at__isnull=False, resolved_by__isnull=False),
                _("A resolved comment has a person and a time."),
            ),
        ]

    def __str__(self) -> str:
        return beginning(self.text)


class Notice(models.Model):
    """Something one person has to know: shown in the admin until it is read, and sent by e-mail where that is wished."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=NoticeKind.choices)
    claim = models.ForeignKey("claims.Claim", models.CASCADE, null=True, related_name="notices")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="notices_caused")
    text = ProseField(blank=True)
    at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["to", "-at"], name="notice_of_person_by_time")]
        constraints = [known_word("kind", NoticeKind, "notice")]

    def __str__(self) -> str:
        return self.get_kind_display()


class SavedSearch(models.Model):
    """A list of the admin as somebody filtered it, under a name."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches")
    name = LineField(_("name"), help_text=_("For example “Unanswered, banks”."))
    list = models.CharField(_("list"), max_length=60)
    """The model whose list it is, for example ``claim``."""
    query = models.CharField(_("query"), max_length=2000, blank=True)
    is_shared = models.BooleanField(_("shared with the desk"), default=False)

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "list", "name"],
                name="savedsearch_name_once_a_list",
                violation_error_message=_("You already have a saved search with this name."),
            ),
            not_blank("name", "savedsearch"),
        ]

    def __str__(self) -> str:
        return self.name
