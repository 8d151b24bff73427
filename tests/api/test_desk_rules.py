"""Working records at the desk: paging, versions, rights, and members that come back as they were given."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import models
from rest_framework.test import APIClient

from claims import models as tables
from claims.models import Claim, User
from tests import factories
from tests.api.conftest import Client
from tests.api.problems import refused
from tests.api.test_desk_records import DESK, address

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(contributor: User) -> Claim:
    """A contributor's own draft."""
    return factories.make_case(created_by=contributor)


class TestPaging:
    def test_no_gap_and_no_repeat(self, at_desk: APIClient) -> None:
        made = [str(factories.PartyFactory().pk) for _ in range(7)]
        found: list[str] = []
        following: str | None = f"{DESK}parties/?limit=3"
        while following:
            page = at_desk.get(following).json()
            found += [each["id"] for each in page["results"]]
            following = page["next"]
        assert found == made
        assert [each["id"] for each in at_desk.get(page["previous"]).json()["results"]] == made[3:6]


class TestVersions:
    @pytest.fixture
    def point(self, at_desk: APIClient) -> tables.Point:
        return factories.PointFactory()

    def test_change_makes_a_new_version(self, at_desk: APIClient, point: tables.Point) -> None:
        response = at_desk.patch(address("points", point.pk), {"text": "Other.", "version": 1}, format="json")
        assert (response.json()["version"], response["ETag"]) == (2, '"2"')

    def test_stale_version_in_the_body(self, at_desk: APIClient, point: tables.Point) -> None:
        at_desk.patch(address("points", point.pk), {"text": "One."}, format="json")
        response = at_desk.patch(address("points", point.pk), {"text": "Two.", "version": 1}, format="json")
        refused(response, 409, "record-changed")
        assert (response.json()["current_version"], response.json()["current"]["text"]) == (2, "One.")
        assert at_desk.get(address("points", point.pk)).json()["text"] == "One."

    @pytest.mark.parametrize("tag", ['"7"', 'W/"1"', "1", '"x"'])
    def test_stale_version_in_the_header(self, at_desk: APIClient, point: tables.Point, tag: str) -> None:
        for method in ("patch", "delete"):
            call = getattr(at_desk, method)
            response = call(address("points", point.pk), {"text": "One."}, format="json", headers={"If-Match": tag})
            refused(response, 412, "precondition-failed")
        assert at_desk.get(address("points", point.pk)).json()["version"] == 1

    @pytest.mark.parametrize("method", ["patch", "delete"])
    def test_refusal_holds_what_is_stored_by_now(self, at_desk: APIClient, point: tables.Point, method: str) -> None:
        at_desk.patch(address("points", point.pk), {"text": "One."}, format="json")
        call = getattr(at_desk, method)
        response = call(address("points", point.pk), {"text": "Two."}, format="json", headers={"If-Match": '"1"'})
        problem = refused(response, 412, "precondition-failed")
        assert problem["current_version"] == 2
        assert problem["current"] == at_desk.get(address("points", point.pk)).json()

    @pytest.mark.parametrize("tag", ['"1"', "*"])
    def test_version_that_holds(self, at_desk: APIClient, point: tables.Point, tag: str) -> None:
        response = at_desk.patch(
            address("points", point.pk), {"text": "One."}, format="json", headers={"If-Match": tag}
        )
        assert response.status_code == 200


class TestRights:
    def test_contributor_changes_own_draft(self, client_of: Client, contributor: User, draft: Claim) -> None:
        response = client_of(contributor).patch(address("claims", draft.pk), {"title": "Other"}, format="json")
        assert response.json()["title"] == "Other"

    def test_contributor_does_not_change_the_draft_of_others(self, client_of: Client, contributor: User) -> None:
        claim, client = factories.make_case(), client_of(contributor)
        point = claim.points.get()
        refused(client.patch(address("points", point.pk), {"text": "Other"}, format="json"), 403, "not-permitted")
        refused(client.delete(address("points", point.pk)), 403)
        body = {"claim": str(claim.pk), "order": 9, "text": "Another."}
        refused(client.post(address("points"), body, format="json"), 403)
        assert client.get(address("points", point.pk)).status_code == 200

    def test_creator_is_who_holds_the_token(self, client_of: Client, contributor: User) -> None:
        body = {"slug": "mine", "language": "en", "title": "Courier: mine", "statement": "It is mine."}
        made = client_of(contributor).post(address("claims"), body, format="json").json()
        assert (made["created_by"], made["stage"]) == (contributor.pk, "draft")

    @pytest.mark.parametrize("token", ["nonsense", "ä", "x" * 5000, "a b", ""])
    def test_wrong_token(self, anyone: APIClient, token: str) -> None:
        header = f"Bearer {token}".encode().decode("latin-1")
        refused(anyone.get(address("claims"), HTTP_AUTHORIZATION=header), 401, "token-required")

    def test_dismissed_account(self, client_of: Client, editor: User) -> None:
        client = client_of(editor)
        User.objects.filter(pk=editor.pk).update(is_active=False)
        refused(client.get(address("claims")), 401)

    def test_published_part_is_removed_and_kept(self, at_desk: APIClient, publish: Callable[..., Claim]) -> None:
        point = publish(stances=["denies", None]).points.get(order=2)
        assert at_desk.delete(address("points", point.pk)).status_code == 204
        assert at_desk.get(address("points", point.pk)).json()["is_removed"] is True

    def test_published_claim_cannot_be_deleted(self, at_desk: APIClient, publish: Callable[..., Claim]) -> None:
        refused(at_desk.delete(address("claims", publish().pk)), 400, "invalid-record")


class TestTranslations:
    def test_hash_of_the_original_is_taken_by_the_desk(self, at_desk: APIClient) -> None:
        point = factories.PointFactory(text="It asked.")
        body = {"point": str(point.pk), "language": "de", "translator": "desk", "text": "Es fragte."}
        made = at_desk.post(address("point-translations"), body, format="json").json()
        shown = at_desk.get(address("point-translations", made["id"])).json()
        point.text = "It demanded."
        point.save()
        renewed = at_desk.patch(address("point-translations", made["id"]), {"text": "Es forderte."}, format="json")
        assert len(shown["of"]) == 64
        assert renewed.json()["of"] != shown["of"]


def walk(value: Any) -> Iterator[Any]:
    yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(inner)


def test_moments_and_quotes_come_back_as_they_were_given(at_desk: APIClient) -> None:
    claim = factories.ClaimFactory()
    source = factories.SourceFactory()
    made_at = {"value": "2018-08-07T09:38+02:00", "zone": "Europe/Berlin", "stated": "am Dienstag"}
    changed = at_desk.patch(address("claims", claim.pk), {"made_at": made_at}, format="json").json()
    body = {"claim": str(claim.pk), "source": str(source.pk), "exact": " Ja. ", "prefix": "sagte: ", "language": "de"}
    citation = at_desk.post(address("citations"), body, format="json").json()
    assert changed["made_at"] == made_at
    assert (citation["exact"], citation["prefix"]) == (" Ja. ", "sagte: ")
    assert json.dumps(changed)
    assert not any(isinstance(each, models.Model) for each in walk(citation))
