"""Preferences: how somebody works at the desk. Each person sets their own."""

from typing import Any

from claims import rules
from claims.models import User


def set_preferences(*, by: Any, has_letter_keys: bool, wants_mail: bool) -> User:
    """Raises NotPermitted for those without an account of the desk."""
    rules.require(rules.may_see_desk, by)
    User.objects.filter(pk=by.pk).update(has_letter_keys=has_letter_keys, wants_mail=wants_mail)
    return User.objects.get(pk=by.pk)
