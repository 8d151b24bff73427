"""Revisions of a claim and the feed of changes: what was published when, and how anybody can verify it."""

from collections.abc import Callable
from hashlib import sha256

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims.actions import publishing
from claims.dossier.canonical import canonical_bytes, fingerprint
from claims.dossier.schema import Dossier
from claims.models import Claim, Revision, User
from tests.api.problems import named, refused

pytestmark = pytest.mark.django_db
Publish = Callable[..., Claim]
CHANGES = "/api/v1/changes/"


def address(claim: Claim, rest: str = "") -> str:
    return f"/api/v1/claims/{claim.slug}/revisions/{rest}"


@pytest.fixture
def corrected(publish: Publish) -> Claim:
    """Published twice, with another title the second time."""
    claim = publish(title="Courier: first")
    claim.title = "Courier: second"
    claim.save()
    return publish(claim, kind="correction", note="The title was wrong.")


class TestRevisions:
    def test_list_in_order(self, anyone: APIClient, corrected: Claim) -> None:
        listed = anyone.get(address(corrected)).json()
        first, second = listed["results"]
        assert (first["number"], first["kind"]) == (1, "first")
        assert (second["number"], second["kind"], second["note"]) == (2, "correction", "The title was wrong.")
        assert second["previous_hash"] == first["hash"]
        assert first["url"] == f"http://localhost:8000/claims/{corrected.slug}/revisions/1/"

    def test_list_costs_the_same_for_many(self, anyone: APIClient, corrected: Claim) -> None:
        with CaptureQueriesContext(connection) as queries:
            anyone.get(address(corrected))
        assert len(queries) == 2

    def test_each_shows_what_it_said(self, anyone: APIClient, corrected: Claim) -> None:
        for number, title in ((1, "Courier: first"), (2, "Courier: second")):
            dossier = anyone.get(address(corrected, f"{number}/")).json()
            assert dossier["title"] == title
            assert dossier["revision"]["number"] == number
            assert dossier["url"].endswith(f"/revisions/{number}/")
            assert dossier["standing"]["status"] == "denied"
            Dossier.model_validate(dossier)

    def test_both_axes_combine(self, anyone: APIClient, corrected: Claim) -> None:
        dossier = anyone.get(address(corrected, "1/?as_of=2018-08-06")).json()
        assert dossier["title"] == "Courier: first"
        assert dossier["standing"]["status"] == "not_yet_made"

    def test_proof_verifies(self, anyone: APIClient, corrected: Claim) -> None:
        proof = anyone.get(address(corrected, "2/proof/")).json()
        stamp = anyone.get(address(corrected, "2/")).json()["revision"]
        committed = sha256(bytes.fromhex(proof["salt"]) + proof["content"].encode()).hexdigest()
        assert committed == proof["content_hash"] == stamp["content_hash"]
        assert fingerprint(proof["link"]) == proof["hash"] == stamp["hash"]

    def test_proof_of_the_first_of_the_chain(self, anyone: APIClient, publish: Publish) -> None:
        proof = anyone.get(address(publish(), "1/proof/")).json()
        assert fingerprint(proof["link"]) == proof["hash"]

    def test_dossier_is_the_content_that_was_hashed(self, anyone: APIClient, corrected: Claim) -> None:
        dossier = anyone.get(address(corrected, "1/")).json()
        for computed in ("revision", "url", "standing"):
            del dossier[computed]
        for point in dossier["points"]:
            del point["standing"]
        proof = anyone.get(address(corrected, "1/proof/")).json()
        assert canonical_bytes(dossier).decode() == proof["content"]

    def test_old_revisions_of_a_withdrawn_claim_stay(
        self, anyone: APIClient, corrected: Claim, publisher: User
    ) -> None:
        publishing.withdraw(by=publisher, claim_id=corrected.pk, reason="Mistaken identity.")
        assert anyone.get(address(corrected)).json()["results"][-1]["kind"] == "withdrawal"
        assert anyone.get(address(corrected, "1/")).json()["title"] == "Courier: first"
        refused(anyone.get(address(corrected, "3/")), 410, "withdrawn")

    def test_withdrawal_can_hide_them(self, anyone: APIClient, corrected: Claim, publisher: User) -> None:
        publishing.withdraw(by=publisher, claim_id=corrected.pk, reason="Private.", hide_revisions=True)
        for rest in ("", "1/", "2/proof/", "3/"):
            assert refused(anyone.get(address(corrected, rest)), 410, "withdrawn")["detail"] == "Private."

    @pytest.mark.parametrize("rest", ["0/", "3/", "99999999999999999999/", "one/", "3/proof/", "-1/"])
    def test_unknown_revision(self, anyone: APIClient, corrected: Claim, rest: str) -> None:
        refused(anyone.get(address(corrected, rest)), 404)

    def test_unknown_claim(self, anyone: APIClient) -> None:
        refused(anyone.get("/api/v1/claims/unknown/revisions/"), 404)

    @pytest.mark.parametrize("rest", ["?limit=1", "1/?number=2", "1/proof/?as_of=2018"])
    def test_wrong_parameter(self, anyone: APIClient, corrected: Claim, rest: str) -> None:
        refused(anyone.get(address(corrected, rest)), 400, "invalid-parameter")

    @pytest.mark.parametrize("rest", ["", "1/", "1/proof/"])
    def test_wrong_method(self, anyone: APIClient, corrected: Claim, rest: str) -> None:
        refused(anyone.delete(address(corrected, rest)), 405)


class TestChanges:
    def test_in_the_order_of_the_record(self, anyone: APIClient, corrected: Claim, publish: Publish) -> None:
        publish()
        page = anyone.get(CHANGES).json()
        assert [change["position"] for change in page["results"]] == [1, 2, 3]
        assert page["results"][1]["note"] == "The title was wrong."
        assert page["results"][1]["claim"]["slug"] == corrected.slug
        assert (page["next"], page["since"]) == (None, 3)

    def test_from_a_position_on(self, anyone: APIClient, publish: Publish) -> None:
        for _ in range(5):
            publish()
        page = anyone.get(f"{CHANGES}?since=1&limit=2").json()
        assert [change["position"] for change in page["results"]] == [2, 3]
        assert [change["position"] for change in anyone.get(page["next"]).json()["results"]] == [4, 5]

    def test_nothing_new(self, anyone: APIClient, publish: Publish) -> None:
        publish()
        assert anyone.get(f"{CHANGES}?since=1").json() == {"next": None, "since": 1, "results": []}

    def test_hidden_revisions_keep_their_notes_to_themselves(
        self, anyone: APIClient, corrected: Claim, publisher: User
    ) -> None:
        publishing.withdraw(by=publisher, claim_id=corrected.pk, reason="Private.", hide_revisions=True)
        notes = [change["note"] for change in anyone.get(CHANGES).json()["results"]]
        assert notes == ["", "", "Private."]

    def test_it_costs_one_query_however_many_rows(self, anyone: APIClient, publish: Publish) -> None:
        for rows in (1, 3):
            while Revision.objects.count() < rows:
                publish()
            with CaptureQueriesContext(connection) as queries:
                anyone.get(CHANGES)
            assert len(queries) == 1

    @pytest.mark.parametrize("query", ["since=-1", "since=x", "since=99999999999999999999", "limit=0", "cursor=1"])
    def test_wrong_parameter(self, anyone: APIClient, query: str) -> None:
        assert named(refused(anyone.get(f"{CHANGES}?{query}"), 400)) == {query.split("=")[0]}

    def test_wrong_method(self, anyone: APIClient) -> None:
        refused(anyone.post(CHANGES), 405)
