"""Tokens of the API on the page of one's own settings."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from knox.auth import TokenAuthentication
from knox.models import AuthToken

from claims.models import Token, User
from tests.admin.test_permissions import AtDesk
from tests.factories import TokenFactory

pytestmark = pytest.mark.django_db
UNKNOWN = "0198c0de-0000-7000-8000-000000000000"


def make(at_desk: AtDesk, user: User, **fields: Any) -> Any:
    end = timezone.localdate() + timedelta(days=30)
    form = {"name": "nightly import", "scopes": ["read", "write"], "expires_on": end.isoformat()} | fields
    return at_desk(user).post(reverse("admin:tokens"), form)


def revoke(at_desk: AtDesk, user: User, token: Any) -> Any:
    return at_desk(user).post(reverse("admin:token_revoke", args=[token]))


class TestMaking:
    def test_secret_is_shown_once_and_opens_the_desk(self, at_desk: AtDesk, editor: User) -> None:
        page = make(at_desk, editor)
        [secret] = re.findall(r'value="([0-9a-f]{64})"', page.content.decode())
        user, _ = TokenAuthentication().authenticate_credentials(secret.encode())
        assert user == editor
        assert secret not in at_desk(editor).get(reverse("admin:account")).content.decode()
        assert "no-store" in page["Cache-Control"]

    def test_it_has_what_was_chosen(self, at_desk: AtDesk, editor: User) -> None:
        make(at_desk, editor)
        token = Token.objects.get()
        assert (token.name, token.scopes) == ("nightly import", ["read", "write"])
        assert token.secret.expiry is not None

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("name", ""),
            ("name", "a‮b"),
            ("scopes", []),
            ("scopes", ["everything"]),
            ("expires_on", "2018-01-01"),
            ("expires_on", "9999-12-31"),
            ("expires_on", "soon"),
        ],
    )
    def test_what_is_wrong_is_said_beside_its_field(
        self, at_desk: AtDesk, editor: User, field: str, value: Any
    ) -> None:
        page = make(at_desk, editor, **{field: value})
        assert page.context["token_form"].errors[field]
        assert not Token.objects.exists()

    def test_reading_its_address_leads_to_the_settings(self, at_desk: AtDesk, editor: User) -> None:
        assert at_desk(editor).get(reverse("admin:tokens"))["Location"] == reverse("admin:account")


class TestListing:
    def test_own_ones_with_their_last_use(self, at_desk: AtDesk, editor: User) -> None:
        TokenFactory(user=editor, name="reports", scopes=["read"])
        TokenFactory(name="of another")
        page = at_desk(editor).get(reverse("admin:account")).content.decode()
        assert "reports" in page
        assert "never" in page
        assert "of another" not in page

    def test_administrators_see_those_of_others(self, at_desk: AtDesk, administrator: User) -> None:
        TokenFactory(name="of another")
        assert "of another" in at_desk(administrator).get(reverse("admin:account")).content.decode()

    def test_it_costs_the_same_for_many(self, at_desk: AtDesk, administrator: User) -> None:
        client, counts = at_desk(administrator), []
        for rows in (1, 10):
            while Token.objects.count() < 2 * rows:
                TokenFactory(user=administrator)
                TokenFactory()
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse("admin:account"))
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestRevoking:
    def test_it_ends_at_once(self, at_desk: AtDesk, editor: User) -> None:
        token = TokenFactory(user=editor)
        assert revoke(at_desk, editor, token.pk)["Location"] == reverse("admin:account")
        assert not AuthToken.objects.exists()

    def test_those_of_others_are_for_administrators(
        self, at_desk: AtDesk, publisher: User, administrator: User
    ) -> None:
        token = TokenFactory()
        assert revoke(at_desk, publisher, token.pk).status_code == 403
        assert Token.objects.exists()
        assert revoke(at_desk, administrator, token.pk).status_code == 302
        assert not Token.objects.exists()

    def test_ladder(self, at_desk: AtDesk, stranger: User, editor: User) -> None:
        token = TokenFactory(user=editor)
        assert revoke(at_desk, stranger, token.pk).status_code in (302, 403)
        assert Token.objects.exists()
        assert at_desk(editor).get(reverse("admin:token_revoke", args=[token.pk])).status_code == 405
        assert revoke(at_desk, editor, UNKNOWN).status_code == 404
