"""Taking text off the record, by way of the page that asks twice."""

from collections.abc import Callable

import pytest
from django.test import Client

from claims.actions import publishing
from claims.models import Claim, Redaction, User
from tests.admin.forms import change_url, errors_of, send

AtDesk = Callable[[User], Client]


@pytest.fixture
def published(case: Claim, publisher: User) -> Claim:
    publishing.publish(by=publisher, claim_id=case.pk, is_reviewed=False)
    return case


def url(claim: Claim) -> str:
    return f"/admin/claims/claim/{claim.pk}/redact/"


def test_administrator_chooses_says_why_and_confirms(published: Claim, administrator: User, at_desk: AtDesk) -> None:
    desk = at_desk(administrator)
    assert url(published) in desk.get(change_url(published)).text
    assert "1 · " in desk.get(url(published)).text
    assert "Confirm" in errors_of(send(desk, url(published), numbers=["1"], reason="Names a child."))
    assert "Names a child." in desk.post(url(published), {"reason": "Names a child."}).text
    assert not Redaction.objects.exists()
    assert send(desk, url(published), numbers=["1"], reason="Names a child.", is_final="on").status_code == 302
    assert Redaction.objects.get().reason == "Names a child."


def test_pages_of_the_desk_open_without_the_text(published: Claim, administrator: User, at_desk: AtDesk) -> None:
    desk = at_desk(administrator)
    send(desk, url(published), numbers=["1"], reason="Names a child.", is_final="on")
    for page in ("redact", "changes", "publish", "desk", "change", "history"):
        assert desk.get(f"/admin/claims/claim/{published.pk}/{page}/").status_code == 200


def test_publisher_is_neither_shown_nor_let(published: Claim, publisher: User, at_desk: AtDesk) -> None:
    desk = at_desk(publisher)
    assert url(published) not in desk.get(change_url(published)).text
    assert desk.get(url(published)).status_code == 403
