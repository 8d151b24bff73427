"""The people and programs that work at the desk. Their roles are groups: contributor, editor, publisher, administrator."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """An account of the desk. Readers have none."""

    has_letter_keys = models.BooleanField(
        _("single letters as shortcuts"),
        default=True,
        help_text=_("In the workspace, while the text or the matrix has the focus: P makes a point, D denies."),
    )
    wants_mail = models.BooleanField(
        _("notices by e-mail too"), default=True, help_text=_("Sent to your address as well as shown at the desk.")
    )
