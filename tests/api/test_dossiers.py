"""Whole cases over the network: made from a dossier, found unchanged, replaced."""

import copy
import json
from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.actions import publishing
from claims.dossier.build import build
from claims.models import Claim, Party, User
from tests import factories
from tests.api.conftest import Client
from tests.api.problems import named, refused
from tests.cases.files import MAIN, Case, read

pytestmark = pytest.mark.django_db
DOSSIERS = "/api/v1/desk/dossiers/"
UNKNOWN = "0198c0de-0000-7000-8000-000000000000"


@pytest.fixture
def case() -> Case:
    return read(MAIN)


def place(case: Case) -> str:
    return f"/api/v1/desk/claims/{case['id']}/dossier/"


def post(client: APIClient, case: Any, query: str = "") -> Any:
    return client.post(DOSSIERS + query, case, format="json")


def put(client: APIClient, case: Any, query: str = "", **headers: str) -> Any:
    return client.put(place(case) + query, case, format="json", headers=headers)


class TestMaking:
    def test_case_is_stored_whole(self, at_desk: APIClient, case: Case) -> None:
        answer = post(at_desk, case)
        assert (answer.status_code, answer.json()["outcome"], answer.json()["id"]) == (201, "added", case["id"])
        assert answer.json()["version"] == at_desk.get(answer["Location"]).json()["version"]
        assert answer["ETag"] == at_desk.get(answer["Location"])["ETag"]
        stored = build(Claim.objects.get().pk, all_words=True).as_json()
        assert {name: stored[name] for name in case} == case

    def test_same_again_is_unchanged(self, at_desk: APIClient, case: Case) -> None:
        first, second = post(at_desk, case), post(at_desk, case)
        assert (second.status_code, second.json()["outcome"]) == (200, "unchanged")
        assert second.json()["version"] == first.json()["version"]

    def test_dry_run_stores_nothing(self, at_desk: APIClient, case: Case) -> None:
        answer = post(at_desk, case, "?dry_run=true")
        assert (answer.status_code, answer.json()["outcome"], answer.json()["version"]) == (200, "added", None)
        assert not Claim.objects.exists()

    def test_case_that_is_there_and_differs(self, at_desk: APIClient, case: Case) -> None:
        post(at_desk, case)
        problem = refused(post(at_desk, case | {"title": "WSJ: another title"}), 409, "case-exists")
        assert place(case) in problem["detail"]
        assert problem["current"]["title"] == case["title"]
        assert Claim.objects.get().title == case["title"]

    def test_what_the_desk_knows_stays_and_is_said(self, at_desk: APIClient, case: Case) -> None:
        first = case["parties"][0]
        factories.PartyFactory(pk=first["id"], slug=first["slug"], name="As the desk calls it", is_published=True)
        assert "As the desk calls it" in " ".join(post(at_desk, case).json()["notices"])
        assert Party.objects.get(pk=first["id"]).name == "As the desk calls it"

    @pytest.mark.parametrize(
        ("path", "value"),
        [
            ("points[1].text", 7), ("points[0].colour", "red"), ("claimant", UNKNOWN), ("schema", "dossier/9"),
            ("responses[0].stances[0].stance", "hates"), ("made_at.value", "yesterday"), ("title", None),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_named_by_its_path(self, at_desk: APIClient, case: Case, path: str, value: Any) -> None:
        target: Any = copy.deepcopy(case)
        whole = target
        *steps, last = path.replace("[", ".").replace("]", "").split(".")
        for step in steps:
            target = target[int(step) if step.isdigit() else step]
        target[last] = value
        assert path in named(refused(post(at_desk, whole), 422, "not-a-dossier"))
        assert not Claim.objects.exists()

    @pytest.mark.parametrize("body", [b"{}", b'{"id": [[[[1.5]]]]}', b'{"schema": "dossier/1", "title": 1e400}'])
    def test_no_dossier(self, at_desk: APIClient, body: bytes) -> None:
        refused(at_desk.post(DOSSIERS, body, content_type="application/json"), 422, "not-a-dossier")

    @pytest.mark.parametrize("levels", [101, 300, 900, 930, 960, 990, 5000, 100_000])
    def test_depth(self, at_desk: APIClient, levels: int) -> None:
        body = b'{"a":' * levels + b"1" + b"}" * levels
        refused(at_desk.post(DOSSIERS, body, content_type="application/json"), 400, "invalid-request")

    def test_member_twice(self, at_desk: APIClient) -> None:
        refused(at_desk.post(DOSSIERS, b'{"id": "a", "id": "b"}', content_type="application/json"), 400)

    def test_slug_of_another_case(self, at_desk: APIClient, case: Case) -> None:
        factories.ClaimFactory(slug=case["slug"])
        assert case["slug"] in refused(post(at_desk, case), 400, "invalid-record")["detail"]


class TestReplacing:
    def test_it_becomes_what_was_sent(self, at_desk: APIClient, case: Case) -> None:
        post(at_desk, case)
        case["title"], dropped = "WSJ: another title", case["events"].pop()
        tag = at_desk.get(place(case))["ETag"]
        answer = put(at_desk, case, **{"If-Match": tag})
        assert (answer.status_code, answer.json()["outcome"]) == (200, "changed")
        shown = at_desk.get(place(case)).json()["dossier"]
        assert shown["title"] == case["title"]
        assert dropped["id"] not in {each["id"] for each in shown["events"]}

    def test_another_state_is_kept(self, at_desk: APIClient, case: Case) -> None:
        post(at_desk, case)
        tag = at_desk.get(place(case))["ETag"]
        changed = case | {"title": "WSJ: another title"}
        assert put(at_desk, changed)["ETag"] == at_desk.get(place(case))["ETag"] != tag
        refused(put(at_desk, case, **{"If-Match": tag}), 412, "precondition-failed")
        assert Claim.objects.get().title == changed["title"]

    def test_unpublished_changes_are_replaced_and_shared_records_are_not(
        self, at_desk: APIClient, case: Case, publisher: User
    ) -> None:
        post(at_desk, case)
        publishing.publish(by=publisher, claim_id=Claim.objects.get().pk)
        Claim.objects.update(title="Pending")
        case["parties"][0]["name"] = "Another name"
        case["statement"] = "Other."
        answer = put(at_desk, case)
        assert answer.json()["outcome"] == "changed"
        assert (Claim.objects.get().statement, Claim.objects.get().title) == ("Other.", case["title"])
        assert not Party.objects.filter(name="Another name").exists()

    def test_dry_run(self, at_desk: APIClient, case: Case) -> None:
        post(at_desk, case)
        answer = put(at_desk, case | {"title": "WSJ: another title"}, "?dry_run=true")
        assert answer.json()["outcome"] == "changed"
        assert Claim.objects.get().title == case["title"]

    def test_dossier_of_another_claim(self, at_desk: APIClient, case: Case) -> None:
        other = factories.ClaimFactory()
        answer = at_desk.put(f"/api/v1/desk/claims/{other.pk}/dossier/", case, format="json")
        assert named(refused(answer, 422, "not-a-dossier")) == {"id"}


class TestLadder:
    def test_ladder(
        self, anyone: APIClient, client_of: Client, stranger: User, contributor: User, at_desk: APIClient, case: Case
    ) -> None:
        refused(post(anyone, case), 401)
        refused(post(client_of(stranger), case), 403)
        refused(at_desk.get(DOSSIERS), 405)
        refused(put(at_desk, case), 404)
        assert named(refused(post(at_desk, case, "?replace=true"), 400)) == {"replace"}
        assert named(refused(post(at_desk, case, "?dry_run=maybe"), 400)) == {"dry_run"}
        post(at_desk, case)
        refused(put(client_of(contributor), case | {"title": "Mine"}), 403, "not-permitted")

    def test_contributor_makes_a_draft_of_their_own(self, client_of: Client, contributor: User, case: Case) -> None:
        client = client_of(contributor)
        assert post(client, case).status_code == 201
        assert Claim.objects.get().created_by == contributor
        assert put(client, json.loads(json.dumps(case | {"title": "WSJ: mine"}))).status_code == 200
