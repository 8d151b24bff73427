"""The cast: a user of each role, and the stranger, who has an account and no role. Fixtures of these names give them."""

from django.contrib.auth.models import Group

from claims.models import User

ROLES = ("contributor", "editor", "publisher", "administrator")
STRANGER = "stranger"


def member(role: str, username: str = "") -> User:
    """A user in the group of a role; a second one of the same role needs a name of its own. The stranger is in none."""
    user = User.objects.create_user(username=username or role, password="of the cast", is_staff=role != STRANGER)
    if role != STRANGER:
        user.groups.add(Group.objects.get(name=role))
    return user
