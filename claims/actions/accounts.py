"""Accounts of the desk: the four for trying it out, one a role, and the one of imports that name nobody."""

import secrets
from typing import TypedDict

from django.contrib.auth.models import Group
from django.db import transaction
from knox.models import AuthToken

from claims.actions import tokens
from claims.models import Token, User

ROLES = ("contributor", "editor", "publisher", "administrator")
IMPORTER = "import"


class Account(TypedDict):
    username: str
    password: str
    role: str
    token: str


@transaction.atomic
def make_demo_accounts() -> list[Account]:
    """Make the four accounts anew, user name = role: random passwords and API tokens, returned this once."""
    return [_make(role) for role in ROLES]


def _make(role: str) -> Account:
    password = secrets.token_urlsafe(12)
    user, _made = User.objects.get_or_create(username=role, defaults={"first_name": role.capitalize()})
    user.is_staff, user.is_active = True, True
    user.set_password(password)
    user.save()
    user.groups.set([Group.objects.get(name=role)])
    AuthToken.objects.filter(user=user).delete()
    found, secret = AuthToken.objects.create(user=user)
    Token.objects.create(secret=found, name="demo", scopes=sorted(tokens.ALL))
    return {"username": role, "password": password, "role": role, "token": secret}


def importer() -> User:
    """The account that imports without a named person are recorded under. Nobody can log in with it."""
    user, is_new = User.objects.get_or_create(username=IMPORTER)
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        user.groups.add(Group.objects.get(name="editor"))
    return user
