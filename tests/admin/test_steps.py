"""From the draft to the readers and off again, by way of the pages."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from claims.actions import editing, publishing, review
from claims.models import Claim, Revision, Submission, User
from claims.vocabulary import Stage
from tests.admin.forms import change_url, chosen, confirm, errors_of, send
from tests.factories import make_case

AtDesk = Callable[[User], Client]
STEPS = ["submit", "approve", "give-back", "publish", "withdraw"]


def step_url(claim: Claim, step: str) -> str:
    return f"/admin/claims/claim/{claim.pk}/{step}/"


def edit(claim: Claim, by: User, title: str = "Newspaper: edited") -> None:
    claim = Claim.objects.get(pk=claim.pk)
    claim.title = title
    editing.save(by=by, record=claim)


def test_editor_submits_and_publisher_publishes(editor: User, publisher: User, at_desk: AtDesk, case: Claim) -> None:
    edit(case, editor)
    assert send(at_desk(editor), step_url(case, "submit"), note="Please look.").status_code == 302
    assert Submission.objects.get().note == "Please look."

    page = at_desk(publisher).get(change_url(case)).content.decode()
    assert "Please look." in page
    assert "readers have never seen it" in page

    assert send(at_desk(publisher), step_url(case, "publish")).status_code == 302
    revision = Revision.objects.get()
    assert (revision.kind, revision.actor, revision.is_reviewed) == ("first", publisher, True)
    assert "nothing waits to be published" in at_desk(publisher).get(change_url(case)).content.decode()


def test_change_of_a_published_case_needs_kind_and_note(
    publisher: User, editor: User, at_desk: AtDesk, case: Claim
) -> None:
    publishing.publish(by=publisher, claim_id=case.pk, is_reviewed=False)
    edit(case, editor)
    desk = at_desk(publisher)
    assert "changes wait to be published" in desk.get(change_url(case)).content.decode()

    assert "note" in errors_of(send(desk, step_url(case, "publish"), kind="update", note=" "))
    assert send(desk, step_url(case, "publish"), kind="correction", note="Title corrected.").status_code == 302
    assert Revision.objects.get(number=2).kind == "correction"


def test_nothing_to_publish_is_said_kindly(publisher: User, at_desk: AtDesk, case: Claim) -> None:
    publishing.publish(by=publisher, claim_id=case.pk, is_reviewed=False)
    response = send(at_desk(publisher), step_url(case, "publish"), note="Again.")
    assert "Nothing to publish" in errors_of(response)


def test_incomplete_case_names_what_is_missing(publisher: User, at_desk: AtDesk) -> None:
    claim = make_case([])
    response = send(at_desk(publisher), step_url(claim, "publish"))
    assert "Add at least one point." in errors_of(response)
    assert "neither answered nor been asked" in errors_of(response)
    assert "Add at least one point." in at_desk(publisher).get(step_url(claim, "submit")).content.decode()


def test_publisher_cannot_publish_alone_what_it_changed(publisher: User, at_desk: AtDesk, case: Claim) -> None:
    edit(case, publisher)
    assert "Another person" in errors_of(send(at_desk(publisher), step_url(case, "publish")))
    assert not Revision.objects.exists()


def test_administrator_overrides_with_a_reason(administrator: User, at_desk: AtDesk, case: Claim) -> None:
    edit(case, administrator)
    send(at_desk(administrator), step_url(case, "publish"), override_reason="Nobody else is in.")
    assert Revision.objects.get().override_reason == "Nobody else is in."


def test_override_is_offered_to_administrators_only(publisher: User, at_desk: AtDesk, case: Claim) -> None:
    assert "override_reason" not in at_desk(publisher).get(step_url(case, "publish")).content.decode()


def test_colleague_approves(editor: User, publisher: User, at_desk: AtDesk, case: Claim) -> None:
    edit(case, editor)
    review.submit(by=editor, claim_id=case.pk)
    assert "another person has to approve" in errors_of(send(at_desk(editor), step_url(case, "approve")))
    assert send(at_desk(publisher), step_url(case, "approve")).status_code == 302
    assert Submission.objects.get().decision == "approved"


def test_case_is_given_back_with_what_to_mend(editor: User, publisher: User, at_desk: AtDesk, case: Claim) -> None:
    review.submit(by=editor, claim_id=case.pk)
    assert "note" in errors_of(send(at_desk(publisher), step_url(case, "give-back")))
    assert send(at_desk(publisher), step_url(case, "give-back"), note="Point 2 is two points.").status_code == 302
    assert "Point 2 is two points." in at_desk(editor).get(change_url(case)).content.decode()


def test_withdrawing_leaves_the_case_closed(publisher: User, at_desk: AtDesk, case: Claim) -> None:
    publishing.publish(by=publisher, claim_id=case.pk, is_reviewed=False)
    desk = at_desk(publisher)
    page = desk.get(step_url(case, "withdraw")).content.decode()
    assert ("Withdraw" in page, "What readers will see differently" in page) == (True, False)
    assert "reason" in errors_of(send(desk, step_url(case, "withdraw")))
    assert send(desk, step_url(case, "withdraw"), reason="It names a private person.").status_code == 302

    assert Claim.objects.get().stage == Stage.WITHDRAWN
    assert desk.post(change_url(case), {"title": "x"}).status_code == 403
    assert "already withdrawn" in errors_of(send(desk, step_url(case, "withdraw"), reason="Again."))


@pytest.mark.parametrize("note", ["a\x00b", "a\x07b", "x" * 100_000], ids=["nul", "control", "long"])
def test_note_that_cannot_be_stored_is_an_error_of_the_form(
    note: str, publisher: User, at_desk: AtDesk, case: Claim
) -> None:
    response = send(at_desk(publisher), step_url(case, "publish"), note=note)
    assert "note" in errors_of(response)
    assert not Revision.objects.exists()


# --- Who ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", STEPS)
def test_steps_are_closed_to_the_public_and_to_strangers(
    step: str, stranger: User, client: Client, case: Claim
) -> None:
    assert client.post(step_url(case, step)).status_code == 302
    client.force_login(stranger)
    assert client.post(step_url(case, step)).status_code == 302
    assert Claim.objects.get().stage == Stage.DRAFT


@pytest.mark.parametrize("step", STEPS)
def test_contributor_takes_no_step_with_the_case_of_others(
    step: str, contributor: User, at_desk: AtDesk, case: Claim
) -> None:
    assert at_desk(contributor).get(step_url(case, step)).status_code == 403


@pytest.mark.parametrize("step", ["publish", "withdraw"])
def test_editor_neither_publishes_nor_withdraws(step: str, editor: User, at_desk: AtDesk, case: Claim) -> None:
    assert at_desk(editor).post(step_url(case, step)).status_code == 403


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("pk", [uuid4(), "no-id"])
def test_step_of_an_unknown_case_leads_back(pk: Any, step: str, publisher: User, at_desk: AtDesk) -> None:
    assert at_desk(publisher).get(f"/admin/claims/claim/{pk}/{step}/").status_code == 302


# --- Several at once ---------------------------------------------------------------------------------------------------


def test_several_claims_are_published_with_one_note(publisher: User, at_desk: AtDesk) -> None:
    old, new, bare = make_case(), make_case(), make_case([])
    publishing.publish(by=publisher, claim_id=old.pk, is_reviewed=False)
    edit(old, User.objects.create(username="other", is_superuser=True))
    edit(new, User.objects.get(username="other"))
    desk = at_desk(publisher)
    data = chosen([old, new, bare], "publish_selected")
    assert "What changed and why" in desk.post("/admin/claims/claim/", data).content.decode()

    answer = confirm(desk, "/admin/claims/claim/", data, kind="update", note="Yearly check.")
    assert "Done for 2 claims." in answer.content.decode()
    assert "is not complete" in answer.content.decode()
    last = Revision.objects.filter(position__gt=1).values_list("claim", "kind")
    assert set(last) == {(old.pk, "update"), (new.pk, "first")}


def test_several_claims_are_withdrawn(publisher: User, at_desk: AtDesk, case: Claim) -> None:
    publishing.publish(by=publisher, claim_id=case.pk, is_reviewed=False)
    confirm(at_desk(publisher), "/admin/claims/claim/", chosen([case], "withdraw_selected"), reason="Test data.")
    assert Claim.objects.get().stage == Stage.WITHDRAWN


@pytest.mark.parametrize("action", ["publish_selected", "withdraw_selected"])
def test_editor_has_no_such_action(action: str, editor: User, at_desk: AtDesk, case: Claim) -> None:
    desk = at_desk(editor)
    assert action not in desk.get("/admin/claims/claim/").content.decode()
    sent = {"confirmed": "1", "reason": "x", "note": "x", "kind": "update"}
    desk.post("/admin/claims/claim/", chosen([case], action) | sent)
    assert not Revision.objects.exists()


def test_who_may_not_approve_is_told_before_writing_a_note(editor: User, at_desk: AtDesk, case: Claim) -> None:
    review.submit(by=editor, claim_id=case.pk)
    page = at_desk(editor).get(step_url(case, "approve")).content.decode()
    assert "another person has to approve it" in page
    assert 'name="note"' not in page
