"""What a date tells those concerned, once each."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from procrastinate.contrib.django import app

from claims import jobs
from claims.actions import reminders
from claims.models import Assignment, Claim, Notice, User
from claims.vocabulary import NoticeKind
from tests.actions import desk
from tests.conftest import NOW
from tests.factories import AssignmentFactory, ClaimFactory, EditFactory, SubmissionFactory, make_case

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def told(kind: NoticeKind) -> list[str]:
    return sorted(Notice.objects.filter(kind=kind).values_list("to__username", flat=True))


def assigned(to: User | None, claim: Claim | None = None, **fields: Any) -> Claim:
    claim = claim or ClaimFactory()
    AssignmentFactory(claim=claim, assignee=to, **fields)
    return claim


def test_assignee_learns_on_the_morning_that_the_case_is_due(editor: User, clock: Any) -> None:
    assigned(editor, due_on=date(2018, 8, 9))
    assert reminders.remind(at=datetime(2018, 8, 9, 5, 59, tzinfo=UTC)) == 0
    clock.move_to(datetime(2018, 8, 9, 6, tzinfo=UTC))
    assert reminders.remind(at=datetime(2018, 8, 9, 6, tzinfo=UTC)) == 1
    assert told(NoticeKind.DUE) == ["editor"]


def test_case_of_nobody_reminds_its_creator(contributor: User, clock: Any) -> None:
    assigned(None, ClaimFactory(created_by=contributor), due_on=TODAY)
    reminders.remind(at=NOW)
    assert told(NoticeKind.DUE) == ["contributor"]


def test_end_of_an_embargo_tells_who_works_on_the_case(
    contributor: User, editor: User, publisher: User, clock: Any
) -> None:
    claim = assigned(editor, ClaimFactory(created_by=contributor), embargo_until=NOW)
    SubmissionFactory(claim=claim, decision="approved", decided_by=publisher, decided_at=NOW)
    assert reminders.remind(at=NOW - timedelta(seconds=1)) == 0
    assert reminders.remind(at=NOW) == 3
    assert told(NoticeKind.FREE) == ["contributor", "editor", "publisher"]


def test_nothing_is_said_twice(editor: User, clock: Any) -> None:
    assigned(editor, due_on=TODAY, embargo_until=NOW)
    assert reminders.remind(at=NOW) == 2
    assert reminders.remind(at=NOW + timedelta(days=3)) == 0


def test_date_that_is_put_off_counts_anew(editor: User, clock: Any) -> None:
    assigned(editor, due_on=TODAY, embargo_until=NOW)
    reminders.remind(at=NOW)
    later = NOW + timedelta(days=1)
    Assignment.objects.update(due_on=later.date(), embargo_until=later)
    clock.move_to(later)
    assert reminders.remind(at=later) == 2


def test_published_case_reminds_nobody_until_it_is_changed(editor: User, clock: Any) -> None:
    claim = make_case()
    desk.publish(claim)
    assigned(editor, claim, due_on=TODAY, embargo_until=NOW)
    assert reminders.remind(at=NOW) == 0
    clock.shift(60)
    EditFactory(claim=claim, by=editor)
    assert reminders.remind(at=NOW) == 2


def test_withdrawn_case_reminds_nobody(editor: User, clock: Any) -> None:
    assigned(editor, ClaimFactory(stage="withdrawn", is_published=True), due_on=TODAY, embargo_until=NOW)
    assert reminders.remind(at=NOW) == 0


def test_reminders_go_out_every_ten_minutes(editor: User, clock: Any) -> None:
    periodic = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert periodic["remind"] == "*/10 * * * *"
    assigned(editor, due_on=TODAY)
    assert jobs.remind(timestamp=int(NOW.timestamp())) == 1
