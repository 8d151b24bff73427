"""If-Match on every change: what is demanded, what holds, and what the refusal says."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims import models as tables
from claims.api.desk.resources import Resource
from claims.models import Claim, User
from tests import factories
from tests.api.conftest import Client
from tests.api.problems import named, refused
from tests.api.records import make
from tests.api.test_desk_records import EVERY, address
from tests.api.test_documentation import operations

pytestmark = pytest.mark.django_db
STEPS = ("publish", "withdraw", "redact", "submit", "approve", "give-back")


@pytest.fixture
def bare(at_desk: APIClient) -> APIClient:
    """A client that says nothing of its own about versions."""
    del at_desk.defaults["HTTP_IF_MATCH"]
    return at_desk


@pytest.fixture
def point(bare: APIClient) -> tables.Point:
    return factories.PointFactory()


def change(client: APIClient, point: tables.Point, tag: str, text: str = "Other.") -> Any:
    return client.patch(address("points", point.pk), {"text": text}, format="json", headers={"If-Match": tag})


class TestEveryKind:
    @EVERY
    def test_change_without_it_is_refused(self, bare: APIClient, resource: Resource) -> None:
        record = make(resource)
        for call in (bare.patch, bare.delete):
            problem = refused(call(address(resource, record.pk), {}, format="json"), 428, "precondition-required")
            assert named(problem) == {"If-Match"}
            assert "GET" in problem["detail"]
        assert type(record)._base_manager.filter(pk=record.pk).exists()

    @EVERY
    def test_tag_of_the_answer_holds_once(self, bare: APIClient, resource: Resource) -> None:
        record = make(resource)
        shown = bare.get(address(resource, record.pk))
        member = next(iter(resource.own))
        body, headers = {member: shown.json()[member]}, {"If-Match": shown["ETag"]}
        changed = bare.patch(address(resource, record.pk), body, format="json", headers=headers)
        assert changed.status_code == 200, changed.content
        assert changed["ETag"] == bare.get(address(resource, record.pk))["ETag"]
        assert bare.delete(address(resource, record.pk), headers={"If-Match": changed["ETag"]}).status_code == 204


class TestForms:
    @pytest.mark.parametrize("tag", ['"1"', "*", ' "1" ', '"0", "1"', '"1","2"', ', "1",', 'W/"1", "1"', '"a,b", "1"'])
    def test_state_that_is_named(self, bare: APIClient, point: tables.Point, tag: str) -> None:
        assert change(bare, point, tag).status_code == 200

    @pytest.mark.parametrize(
        "tag", ['W/"1"', '"2"', "1", "'1'", '"1', '"1" "1"', 'w/"1"', '"1";', "*, *", '"é"', "x" * 5000, '"\x7f"']
    )
    def test_state_that_is_not(self, bare: APIClient, point: tables.Point, tag: str) -> None:
        problem = refused(change(bare, point, tag), 412, "precondition-failed")
        assert (problem["current_version"], problem["current"]["text"]) == (1, point.text)
        assert named(problem) == {"If-Match"}

    @pytest.mark.parametrize("tag", ["", "  "])
    def test_empty_is_missing(self, bare: APIClient, point: tables.Point, tag: str) -> None:
        refused(change(bare, point, tag), 428, "precondition-required")

    def test_who_has_it_already_is_not_sent_it_again(self, bare: APIClient, point: tables.Point) -> None:
        first = bare.get(address("points", point.pk))
        assert first["Cache-Control"] == "private, no-store"
        again = bare.get(address("points", point.pk), headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        change(bare, point, "*")
        assert bare.get(address("points", point.pk), headers={"If-None-Match": first["ETag"]}).status_code == 200

    def test_what_it_takes_can_be_asked(self, bare: APIClient, point: tables.Point) -> None:
        answer = bare.options(address("points", point.pk))
        assert (answer.status_code, answer["Allow"]) == (204, "GET, PATCH, DELETE, HEAD, OPTIONS")

    def test_record_without_versions_changed_meanwhile(self, bare: APIClient) -> None:
        passage = factories.PassageFactory()
        tag = bare.get(address("passages", passage.pk))["ETag"]
        type(passage).objects.filter(pk=passage.pk).update(text="Other.")
        problem = refused(bare.delete(address("passages", passage.pk), headers={"If-Match": tag}), 412)
        assert problem["current"]["text"] == "Other."

    def test_version_of_the_body_counts_beside_it(self, bare: APIClient, point: tables.Point) -> None:
        body = {"text": "Other.", "version": 7}
        answer = bare.patch(address("points", point.pk), body, format="json", headers={"If-Match": "*"})
        assert refused(answer, 409, "record-changed")["current_version"] == 1


class TestSteps:
    @pytest.fixture
    def claim(self) -> Claim:
        return factories.make_case()

    @pytest.fixture
    def as_publisher(self, client_of: Client, publisher: User) -> APIClient:
        client = client_of(publisher)
        del client.defaults["HTTP_IF_MATCH"]
        return client

    @pytest.mark.parametrize("step", STEPS)
    def test_each_demands_it(self, as_publisher: APIClient, claim: Claim, step: str) -> None:
        refused(as_publisher.post(address("claims", claim.pk) + f"{step}/", {}, format="json"), 428)

    @pytest.mark.parametrize("step", STEPS)
    def test_each_refuses_another_version(self, as_publisher: APIClient, claim: Claim, step: str) -> None:
        path = address("claims", claim.pk)
        problem = refused(as_publisher.post(f"{path}{step}/", {}, format="json", headers={"If-Match": '"9"'}), 412)
        assert problem["current"] == as_publisher.get(path).json()
        assert problem["current_version"] == claim.version

    @pytest.mark.parametrize("step", sorted({*STEPS} - {"withdraw", "redact"}))
    def test_version_of_the_claim_says_nothing_of_its_parts(
        self, as_publisher: APIClient, claim: Claim, step: str
    ) -> None:
        path = address("claims", claim.pk)
        tag = as_publisher.get(path)["ETag"]
        claim.points.update(text="Changed by somebody else.")
        problem = refused(as_publisher.post(f"{path}{step}/", {}, format="json", headers={"If-Match": tag}), 412)
        assert f"{path}dossier/" in problem["detail"]

    def test_dossier_that_was_read_is_what_is_published(self, as_publisher: APIClient, claim: Claim) -> None:
        path = address("claims", claim.pk)
        tag = as_publisher.get(f"{path}dossier/")["ETag"]
        claim.points.update(text="Changed by somebody else.")
        refused(as_publisher.post(f"{path}publish/", {}, format="json", headers={"If-Match": tag}), 412)
        tag = as_publisher.get(f"{path}dossier/")["ETag"]
        factories.EditFactory(claim=claim)
        assert as_publisher.post(f"{path}publish/", {}, format="json", headers={"If-Match": tag}).status_code == 201


def test_every_change_in_the_description_demands_it() -> None:
    for path, method, operation in operations():
        if method in ("patch", "put", "delete") and "/desk/tokens/" not in path:
            [header] = [each for each in operation["parameters"] if each["name"] == "If-Match"]
            assert header["required"], (path, method)
            assert {"412", "428"} <= set(operation["responses"]), (path, method)
