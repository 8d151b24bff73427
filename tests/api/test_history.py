"""What is written through the API is kept in the history as such."""

import pytest
from rest_framework.test import APIClient

from claims.models import Change, User
from tests.factories import PartyFactory

pytestmark = pytest.mark.django_db


def test_change_through_the_api_has_its_actor_and_door(at_desk: APIClient, editor: User) -> None:
    party = PartyFactory()
    before = {"name": "The Journal", "version": party.version}
    answer = at_desk.patch(f"/api/v1/desk/parties/{party.pk}/", before, format="json")
    change = Change.objects.filter(row=str(party.pk)).first()
    assert answer.status_code == 200, answer.content
    assert change is not None
    assert (change.actor, change.through, change.cause) == (editor, "api", "save")
