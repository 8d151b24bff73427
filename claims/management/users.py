"""Commands act as a named user."""

from django.core.management.base import CommandError

from claims.models import User


def acting_user(username: str) -> User:
    """Raise CommandError where there is no such active account."""
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        names = ", ".join(
            User.objects.filter(is_active=True).order_by("username").values_list("username", flat=True)[:10]
        )
        raise CommandError(f"--by: there is no active account “{username}”. There are: {names or 'none yet'}.")
    return user
