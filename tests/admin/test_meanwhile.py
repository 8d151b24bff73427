"""Steps, comments and assignments are about the case as it was seen: where it changed since, that is looked at first."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from claims.actions import editing, history_seen, review
from claims.errors import RecordChanged
from claims.models import Assignment, Claim, Comment, Revision, Submission, User
from tests.admin.forms import fields_of
from tests.admin.test_casework import assignment, url
from tests.admin.test_steps import edit, step_url
from tests.factories import CommentFactory

AtDesk = Callable[[User], Client]


@pytest.mark.parametrize("step", ["submit", "publish"])
def test_case_that_changed_since_the_page_was_shown_is_looked_at_again(
    step: str, editor: User, publisher: User, at_desk: AtDesk, case: Claim
) -> None:
    edit(case, editor)
    desk, url = at_desk(publisher), step_url(case, step)
    mine = {**fields_of(desk.get(url)), "note": "Looks right."}
    edit(case, editor, "Newspaper: edited since")
    page = desk.post(url, mine)
    assert page.status_code == 409
    assert "Newspaper: edited since" in page.content.decode()
    assert not Submission.objects.exists()
    assert not Revision.objects.exists()
    again = fields_of(page)
    assert again["note"] == "Looks right."
    assert desk.post(url, again).status_code == 302


def test_step_that_shows_nothing_it_saw_is_refused(editor: User, at_desk: AtDesk, case: Claim) -> None:
    assert at_desk(editor).post(step_url(case, "submit"), {"note": ""}).status_code == 409


@pytest.mark.parametrize("act", [review.approve, review.give_back])
def test_decision_is_about_what_was_seen(act: Any, editor: User, publisher: User, case: Claim) -> None:
    seen = history_seen.newest([case])[str(case.pk)]
    review.submit(by=editor, claim_id=case.pk)
    with pytest.raises(RecordChanged):
        act(by=publisher, claim_id=case.pk, note="Point 2.", seen=seen)
    assert Submission.objects.get().decision == ""


@pytest.mark.parametrize("rest", ["comments/", ""])
def test_comment_or_assignment_comes_after_a_look(
    rest: str, editor: User, publisher: User, at_desk: AtDesk, case: Claim
) -> None:
    desk = at_desk(editor)
    seen = desk.get(url(case)).context["seen"]
    case.scope_note = "Edited since."
    editing.save(by=publisher, record=case)
    mine = {"seen": seen, "text": "Point 2 is right.", **assignment(due_on="2018-08-10")}
    page = desk.post(url(case, rest), mine)
    assert page.status_code == 409
    assert "Edited since." in page.content.decode()
    assert not Comment.objects.exists()
    assert not Assignment.objects.exists()
    assert desk.post(url(case, rest), {**mine, "seen": page.context["seen"]}).status_code == 302


def test_comment_is_settled_as_it_was_seen(editor: User, publisher: User, at_desk: AtDesk, case: Claim) -> None:
    said = CommentFactory(claim=case, by=publisher)
    seen = at_desk(editor).get(url(case)).context["seen"]
    case.scope_note = "Edited since."
    editing.save(by=publisher, record=case)
    assert at_desk(editor).post(url(case, f"comments/{said.pk}/"), {"seen": seen}).status_code == 409
    said.refresh_from_db()
    assert said.resolved_at is None
