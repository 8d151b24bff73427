"""Tokens of the API: made with a name, scopes and an end, shown once, revoked at once."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from knox.models import AuthToken

from claims import rules
from claims.actions.editing import check
from claims.errors import InvalidRecord, NotPermitted
from claims.models import Token, User
from claims.vocabulary import TokenScope

LONGEST = timedelta(days=366)
MOST = 50
"""Tokens of one account that are valid at a time."""
NOTED_EVERY = timedelta(minutes=1)
"""How exactly the last use is known: not every request writes."""
ALL: frozenset[str] = frozenset(TokenScope.values)


@transaction.atomic
def make(
    *, by: Any, name: str, scopes: Iterable[str], expires_at: datetime, made_with: Token | None = None
) -> tuple[Token, str]:
    """A token of one's own, and its secret, which nobody can show again.

    ``made_with``: the token that asks for it, which never makes a wider or longer-lived one, and takes it along when it is
    revoked. Raises NotPermitted, InvalidRecord.
    """
    rules.require(rules.may_see_desk, by)
    chosen = [scope for scope in TokenScope.values if scope in set(scopes)]
    _require_end(expires_at, made_with)
    if made_with and (wider := [scope for scope in chosen if scope not in made_with.scopes]):
        message = _("A token makes no wider one; it lacks: %(scopes)s.") % {"scopes": ", ".join(wider)}
        raise NotPermitted(message, {"scopes": message})
    # One after the other for each account, so that the limit holds.
    list(User.objects.select_for_update().filter(pk=by.pk).values_list("pk"))
    if of(by).count() >= MOST:
        message = _("You have %(count)d valid tokens already. Revoke one first.") % {"count": MOST}
        raise InvalidRecord(message, {"name": message})
    found, secret = AuthToken.objects.create(user=by, expiry=None)
    found.expiry = expires_at
    found.save(update_fields=["expiry"])
    token = Token(secret=found, name=" ".join(name.split()), scopes=chosen, made_with=made_with)
    check(token)
    token.save()
    return token, secret


def _require_end(expires_at: datetime, made_with: Token | None) -> None:
    now = timezone.now()
    if not now < expires_at <= now + LONGEST:
        message = _("Choose an end within the next %(days)d days.") % {"days": LONGEST.days}
        raise InvalidRecord(message, {"expires_at": message})
    limit = made_with.secret.expiry if made_with else None
    if limit and expires_at > limit:
        message = _("A token makes none that outlives it; it ends at %(end)s.") % {"end": limit.isoformat()}
        raise NotPermitted(message, {"expires_at": message})


@transaction.atomic
def revoke(*, by: Any, token_id: UUID) -> None:
    """From the next request on it is no token any more, nor are those it made. Raises NotPermitted, Token.DoesNotExist."""
    token = Token.objects.select_related("secret").get(pk=token_id)
    if token.secret.user_id != by.pk:
        rules.require(rules.may_revoke_tokens, by)
    for each in _with_those_it_made(token):
        each.secret.delete()


def _with_those_it_made(token: Token) -> list[Token]:
    """Deepest first: knox's row goes, and ours with it."""
    made = token.made.select_related("secret")
    return [*(each for child in made for each in _with_those_it_made(child)), token]


def of(user: Any) -> QuerySet[Token]:
    """The tokens of one account that are valid, the latest first."""
    return _valid().filter(secret__user=user)


def of_others(user: Any) -> QuerySet[Token]:
    """Those of everybody else, for who may revoke them; none for who may not."""
    return _valid().exclude(secret__user=user) if rules.may_revoke_tokens(user, None) else Token.objects.none()


def _valid() -> QuerySet[Token]:
    ends = Q(secret__expiry=None) | Q(secret__expiry__gt=timezone.now())
    return Token.objects.filter(ends).select_related("secret__user").order_by("-id")


def note_use(token: Token) -> None:
    now = timezone.now()
    if token.last_used_at is None or token.last_used_at < now - NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=now)
