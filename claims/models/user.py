"""The people and programs that work at the desk. Their roles are groups: contributor, editor, publisher, administrator."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """An account of the desk. Readers have none."""
