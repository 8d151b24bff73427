"""The first page: what waits for whom, and the list each board leads to."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from claims.actions import casework, editing, review
from claims.admin import dashboard, waiting
from claims.models import Claim, DeskSettings, Draft, Request, Snapshot, User
from tests.actions.desk import publish
from tests.admin.forms import queries
from tests.factories import (
    CitationFactory,
    RequestExtensionFactory,
    RequestFactory,
    ResponseFactory,
    SnapshotFactory,
    make_case,
)

AtDesk = Callable[[User], Client]


def board(name: str, user: User) -> dashboard.Board:
    return next(each for each in dashboard.boards_of(user) if each.name == name)


def titles(name: str, user: User) -> list[str]:
    return [entry.title for entry in board(name, user).entries]


def rename(claim: Claim, by: User) -> None:
    fresh = Claim.objects.get(pk=claim.pk)
    fresh.title = "Newspaper: renamed"
    editing.save(by=by, record=fresh)


def listed(client: Client, url: str) -> list[Any]:
    return list(client.get(url).context["cl"].result_list)


# --- Boards --------------------------------------------------------------------------------------------------------------


def test_review_waits_for_colleagues_of_its_author(editor: User, publisher: User, case: Claim) -> None:
    rename(case, editor)
    review.submit(by=editor, claim_id=case.pk)
    assert titles("reviews", publisher) == ["Newspaper: renamed"]
    assert titles("reviews", editor) == []


def test_contributor_has_no_board_of_reviews(contributor: User) -> None:
    assert "reviews" not in [each.name for each in dashboard.boards_of(contributor)]


def test_published_case_that_was_changed_is_pending(editor: User, case: Claim) -> None:
    publish(case)
    assert titles("pending", editor) == []
    rename(case, editor)
    assert titles("pending", editor) == ["Newspaper: renamed"]


def test_assigning_makes_no_pending_change(editor: User, case: Claim) -> None:
    publish(case)
    casework.assign(by=editor, claim_id=case.pk, assignee=editor)
    assert titles("pending", editor) == []
    assert titles("mine", editor) == [case.title]


def test_published_claim_without_answer_is_reminded_of_after_some_days(editor: User) -> None:
    unanswered, _answered = make_case([None]), publish(make_case(["denies"]))
    unanswered.involvements.update(unasked_reason="Nobody could be reached.")
    publish(unanswered)
    assert titles("unanswered", editor) == []
    DeskSettings.objects.update(unanswered_days=0)
    assert titles("unanswered", editor) == [unanswered.title]


def test_quote_that_is_not_found_is_shown_until_it_is_removed(editor: User, case: Claim) -> None:
    quote = CitationFactory(claim=case, anchor="not_found", exact="Never said.")
    assert titles("not-found", editor) == ["“Never said.”"]
    editing.remove(by=editor, record=quote)
    assert titles("not-found", editor) == []


def test_source_that_was_captured_again_after_it_was_cited_has_changed(editor: User, case: Claim) -> None:
    quote = CitationFactory(claim=case)
    quote.snapshot, quote.start, quote.end = SnapshotFactory(source=quote.source), 0, 5
    quote.save()
    assert titles("sources", editor) == []
    SnapshotFactory(source=quote.source)
    assert titles("sources", editor) == [quote.source.title]
    assert Snapshot.objects.count() == 2


def test_draft_is_seen_by_its_author_only(editor: User, publisher: User, case: Claim) -> None:
    Draft.objects.create(user=editor, claim=case, form="/admin/claims/claim/ title", fields={"title": "x"})
    assert titles("drafts", editor) == [case.title]
    assert titles("drafts", publisher) == []


def test_published_this_week(editor: User, case: Claim) -> None:
    publish(case)
    assert titles("published", editor) == [case.title]


def test_failed_jobs_are_for_administrators(editor: User, administrator: User, at_desk: AtDesk) -> None:
    assert "jobs" not in [each.name for each in dashboard.boards_of(editor)]
    assert board("jobs", administrator).count == "0"
    assert at_desk(editor).get("/admin/jobs/").status_code == 403
    assert at_desk(administrator).get("/admin/jobs/").status_code == 200


def test_board_counts_to_ninety_nine(editor: User) -> None:
    entries = [dashboard.Entry("x", "/")] * dashboard.HELD
    assert dashboard.Board("x", "x", "", "", entries).count == "99+"
    assert len(dashboard.Board("x", "x", "", "", entries).newest) == 5


# --- Deadlines -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deadline", "is_overdue"),
    [
        ({"value": "2018-08-08"}, False),
        ({"value": "2018-08-07"}, True),
        ({"value": "2018-08"}, False),
        ({"value": "2018-07"}, True),
        ({"value": "2018"}, False),
        ({"value": "2017"}, True),
        ({"value": "2018-08-08T14:00+02:00"}, True),
        ({"value": "2018-08-08T14:01+02:00"}, False),
        ({"not_after": "2018-08-07"}, True),
        ({"stated": "soon"}, False),
        (None, False),
    ],
)
def test_deadline_has_passed_at_the_end_of_its_period(
    deadline: dict[str, str] | None, is_overdue: bool, editor: User, clock: Any
) -> None:
    RequestFactory(deadline=deadline)
    assert waiting.overdue(timezone.now()).exists() == is_overdue


def test_extension_moves_the_deadline(editor: User, clock: Any) -> None:
    request = RequestFactory(deadline={"value": "2018-08-07"})
    RequestExtensionFactory(request=request, until={"value": "2018-08-10"})
    assert not waiting.overdue(timezone.now()).exists()
    assert waiting.overdue(timezone.now() + timedelta(days=3)).get() == request
    clock.shift(timedelta(days=3).total_seconds())
    (board,) = (each for each in dashboard.boards_of(editor) if each.name == "overdue")
    assert "until 10 August 2018" in board.entries[0].detail


def test_request_that_was_answered_is_not_overdue(editor: User, clock: Any) -> None:
    request: Request = RequestFactory(deadline={"value": "2018-08-07"})
    ResponseFactory(claim=request.claim, party=request.to)
    assert not waiting.overdue(timezone.now()).exists()


# --- The page ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["mine", "reviews", "pending", "unanswered", "overdue", "not-found", "sources", "published"]
)
def test_board_leads_to_its_list(name: str, publisher: User, editor: User, at_desk: AtDesk, case: Claim) -> None:
    url = board(name, publisher).url
    make_case()
    assert listed(at_desk(publisher), url) == []


def test_list_of_a_board_holds_its_rows(publisher: User, editor: User, at_desk: AtDesk, case: Claim) -> None:
    rename(case, editor)
    review.submit(by=editor, claim_id=case.pk)
    make_case()
    assert listed(at_desk(publisher), board("reviews", publisher).url) == [case]


def test_empty_desk_says_so(editor: User, at_desk: AtDesk) -> None:
    page = at_desk(editor).get("/admin/").content.decode()
    assert "No case is assigned to you." in page
    assert "/admin/claims/claim/new/" in page


def test_page_takes_the_same_few_queries_for_one_and_ten(administrator: User, at_desk: AtDesk) -> None:
    client = at_desk(administrator)
    for claim in [make_case() for _ in range(1)]:
        casework.assign(by=administrator, claim_id=claim.pk, assignee=administrator)
    few, _size = queries(client, "/admin/")
    for claim in [make_case() for _ in range(10)]:
        casework.assign(by=administrator, claim_id=claim.pk, assignee=administrator)
    many, _size = queries(client, "/admin/")
    assert few == many <= 20


def test_page_is_closed_to_the_public_and_to_strangers(stranger: User, client: Client, at_desk: AtDesk) -> None:
    assert client.get("/admin/").status_code == 302
    assert at_desk(stranger).get("/admin/").status_code == 302


def test_page_is_german_in_german(editor: User, at_desk: AtDesk) -> None:
    assert at_desk(editor).get("/de/admin/").headers["Content-Language"] == "de"
