"""The page of a case on which colleagues share the work."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.actions import casework
from claims.admin.casework import casework_of
from claims.models import Assignment, Claim, Comment, Revision, User
from tests.admin.forms import chosen, confirm, errors_of, fields_of, queries, send
from tests.conftest import NOW
from tests.factories import AssignmentFactory, ClaimFactory, CommentFactory, EditFactory

AtDesk = Callable[[User], Client]
pytestmark = pytest.mark.django_db


def url(claim: Claim, rest: str = "") -> str:
    return f"/admin/claims/claim/{claim.pk}/casework/{rest}"


def assignment(**fields: Any) -> dict[str, Any]:
    return {"assignee": "", "due_on": "", "embargo_until": "", "embargo_zone": "", "version": "0"} | fields


def error_of(response: Any, name: str | None = None) -> str:
    assert response.status_code in (200, 409), response.headers.get("Location")
    form = response.context["form"]
    return " ".join(form.errors.get(name, [])) if name else " ".join(form.non_field_errors())


# --- Assignment --------------------------------------------------------------------------------------------------------


def test_editor_assigns_with_a_date_and_an_embargo(
    editor: User, contributor: User, at_desk: AtDesk, case: Claim
) -> None:
    done = send(
        at_desk(editor),
        url(case),
        assignee=str(contributor.pk),
        due_on="2018-08-10",
        embargo_until="2018-08-10T06:00",
        embargo_zone="Europe/Berlin",
    )
    assert done.status_code == 302
    stored = Assignment.objects.get()
    assert (stored.assignee, stored.due_on) == (contributor, date(2018, 8, 10))
    assert stored.embargo_until == datetime(2018, 8, 10, 4, 0, tzinfo=UTC)


def test_zone_of_an_embargo_is_remembered_for_the_session(editor: User, at_desk: AtDesk, case: Claim) -> None:
    desk = at_desk(editor)
    send(desk, url(case), embargo_until="2018-08-10T06:00", embargo_zone="Europe/Berlin")
    shown = fields_of(desk.get(url(case)))
    assert (shown["embargo_until"], shown["embargo_zone"]) == ("2018-08-10T06:00", "Europe/Berlin")
    assert send(desk, url(case)).status_code == 302
    assert Assignment.objects.get().version == 1


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("due_on", "tomorrow"),
        ("embargo_until", "soon"),
        ("embargo_until", "0001-01-01T00:00"),
        ("embargo_until", "9999-12-31T23:59"),
        ("embargo_until", "2018-03-25T02:30"),  # the clock in Berlin skips it
        ("embargo_zone", "Europe/Atlantis"),
        ("embargo_zone", "../etc/passwd"),
        ("embargo_zone", "a\x00b"),
        ("assignee", "0"),
        ("assignee", "x"),
    ],
)
def test_what_makes_no_sense_is_an_error_of_its_field(
    name: str, typed: str, editor: User, at_desk: AtDesk, case: Claim
) -> None:
    data = assignment(embargo_zone="Europe/Berlin") | {name: typed}
    assert error_of(at_desk(editor).post(url(case), data), name)
    assert not Assignment.objects.exists()


def test_saving_over_another_assignment_shows_both(editor: User, publisher: User, at_desk: AtDesk, case: Claim) -> None:
    desk = at_desk(editor)
    typed = fields_of(desk.get(url(case))) | {"due_on": "2018-08-10"}
    casework.assign(by=publisher, claim_id=case.pk, assignee=publisher, due_on=date(2018, 8, 9))
    conflict = desk.post(url(case), typed)
    assert conflict.status_code == 409
    assert "Stored now: 2018-08-09" in error_of(conflict, "due_on")
    assert "Stored now: publisher" in error_of(conflict, "assignee")
    assert 'value="2018-08-10"' in conflict.content.decode()
    assert desk.post(url(case), typed | {"version": "1", "seen": conflict.context["seen"]}).status_code == 302


@pytest.mark.parametrize("version", ["", "x"])
def test_form_without_its_version_overwrites_nothing(version: str, editor: User, at_desk: AtDesk, case: Claim) -> None:
    AssignmentFactory(claim=case, assignee=editor)
    at_desk(editor).post(url(case), assignment(version=version))
    assert Assignment.objects.get().assignee == editor


def test_who_left_the_desk_stays_the_assignee_until_another_is_chosen(
    editor: User, at_desk: AtDesk, case: Claim
) -> None:
    gone = AssignmentFactory(claim=case, assignee__is_active=False).assignee
    assert send(at_desk(editor), url(case), due_on="2018-08-10").status_code == 302
    assert Assignment.objects.get().assignee == gone


def test_contributor_reads_the_assignment_of_others_and_comments(
    contributor: User, at_desk: AtDesk, case: Claim
) -> None:
    AssignmentFactory(claim=case, assignee__username="ada")
    desk = at_desk(contributor)
    page = desk.get(url(case)).content.decode()
    assert "ada" in page
    assert "Save assignment" not in page
    assert desk.post(url(case), assignment()).status_code == 403
    assert desk.post(url(case, "comments/"), {"text": "Hello."}).status_code == 302


def test_embargoed_case_is_published_neither_by_its_step_nor_in_bulk(
    publisher: User, at_desk: AtDesk, case: Claim
) -> None:
    AssignmentFactory(claim=case, embargo_until=datetime(2999, 1, 1, tzinfo=UTC))
    EditFactory(claim=case)
    desk = at_desk(publisher)
    assert "embargoed until 2999-01-01" in errors_of(send(desk, f"/admin/claims/claim/{case.pk}/publish/"))
    asked = chosen([case], "publish_selected")
    done = confirm(desk, "/admin/claims/claim/", asked, kind="update", note="Yearly check.")
    assert "embargoed until 2999-01-01" in done.content.decode()
    assert not Revision.objects.exists()


# --- Comments ----------------------------------------------------------------------------------------------------------


def test_comment_is_added_resolved_and_reopened(editor: User, at_desk: AtDesk, case: Claim) -> None:
    desk = at_desk(editor)
    desk.post(url(case, "comments/"), {"text": "Is <b>P2</b> complete?"})
    assert "Is &lt;b&gt;P2&lt;/b&gt; complete?" in desk.get(url(case)).content.decode()
    comment = Comment.objects.get()
    for act, is_resolved in (("resolve", True), ("reopen", False)):
        assert desk.post(url(case, f"comments/{comment.pk}/"), {"act": act}).status_code == 302
        comment.refresh_from_db()
        assert bool(comment.resolved_at) is is_resolved


@pytest.mark.parametrize("text", ["", "x" * 2001, "a\x00b"], ids=["empty", "long", "nul"])
def test_comment_that_cannot_be_stored_is_shown_again(text: str, editor: User, at_desk: AtDesk, case: Claim) -> None:
    answer = at_desk(editor).post(url(case, "comments/"), {"text": text})
    assert answer.context["comment_form"].errors["text"]
    assert not Comment.objects.exists()


def test_comment_is_settled_only_on_its_own_case(editor: User, at_desk: AtDesk, case: Claim) -> None:
    other = CommentFactory()
    assert at_desk(editor).post(url(case, f"comments/{other.pk}/"), {"act": "resolve"}).status_code == 404


# --- Who, and at what cost ---------------------------------------------------------------------------------------------

ADDRESSES = ["", "comments/", "comments/{comment}/"]


@pytest.mark.parametrize("rest", ADDRESSES)
def test_page_is_closed_to_the_public_and_to_strangers(rest: str, stranger: User, client: Client, case: Claim) -> None:
    comment = CommentFactory(claim=case)
    address = url(case, rest.format(comment=comment.pk))
    assert client.post(address, {"text": "x"}).status_code == 302
    client.force_login(stranger)
    assert client.post(address, {"text": "x"}).status_code == 302
    User.objects.filter(pk=stranger.pk).update(is_staff=True)
    assert client.post(address, {"text": "x"}).status_code == 403
    assert Comment.objects.get().resolved_at is None


@pytest.mark.parametrize("role", ["contributor", "editor", "publisher", "administrator"])
def test_page_is_open_to_the_desk(role: str, at_desk: AtDesk, case: Claim, request: pytest.FixtureRequest) -> None:
    assert at_desk(request.getfixturevalue(role)).get(url(case)).status_code == 200


@pytest.mark.parametrize("rest", ADDRESSES[1:])
def test_comments_are_only_posted(rest: str, editor: User, at_desk: AtDesk, case: Claim) -> None:
    """Signing in again leads there by a link."""
    assert at_desk(editor).get(url(case, rest.format(comment=uuid4()))).headers["Location"] == url(case)


@pytest.mark.parametrize("rest", ADDRESSES)
def test_unknown_case_is_not_found(rest: str, editor: User, at_desk: AtDesk) -> None:
    address = url(Claim(), rest.format(comment=uuid4()))
    assert at_desk(editor).post(address, {"text": "x"}).status_code == 404


def test_page_takes_the_same_queries_for_one_comment_and_ten(editor: User, at_desk: AtDesk, case: Claim) -> None:
    CommentFactory(claim=case, resolved_by=editor, resolved_at=NOW)
    desk = at_desk(editor)
    one, _ = queries(desk, url(case))
    for _number in range(9):
        CommentFactory(claim=case, resolved_by=editor, resolved_at=NOW)
    ten, _ = queries(desk, url(case))
    assert one == ten <= 14


def test_part_for_the_page_of_a_case_takes_two_queries(case: Claim) -> None:
    AssignmentFactory(claim=case)
    CommentFactory(claim=case)
    CommentFactory(claim=case, resolved_by=case.comments.get().by, resolved_at=NOW + timedelta(1))
    with CaptureQueriesContext(connection) as captured:
        found = casework_of(case)
        assert (str(found.assignment.assignee), found.open_comments) != ("None", 0)
    assert (len(captured), found.open_comments) == (2, 1)


def test_part_shows_the_link_and_what_is_open(case: Claim) -> None:
    AssignmentFactory(claim=case, assignee__username="ada", due_on=date(2018, 8, 10))
    CommentFactory(claim=case)
    shown = render_to_string("admin/claims/claim/_casework.html", {"casework": casework_of(case), "claim": case})
    assert f'href="{url(case)}"' in shown
    assert "1 open comment" in shown
    assert "assigned to ada" in shown


def test_page_is_german_under_its_german_address(editor: User, at_desk: AtDesk) -> None:
    claim = ClaimFactory()
    page = at_desk(editor).get("/de" + url(claim)).content.decode()
    assert '<html lang="de"' in page
    assert f'action="/de{url(claim)}"' in page
