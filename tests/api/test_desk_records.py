"""Working records at the desk: each kind climbs the same ladder."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims import models as tables
from claims.api.desk.records import VIEWS
from claims.api.desk.resources import RESOURCES, Resource
from claims.models import Claim, User
from tests import factories
from tests.api.conftest import Client
from tests.api.problems import named, refused

pytestmark = pytest.mark.django_db
DESK = "/api/v1/desk/"
FACTORIES = {
    factory._meta.model: factory
    for factory in vars(factories).values()
    if isinstance(factory, type) and hasattr(factory, "_meta") and getattr(factory._meta, "model", None)
}
EVERY = pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.path)


def address(resource: Resource | str, key: object = None) -> str:
    path = resource if isinstance(resource, str) else resource.path
    return f"{DESK}{path}/" + (f"{key}/" if key is not None else "")


def make(resource: Resource) -> Any:
    """A record of this kind, with all that it hangs on."""
    if made := FACTORIES.get(resource.model):
        return made()
    owner = next(iter(resource.fixed))
    original = resource.model._meta.get_field(owner).related_model
    return factories.translate(FACTORIES[original](), "de")


def given(client: APIClient, resource: Resource, record: Any) -> dict[str, Any]:
    """What creates a record like this one: its members that can be given."""
    shown = client.get(address(resource, record.pk)).json()
    return {name: shown[name] for name in (*resource.fixed, *resource.own, *resource.links) if shown[name] is not None}


@pytest.fixture
def draft(contributor: User) -> Claim:
    """A contributor's own draft."""
    return factories.make_case(created_by=contributor)


class TestEveryKind:
    @EVERY
    def test_list_and_detail_agree(self, at_desk: APIClient, resource: Resource) -> None:
        record = make(resource)
        listed = at_desk.get(address(resource)).json()["results"]
        shown = at_desk.get(address(resource, record.pk)).json()
        assert shown in listed
        assert list(shown) == list(resource.members)

    @EVERY
    def test_created_again_after_removal(self, at_desk: APIClient, resource: Resource) -> None:
        record = make(resource)
        body = given(at_desk, resource, record)
        assert at_desk.delete(address(resource, record.pk)).status_code == 204
        refused(at_desk.get(address(resource, record.pk)), 404)
        response = at_desk.post(address(resource), body, format="json")
        assert response.status_code == 201, response.content
        assert given(at_desk, resource, resource.model._default_manager.get(pk=response.json()["id"])) == body
        assert at_desk.get(response["Location"]).json() == response.json()

    @EVERY
    def test_changed(self, at_desk: APIClient, resource: Resource) -> None:
        record = make(resource)
        member = next(iter(resource.own))
        before = at_desk.get(address(resource, record.pk)).json()
        response = at_desk.patch(address(resource, record.pk), {member: before[member]}, format="json")
        assert response.status_code == 200, response.content
        versions = {"version", "updated_at", "of"}
        assert {k: v for k, v in response.json().items() if k not in versions} == {
            k: v for k, v in before.items() if k not in versions
        }

    @EVERY
    def test_what_is_fixed_stays(self, at_desk: APIClient, resource: Resource) -> None:
        record = make(resource)
        for member in (*resource.fixed, *resource.read_only):
            value = at_desk.get(address(resource, record.pk)).json()[member]
            if member == "version":
                continue
            problem = refused(at_desk.patch(address(resource, record.pk), {member: value}, format="json"), 400)
            assert named(problem) == {member}

    @EVERY
    def test_unknown_member_is_named(self, at_desk: APIClient, resource: Resource) -> None:
        problem = refused(at_desk.post(address(resource), {"colour": "red"}, format="json"), 400, "invalid-record")
        assert named(problem) == {"colour"}

    @EVERY
    def test_empty_body_is_told_what_is_missing(self, at_desk: APIClient, resource: Resource) -> None:
        assert refused(at_desk.post(address(resource), {}, format="json"), 400)["errors"]

    @EVERY
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_anonymous(self, anyone: APIClient, resource: Resource, method: str) -> None:
        response = getattr(anyone, method)(address(resource))
        refused(response, 401, "token-required")
        assert response["WWW-Authenticate"] == "Bearer"

    @EVERY
    def test_stranger(self, client_of: Client, stranger: User, resource: Resource) -> None:
        record, client = make(resource), client_of(stranger)
        refused(client.get(address(resource)), 403, "not-permitted")
        refused(client.get(address(resource, record.pk)), 403)
        refused(client.post(address(resource), {}, format="json"), 403)
        refused(client.patch(address(resource, record.pk), {}, format="json"), 403)
        refused(client.delete(address(resource, record.pk)), 403)

    @EVERY
    def test_wrong_method(self, at_desk: APIClient, resource: Resource) -> None:
        refused(at_desk.delete(address(resource)), 405, "method-not-allowed")
        refused(at_desk.put(address(resource, make(resource).pk), {}, format="json"), 405)

    @EVERY
    def test_unknown_id(self, at_desk: APIClient, resource: Resource) -> None:
        unknown = 2**70 if resource.has_whole_number_ids else "0198c0de-0000-7000-8000-000000000000"
        for key in (unknown, "unknown"):
            refused(at_desk.get(address(resource, key)), 404, "not-found")
        refused(at_desk.patch(address(resource, unknown), {"x": 1}, format="json"), 404)
        refused(at_desk.delete(address(resource, unknown)), 404)

    @EVERY
    def test_filters(self, at_desk: APIClient, resource: Resource) -> None:
        record = make(resource)
        make(resource)
        shown = at_desk.get(address(resource, record.pk)).json()
        for name in (name for name in resource.filters if shown[name] is not None):
            found = at_desk.get(address(resource), {name: shown[name]}).json()["results"]
            assert shown in found, name
            assert {each[name] for each in found} == {shown[name]}
        assert named(refused(at_desk.get(address(resource), {"colour": "red"}), 400)) == {"colour"}

    @EVERY
    def test_list_costs_the_same_for_many(self, at_desk: APIClient, resource: Resource) -> None:
        counts = []
        for rows in (1, 10):
            while resource.model._default_manager.count() < rows:
                make(resource)
            with CaptureQueriesContext(connection) as queries:
                at_desk.get(address(resource))
            counts.append(len(queries))
        assert counts[0] == counts[1]

    def test_every_table_that_editors_fill_is_here(self) -> None:
        kept_by_the_desk = {"User", "Slug", "DeskSettings", "Edit", "Submission", "Redaction"}
        seen = {resource.model.__name__ for resource in RESOURCES}
        editable = {
            model.__name__
            for model in Claim._meta.apps.get_app_config("claims").get_models()
            if not model.__name__.startswith(("Published", "Publication", "Revision", "StandingStep"))
        }
        assert editable - kept_by_the_desk == seen

    def test_every_member_is_listed_by_name(self) -> None:
        for resource in RESOURCES:
            assert tuple(VIEWS[resource.path].shown_as().fields) == resource.members


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
        assert at_desk.get(address("points", point.pk)).json()["text"] == "One."

    @pytest.mark.parametrize("tag", ['"7"', 'W/"1"', "1", '"x"'])
    def test_stale_version_in_the_header(self, at_desk: APIClient, point: tables.Point, tag: str) -> None:
        for method in ("patch", "delete"):
            call = getattr(at_desk, method)
            response = call(address("points", point.pk), {"text": "One."}, format="json", headers={"If-Match": tag})
            refused(response, 412, "precondition-failed")
        assert at_desk.get(address("points", point.pk)).json()["version"] == 1

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
