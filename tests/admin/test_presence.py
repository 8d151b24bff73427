"""Who else has the case open: a hint for those at the desk, no lock and no history."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims.actions import presence
from claims.models import Change, Claim, Presence, User
from tests.admin.forms import change_url
from tests.conftest import NOW
from tests.factories import UserFactory

AtDesk = Callable[[User], Client]


def url(claim: Any) -> str:
    return reverse("admin:claims_claim_presence", args=[claim.pk])


def test_others_are_named_with_the_time_they_came(editor: User, publisher: User, at_desk: AtDesk, case: Claim) -> None:
    presence.seen(by=publisher, claim_id=case.pk, at=timezone.now())
    line = at_desk(editor).post(url(case)).content.decode()
    assert f"{publisher} is editing since" in line
    assert str(editor) not in line


def test_page_of_the_case_names_them_without_a_script(
    editor: User, publisher: User, at_desk: AtDesk, case: Claim
) -> None:
    presence.seen(by=publisher, claim_id=case.pk, at=timezone.now())
    assert f"{publisher} is editing since" in at_desk(editor).get(change_url(case)).content.decode()


def test_who_left_two_minutes_ago_is_not_named(editor: User, publisher: User, case: Claim) -> None:
    presence.seen(by=publisher, claim_id=case.pk, at=NOW)
    assert presence.others(case.pk, editor, NOW + presence.RECENT) == []
    assert presence.others(case.pk, editor, NOW + presence.RECENT / 2)


def test_who_stays_keeps_the_time_of_coming(editor: User, case: Claim) -> None:
    for minutes in range(5):
        presence.seen(by=editor, claim_id=case.pk, at=NOW + minutes * presence.RECENT / 2)
    stayed = Presence.objects.get()
    assert (stayed.since, stayed.seen_at) == (NOW, NOW + 2 * presence.RECENT)


def test_who_comes_back_came_anew(editor: User, case: Claim) -> None:
    later = NOW + 3 * presence.RECENT
    for moment in (NOW, later):
        presence.seen(by=editor, claim_id=case.pk, at=moment)
    assert Presence.objects.get().since == later


def test_history_does_not_keep_it(editor: User, at_desk: AtDesk, case: Claim) -> None:
    before = Change.objects.count()
    at_desk(editor).post(url(case))
    assert (Presence.objects.count(), Change.objects.count()) == (1, before)


@pytest.mark.parametrize("role", ["contributor", "editor", "publisher", "administrator"])
def test_each_role_is_seen(role: str, request: pytest.FixtureRequest, at_desk: AtDesk, case: Claim) -> None:
    assert at_desk(request.getfixturevalue(role)).post(url(case)).status_code == 200
    assert Presence.objects.exists()


def test_anonymous_and_stranger_are_not_seen(client: Client, stranger: User, at_desk: AtDesk, case: Claim) -> None:
    assert client.post(url(case)).status_code == 302
    assert at_desk(stranger).post(url(case)).status_code in (302, 403)
    assert not Presence.objects.exists()


def test_wrong_method_and_unknown_case(editor: User, at_desk: AtDesk, case: Claim) -> None:
    assert at_desk(editor).get(url(case)).status_code == 405
    assert at_desk(editor).post(reverse("admin:claims_claim_presence", args=[uuid4()])).status_code == 404


def test_many_cost_the_same_as_one(editor: User, case: Claim) -> None:
    costs = []
    for number in (1, 9):
        for _ in range(number):
            Presence.objects.create(user=UserFactory(), claim=case, since=NOW, seen_at=NOW)
        with CaptureQueriesContext(connection) as captured:
            [str(each.user) for each in presence.others(case.pk, editor, NOW)]
        costs.append(len(captured))
    assert costs == [1, 1]


def test_page_in_german(editor: User, publisher: User, at_desk: AtDesk, case: Claim) -> None:
    presence.seen(by=publisher, claim_id=case.pk, at=timezone.now())
    assert str(publisher) in at_desk(editor).post(f"/de{url(case)}").content.decode()
