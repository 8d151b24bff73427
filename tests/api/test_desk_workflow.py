"""From the working record to the readers: the dossier at the desk, review, publication and withdrawal."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.dossier.schema import Dossier
from claims.models import Claim, Edit, Revision, User
from tests import cast, factories
from tests.api.conftest import Client
from tests.api.problems import named, refused

pytestmark = pytest.mark.django_db
Publish = Callable[..., Claim]
STEPS = ("publish", "withdraw", "redact", "submit", "approve", "give-back")


def address(claim: Claim | str, step: str) -> str:
    return f"/api/v1/desk/claims/{claim.pk if isinstance(claim, Claim) else claim}/{step}/"


@pytest.fixture
def draft(contributor: User) -> Claim:
    """A contributor's own draft, with an edit on record."""
    claim = factories.make_case(created_by=contributor)
    Edit.objects.create(claim=claim, by=contributor, what="added: claim")
    return claim


@pytest.fixture
def as_contributor(client_of: Client, contributor: User) -> APIClient:
    return client_of(contributor)


@pytest.fixture
def as_publisher(client_of: Client, publisher: User) -> APIClient:
    return client_of(publisher)


class TestDossier:
    def test_as_it_would_be_published(self, at_desk: APIClient, draft: Claim) -> None:
        answer = at_desk.get(address(draft, "dossier")).json()
        dossier = Dossier.model_validate(answer["dossier"])
        assert dossier.standing is not None
        assert dossier.standing.status == "denied"
        assert [each["path"] for each in answer["advice"]] == ["translations.en", "translations.de"]

    def test_response_dated_before_its_claim_is_allowed_and_said(self, at_desk: APIClient, draft: Claim) -> None:
        response = draft.responses.get()
        changed = at_desk.patch(
            f"/api/v1/desk/responses/{response.pk}/", {"made_at": {"value": "2018-08-01"}}, format="json"
        )
        assert changed.status_code == 200
        found = at_desk.get(address(draft, "dossier")).json()["advice"][0]
        assert found["path"] == "responses[0].made_at"
        assert "before the claim" in found["message"]

    def test_wrong_parameter(self, at_desk: APIClient, draft: Claim) -> None:
        assert named(refused(at_desk.get(address(draft, "dossier") + "?as_of=2018"), 400)) == {"as_of"}


class TestReview:
    def test_submitted_approved_published(
        self, as_contributor: APIClient, at_desk: APIClient, as_publisher: APIClient, anyone: APIClient, draft: Claim
    ) -> None:
        assert as_contributor.post(address(draft, "submit"), {}, format="json").json()["stage"] == "in_review"
        assert at_desk.post(address(draft, "approve"), {"note": "Good."}, format="json").status_code == 200
        response = as_publisher.post(address(draft, "publish"), {}, format="json")
        assert response.status_code == 201
        assert response.json()["number"] == 1
        assert response["Location"] == f"http://localhost:8000/claims/{draft.slug}/revisions/1/"
        assert anyone.get(f"/api/v1/claims/{draft.slug}/").status_code == 200

    def test_given_back_with_what_to_mend(self, as_contributor: APIClient, at_desk: APIClient, draft: Claim) -> None:
        as_contributor.post(address(draft, "submit"), {}, format="json")
        assert named(refused(at_desk.post(address(draft, "give-back"), {}, format="json"), 400)) == {"note"}
        response = at_desk.post(address(draft, "give-back"), {"note": "A source is missing."}, format="json")
        assert response.json()["stage"] == "draft"

    def test_edited_after_submission(self, as_contributor: APIClient, at_desk: APIClient, draft: Claim) -> None:
        as_contributor.post(address(draft, "submit"), {}, format="json")
        Claim.objects.filter(pk=draft.pk).update(title="Courier: another title")
        refused(at_desk.post(address(draft, "approve"), {}, format="json"), 409, "record-changed")

    def test_nothing_was_handed_in(self, at_desk: APIClient, draft: Claim) -> None:
        refused(at_desk.post(address(draft, "approve"), {}, format="json"), 400, "invalid-record")

    def test_contributor_does_not_approve(self, as_contributor: APIClient, draft: Claim) -> None:
        as_contributor.post(address(draft, "submit"), {}, format="json")
        refused(as_contributor.post(address(draft, "approve"), {}, format="json"), 403, "not-permitted")


class TestPublishing:
    def test_nothing_changed(self, as_publisher: APIClient, publish: Publish) -> None:
        body = {"kind": "update", "note": "Again."}
        refused(as_publisher.post(address(publish(), "publish"), body, format="json"), 409, "content-unchanged")

    def test_change_needs_its_kind(self, as_publisher: APIClient, publish: Publish) -> None:
        claim = publish()
        Claim.objects.filter(pk=claim.pk).update(title="Courier: another title")
        assert named(refused(as_publisher.post(address(claim, "publish"), {}, format="json"), 400)) == {"kind"}
        body = {"kind": "rumour", "note": "x"}
        assert named(refused(as_publisher.post(address(claim, "publish"), body, format="json"), 400)) == {"kind"}

    def test_without_point_and_citation(self, as_publisher: APIClient) -> None:
        claim = factories.ClaimFactory()
        problem = refused(as_publisher.post(address(claim, "publish"), {}, format="json"), 422, "not-publishable")
        assert named(problem) == {"points", "citations_of_claim"}
        assert {"path"} == {name for error in problem["errors"] for name in error} - {"message"}
        assert not Revision.objects.exists()

    def test_own_work_needs_a_second_person(self, client_of: Client, draft: Claim) -> None:
        author = cast.member("publisher", "author")
        Edit.objects.create(claim=draft, by=author, what="changed: claim")
        refused(client_of(author).post(address(draft, "publish"), {}, format="json"), 403, "not-permitted")

    def test_administrator_overrides_with_a_reason(self, client_of: Client, administrator: User, draft: Claim) -> None:
        Edit.objects.create(claim=draft, by=administrator, what="changed: claim")
        client = client_of(administrator)
        refused(client.post(address(draft, "publish"), {}, format="json"), 403)
        response = client.post(address(draft, "publish"), {"override_reason": "Night shift."}, format="json")
        assert response.status_code == 201
        assert Revision.objects.get().override_reason == "Night shift."

    @pytest.mark.parametrize("role", ["contributor", "editor"])
    def test_role_does_not_publish(self, client_of: Client, draft: Claim, role: str) -> None:
        user = User.objects.filter(username=role).first() or cast.member(role)
        refused(client_of(user).post(address(draft, "publish"), {}, format="json"), 403, "not-permitted")


class TestWithdrawing:
    def test_leaves_a_tombstone(self, as_publisher: APIClient, anyone: APIClient, publish: Publish) -> None:
        claim = publish()
        response = as_publisher.post(address(claim, "withdraw"), {"reason": "Mistaken identity."}, format="json")
        assert (response.status_code, response.json()["kind"]) == (201, "withdrawal")
        assert refused(anyone.get(f"/api/v1/claims/{claim.slug}/"), 410)["detail"] == "Mistaken identity."

    def test_only_once(self, as_publisher: APIClient, publish: Publish) -> None:
        claim = publish()
        body = {"reason": "Mistaken identity.", "hide_revisions": True}
        as_publisher.post(address(claim, "withdraw"), body, format="json")
        refused(as_publisher.post(address(claim, "withdraw"), body, format="json"), 409, "already-withdrawn")
        refused(as_publisher.post(address(claim, "publish"), {}, format="json"), 409, "already-withdrawn")

    @pytest.mark.parametrize("body", [{}, {"reason": ""}, {"reason": "  "}, {"reason": "x" * 2001}])
    def test_needs_a_reason(self, as_publisher: APIClient, publish: Publish, body: dict[str, Any]) -> None:
        problem = refused(as_publisher.post(address(publish(), "withdraw"), body, format="json"), 400)
        assert named(problem) == {"reason"}

    def test_draft_cannot_be_withdrawn(self, as_publisher: APIClient, draft: Claim) -> None:
        refused(as_publisher.post(address(draft, "withdraw"), {"reason": "x"}, format="json"), 400)

    def test_its_case_is_closed(self, as_publisher: APIClient, publish: Publish) -> None:
        claim = publish()
        as_publisher.post(address(claim, "withdraw"), {"reason": "Mistaken identity."}, format="json")
        point = claim.points.get()
        refused(as_publisher.patch(f"/api/v1/desk/points/{point.pk}/", {"text": "Other."}, format="json"), 403)


class TestRedacting:
    def test_text_is_gone_and_the_desk_keeps_its_own(
        self, client_of: Client, administrator: User, anyone: APIClient, publish: Publish
    ) -> None:
        claim, client = publish(), client_of(administrator)
        body = {"numbers": [1], "reason": "Names a child."}
        answer = client.post(address(claim, "redact"), body, format="json")
        assert (answer.status_code, answer.json()["title"]) == (200, claim.title)
        assert refused(anyone.get(f"/api/v1/claims/{claim.slug}/"), 410, "redacted")["detail"] == "Names a child."
        assert named(refused(client.post(address(claim, "redact"), body, format="json"), 400)) == {"numbers"}

    @pytest.mark.parametrize("numbers", [[], ["x"], [0], [2**40], 1, None], ids=str)
    def test_wrong_numbers_are_named(
        self, client_of: Client, administrator: User, publish: Publish, numbers: Any
    ) -> None:
        body = {"numbers": numbers, "reason": "Names a child."}
        problem = refused(client_of(administrator).post(address(publish(), "redact"), body, format="json"), 400)
        assert {name.partition("[")[0].partition(".")[0] for name in named(problem)} == {"numbers"}

    def test_publisher_may_not(self, as_publisher: APIClient, publish: Publish) -> None:
        body = {"numbers": [1], "reason": "Names a child."}
        refused(as_publisher.post(address(publish(), "redact"), body, format="json"), 403, "not-permitted")


class TestEveryStep:
    @pytest.mark.parametrize("step", STEPS)
    def test_ladder(
        self, anyone: APIClient, client_of: Client, stranger: User, as_publisher: APIClient, draft: Claim, step: str
    ) -> None:
        bodies: dict[str, Any] = {"withdraw": {"reason": "x"}, "redact": {"numbers": [1], "reason": "x"}}
        body = bodies.get(step, {"note": "x"})
        refused(anyone.post(address(draft, step), body, format="json"), 401)
        refused(client_of(stranger).post(address(draft, step), body, format="json"), 403)
        refused(as_publisher.get(address(draft, step)), 405)
        unknown = "0198c0de-0000-7000-8000-000000000000"
        refused(as_publisher.post(address(unknown, step), body, format="json"), 404)
        problem = refused(as_publisher.post(address(draft, step), {"colour": "red"}, format="json"), 400)
        assert "colour" in named(problem)

    def test_dossier_ladder(self, anyone: APIClient, client_of: Client, stranger: User, draft: Claim) -> None:
        refused(anyone.get(address(draft, "dossier")), 401)
        refused(client_of(stranger).get(address(draft, "dossier")), 403)
        refused(client_of(cast.member("editor")).post(address(draft, "dossier"), {}, format="json"), 405)
