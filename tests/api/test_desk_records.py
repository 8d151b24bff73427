"""Working records at the desk: each kind climbs the same ladder."""

from typing import Any

import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims.api.desk.records import VIEWS
from claims.api.desk.resources import RESOURCES, Resource
from claims.api.documentation import described
from claims.models import Claim, User
from tests.api.conftest import Client
from tests.api.problems import named, refused
from tests.api.records import make

pytestmark = pytest.mark.django_db
DESK = "/api/v1/desk/"
EVERY = pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.path)


def address(resource: Resource | str, key: object = None) -> str:
    path = resource if isinstance(resource, str) else resource.path
    return f"{DESK}{path}/" + (f"{key}/" if key is not None else "")


def given(client: APIClient, resource: Resource, record: Any) -> dict[str, Any]:
    """What creates a record like this one: its members that can be given."""
    shown = client.get(address(resource, record.pk)).json()
    return {name: shown[name] for name in (*resource.fixed, *resource.own, *resource.links) if shown[name] is not None}


class TestEveryKind:
    @EVERY
    def test_list_and_detail_agree(self, at_desk: APIClient, resource: Resource) -> None:
        record = make(resource)
        listed = at_desk.get(address(resource)).json()["results"]
        shown = at_desk.get(address(resource, record.pk)).json()
        assert shown in listed
        assert list(shown) == list(resource.members)

    @EVERY
    def test_answers_keep_to_the_description(self, at_desk: APIClient, resource: Resource) -> None:
        record = make(resource)
        for path, answer in (
            (f"{DESK}{resource.path}/", at_desk.get(address(resource))),
            (f"{DESK}{resource.path}/{{id}}/", at_desk.get(address(resource, record.pk))),
        ):
            content = described()["paths"][path]["get"]["responses"]["200"]["content"]
            schema = content["application/json"]["schema"] | {"components": described()["components"]}
            jsonschema.validate(answer.json(), schema)

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
        kept_by_the_desk = {
            *("User", "Slug", "DeskSettings", "Edit", "Submission", "Redaction", "Change", "Merge"),
            *("Assignment", "Comment", "Notice", "SavedSearch", "Draft", "Presence", "Token", "KeptAnswer"),
            *("AboutText", "Message", "Sending", "ExternalId", "ImportRun", "ListRun", "SnapshotChange"),
            *("Announcement", "WebhookEndpoint", "WebhookSecret", "Delivery"),
        }
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
