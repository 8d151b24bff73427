"""What the two-person rule keeps from somebody is told before anything is filled in or sent, with who may."""

from collections.abc import Callable

import pytest
from django.test import Client

from claims.actions import editing, review
from claims.models import Claim, Party, User
from tests.admin.forms import send
from tests.admin.test_steps import edit, step_url
from tests.factories import make_case

AtDesk = Callable[[User], Client]


@pytest.mark.parametrize("page", ["publish", "changes", "desk"])
def test_own_work_is_told_before_anything_is_filled_in(
    page: str, publisher: User, editor: User, at_desk: AtDesk, case: Claim
) -> None:
    edit(case, publisher)
    text = at_desk(publisher).get(step_url(case, page)).content.decode()
    assert "Another person has to approve or publish it" in text
    assert f"May do so: {editor.get_full_name() or editor.username}." in text
    assert 'name="note"' not in text
    assert step_url(case, "publish") not in text.replace(f"?next={step_url(case, 'publish')}", "") or page == "publish"


def test_who_submitted_is_told_who_may_approve(editor: User, publisher: User, at_desk: AtDesk, case: Claim) -> None:
    edit(case, editor)
    review.submit(by=editor, claim_id=case.pk)
    text = at_desk(editor).get(step_url(case, "desk")).content.decode()
    assert "any change takes it out of the review" in text
    assert "another person has to approve it." in text
    assert f"May do so: {publisher.get_full_name() or publisher.username}." in text
    assert step_url(case, "give-back") in text
    assert step_url(case, "approve") not in text
    assert step_url(case, "approve") in at_desk(publisher).get(step_url(case, "desk")).content.decode()


def test_what_was_changed_since_it_was_handed_in_can_be_handed_in_again(
    editor: User, publisher: User, at_desk: AtDesk, case: Claim
) -> None:
    """A party of the case that is renamed leaves the case in review, and its approval void."""
    review.submit(by=editor, claim_id=case.pk)
    assert step_url(case, "submit") not in at_desk(publisher).get(step_url(case, "changes")).content.decode()
    party = Party.objects.get(claims_made=case)
    party.name = "Renamed"
    editing.save(by=editor, record=party)
    for page in ("desk", "changes", "approve"):
        text = at_desk(publisher).get(step_url(case, page)).content.decode()
        assert "The case was edited after it was handed in. It has to be handed in again." in text
        assert step_url(case, "submit") in text or page == "approve"
        assert 'name="note"' not in text
    assert send(at_desk(editor), step_url(case, "submit")).status_code == 302
    assert send(at_desk(publisher), step_url(case, "approve")).status_code == 302


def test_nobody_else_at_the_desk_is_said(publisher: User, at_desk: AtDesk, case: Claim) -> None:
    edit(case, publisher)
    assert "Nobody else at the desk may" in at_desk(publisher).get(step_url(case, "publish")).content.decode()


def test_confirmation_for_several_names_own_work(publisher: User, editor: User, at_desk: AtDesk, case: Claim) -> None:
    edit(case, publisher)
    others = make_case()
    edit(others, editor)
    asked = {"action": "publish_selected", "_selected_action": [case.pk, others.pk]}
    text = at_desk(publisher).post("/admin/claims/claim/", asked).content.decode()
    assert text.count("it is left out. Submit it for review.") == 1
    review.submit(by=publisher, claim_id=case.pk)
    review.approve(by=editor, claim_id=case.pk)
    assert "it is left out" not in at_desk(publisher).post("/admin/claims/claim/", asked).content.decode()
