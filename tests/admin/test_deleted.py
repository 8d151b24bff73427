"""What was deleted, and nothing else shows any more, comes back from its history, as one act."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions import editing
from claims.models import Change, Claim, Point, Source, User
from tests.admin import forms
from tests.admin.test_history import history_url, texts
from tests.factories import PartyFactory, SourceFactory, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def remove(record: Any, *, by: User) -> None:
    editing.remove(by=by, record=type(record)._base_manager.get(pk=record.pk))


@pytest.mark.parametrize("make", [PartyFactory, SourceFactory, make_case])
def test_it_comes_back_with_what_went_with_it(make: Any, at_desk: Client, publisher: User) -> None:
    record = make()
    points = Point.objects.filter(claim=record.pk).count()
    remove(record, by=publisher)
    page = texts(at_desk.get(forms.change_url(record), follow=True))
    assert "It was deleted by publisher" in page
    before = Change.objects.latest("id").pk
    answer = at_desk.post(history_url(record), follow=True)
    assert "It is back" in texts(answer)
    assert type(record)._base_manager.filter(pk=record.pk).exists()
    assert Point.objects.filter(claim=record.pk).count() == points
    made = Change.objects.filter(id__gt=before)
    assert set(made.values_list("actor__username", "cause")) == {("editor", "bring back")}
    assert made.values("act").distinct().order_by().count() == 1


def test_what_it_belonged_to_has_to_come_back_first(at_desk: Client, publisher: User) -> None:
    source = SourceFactory(publisher=PartyFactory(name="The Courier"))
    remove(source, by=publisher)
    remove(source.publisher, by=publisher)
    answer = at_desk.post(history_url(source), follow=True)
    assert "party “The Courier”. Bring that back first." in texts(answer)
    assert not Source.objects.filter(pk=source.pk).exists()


def test_deleting_tells_the_way_there(at_desk: Client) -> None:
    party = PartyFactory()
    answer = at_desk.post(f"{forms.change_url(party)[:-7]}delete/", {"post": "yes", "seen": "999999999"}, follow=True)
    assert f'href="{history_url(party)}"' in texts(answer)


def test_workspace_of_a_deleted_case_leads_there(at_desk: Client, publisher: User) -> None:
    claim = make_case()
    remove(claim, by=publisher)
    answer = at_desk.get(reverse("admin:claims_claim_desk", args=[claim.pk]))
    assert answer.headers["Location"] == history_url(claim)
    assert at_desk.get(reverse("admin:claims_claim_desk", args=[uuid4()])).status_code == 404


@pytest.mark.parametrize("role", ["stranger", "contributor"])
def test_who_may_not_does_not(role: str, editor: User, client: Client, request: pytest.FixtureRequest) -> None:
    claim = make_case()
    remove(claim, by=editor)
    client.force_login(request.getfixturevalue(role))
    assert client.post(history_url(claim)).status_code == 302
    assert not Claim.objects.filter(pk=claim.pk).exists()
