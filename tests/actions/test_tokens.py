"""Tokens of the API: what one made by another may do, and what goes with it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from knox.models import AuthToken

from claims.actions import tokens
from claims.errors import InvalidRecord, NotPermitted
from claims.models import Token, User
from tests.factories import TokenFactory

pytestmark = pytest.mark.django_db


def made(by: User, *scopes: str, days: float = 10, made_with: Token | None = None) -> Token:
    end = timezone.now() + timedelta(days=days)
    return tokens.make(by=by, name="a  program ", scopes=scopes, expires_at=end, made_with=made_with)[0]


def test_scopes_are_kept_once_in_their_order(editor: User) -> None:
    token = made(editor, "write", "read", "write")
    assert (token.scopes, token.name) == (["read", "write"], "a program")


def test_stranger_makes_none(stranger: User) -> None:
    with pytest.raises(NotPermitted):
        made(stranger, "read")


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_end_lies_ahead_and_within_a_year(editor: User, days: float) -> None:
    with pytest.raises(InvalidRecord) as refused:
        made(editor, "read", days=days)
    assert set(refused.value.fields) == {"expires_at"}


def test_revoking_takes_all_generations(editor: User) -> None:
    first = made(editor, "read", "write")
    second = made(editor, "read", days=9, made_with=first)
    made(editor, "read", days=8, made_with=second)
    other = made(editor, "read")
    tokens.revoke(by=editor, token_id=first.pk)
    assert list(Token.objects.all()) == [other]
    assert AuthToken.objects.get() == other.secret


def test_revoking_those_of_others_needs_the_right(publisher: User, administrator: User) -> None:
    token = TokenFactory()
    with pytest.raises(NotPermitted):
        tokens.revoke(by=publisher, token_id=token.pk)
    tokens.revoke(by=administrator, token_id=token.pk)
    assert not AuthToken.objects.exists()


def test_those_of_others_are_listed_for_administrators_only(publisher: User, administrator: User) -> None:
    token = TokenFactory()
    assert list(tokens.of_others(administrator)) == [token]
    assert list(tokens.of_others(publisher)) == []


def test_one_that_ended_counts_no_more(editor: User) -> None:
    token = made(editor, "read")
    AuthToken.objects.update(expiry=timezone.now() - timedelta(seconds=1))
    assert token not in tokens.of(editor)
