"""Notices: whom a step of a case tells, and the mail that follows, once."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail as outbox
from django.core.mail import EmailMessage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django import app

from claims import jobs
from claims.actions import notices, publishing, review
from claims.models import Claim, DeskSettings, Notice, User
from claims.vocabulary import NoticeKind
from tests import cast
from tests.actions import desk
from tests.factories import AssignmentFactory, ClaimFactory, EditFactory, NoticeFactory, SubmissionFactory, make_case

pytestmark = pytest.mark.django_db


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("to__username", flat=True))


def queued() -> list[UUID]:
    """The notices that a worker would mail."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT args ->> 'notice' FROM procrastinate_jobs WHERE task_name = 'mail_notice' ORDER BY id")
        return [UUID(row[0]) for row in cursor.fetchall()]


def mailable(user: User, **fields: Any) -> Notice:
    User.objects.filter(pk=user.pk).update(email="ada@example.org")
    notice: Notice = NoticeFactory(to=user, **fields)
    return notice


# --- Telling -----------------------------------------------------------------------------------------------------------


def notify(to: Iterable[User], by: User | None = None, claim: Claim | None = None) -> list[Notice]:
    keys = [user.pk for user in to]
    return notices.notify(to=keys, kind=NoticeKind.APPROVED, by=by, claim=claim or ClaimFactory(), text="Fine.")


def test_each_is_told_once_and_never_who_acts(editor: User, publisher: User) -> None:
    notify([editor, publisher, publisher], by=editor)
    assert [notice.to for notice in Notice.objects.all()] == [publisher]


def test_who_has_no_access_to_the_desk_is_not_told(stranger: User, editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(is_active=False)
    assert notify([stranger, editor]) == []


def test_only_those_with_an_address_who_wish_it_get_mail(editor: User, publisher: User, administrator: User) -> None:
    User.objects.exclude(pk=editor.pk).update(email="ada@example.org")
    User.objects.filter(pk=administrator.pk).update(wants_mail=False)
    made = notify([editor, publisher, administrator])
    assert queued() == [notice.pk for notice in made if notice.to == publisher]


def test_queries_do_not_grow_with_the_readers(editor: User) -> None:
    claim = ClaimFactory()
    many = [cast.member("editor", f"editor {number}") for number in range(10)]
    User.objects.update(email="ada@example.org")
    with CaptureQueriesContext(connection) as one:
        notify([editor], claim=claim)
    with CaptureQueriesContext(connection) as ten:
        notify(many, claim=claim)
    assert len(one) == len(ten) == 3


def test_own_notices_are_marked_as_read_and_no_others(editor: User, publisher: User) -> None:
    own, other = NoticeFactory(to=editor), NoticeFactory(to=publisher)
    assert notices.mark_read(by=editor, ids=[other.pk]) == 0
    assert notices.mark_read(by=editor) == 1
    assert list(Notice.objects.filter(read_at=None)) == [other]
    assert notices.mark_read(by=editor, ids=[own.pk]) == 0


# --- Steps of a case ---------------------------------------------------------------------------------------------------


def test_submission_tells_all_who_can_approve_where_nobody_knows_the_case(
    contributor: User, editor: User, publisher: User
) -> None:
    claim = make_case(created_by=contributor)
    EditFactory(claim=claim, by=cast.member("editor", "author"))
    review.submit(by=contributor, claim_id=claim.pk, note="Please look at P2.")
    assert told("submitted") == {"editor", "publisher"}
    assert Notice.objects.values_list("text", flat=True)[0] == "Please look at P2."


def test_submission_tells_only_who_decided_before(editor: User, publisher: User, administrator: User) -> None:
    claim = make_case()
    SubmissionFactory(claim=claim, decision="returned", decided_by=publisher, decided_at="2018-08-08T00:00Z")
    review.submit(by=editor, claim_id=claim.pk)
    assert told("submitted") == {"publisher"}


def test_submission_tells_the_assignee_too(
    contributor: User, editor: User, publisher: User, administrator: User
) -> None:
    claim = make_case()
    AssignmentFactory(claim=claim, assignee=contributor)
    review.submit(by=editor, claim_id=claim.pk)
    assert told("submitted") == {"contributor", "publisher", "administrator"}


def test_submission_tells_authors_where_they_may_approve(editor: User, publisher: User) -> None:
    DeskSettings.objects.update(two_person_rule=False)
    claim = make_case()
    EditFactory(claim=claim, by=publisher)
    review.submit(by=editor, claim_id=claim.pk)
    assert told("submitted") == {"publisher"}


@pytest.mark.parametrize(("decide", "kind"), [(review.approve, "approved"), (review.give_back, "returned")])
def test_decision_tells_the_submitter_and_the_authors(
    decide: Any, kind: str, contributor: User, editor: User, publisher: User
) -> None:
    claim = make_case()
    EditFactory(claim=claim, by=contributor)
    review.submit(by=editor, claim_id=claim.pk)
    decide(by=publisher, claim_id=claim.pk, note="P2 lacks a source.")
    assert told(kind) == {"contributor", "editor"}


def test_publication_tells_creator_assignee_and_submitter(
    contributor: User, editor: User, publisher: User, administrator: User
) -> None:
    claim = make_case(created_by=contributor)
    AssignmentFactory(claim=claim, assignee=administrator)
    review.submit(by=editor, claim_id=claim.pk)
    desk.publish(claim, by=publisher)
    assert told("published") == {"contributor", "editor", "administrator"}


def test_refused_publication_tells_nobody(publisher: User, contributor: User) -> None:
    claim = make_case([], created_by=contributor)
    with pytest.raises(Exception, match="not complete"):
        desk.publish(claim, by=publisher)
    assert not Notice.objects.exists()
    assert not queued()


def test_withdrawal_tells_who_had_handed_in_a_change(editor: User, publisher: User) -> None:
    claim = make_case()
    desk.publish(claim)
    review.submit(by=editor, claim_id=claim.pk)
    publishing.withdraw(by=publisher, claim_id=claim.pk, reason="It names a private person.")
    assert told("withdrawn") == {"editor"}


# --- Mail --------------------------------------------------------------------------------------------------------------


def test_mail_says_who_did_what_with_the_note_and_a_link(editor: User, publisher: User) -> None:
    claim = ClaimFactory(title="Newspaper: bank data")
    assert jobs.mail_notice(str(mailable(editor, by=publisher, claim=claim, kind="approved", text="Fine.").pk))
    message: EmailMessage = outbox.outbox[0]
    assert (message.subject, message.to) == (
        "[factcheck] publisher approved “Newspaper: bank data”.",
        ["ada@example.org"],
    )
    assert f"http://localhost:8000/admin/claims/claim/{claim.pk}/change/" in message.body
    assert "Fine." in message.body


def test_link_of_a_comment_leads_to_the_comments(editor: User) -> None:
    notices.mail(mailable(editor, kind="commented").pk)
    assert "/casework/" in outbox.outbox[0].body


def test_task_of_the_worker_has_the_name_that_is_queued() -> None:
    assert app.tasks[notices.MAIL].retry_strategy is not None


def test_no_mail_goes_out_twice(editor: User) -> None:
    notice = mailable(editor)
    assert [notices.mail(notice.pk), notices.mail(notice.pk)] == [True, False]
    assert len(outbox.outbox) == 1


def test_mail_that_fails_is_tried_again(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    notice = mailable(editor)
    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", lambda message: (_ for _ in ()).throw(ConnectionError()))
        with pytest.raises(ConnectionError):
            notices.mail(notice.pk)
    assert notices.mail(notice.pk)


@pytest.mark.parametrize("change", [{"wants_mail": False}, {"email": ""}, {"is_active": False}])
def test_who_does_not_wish_it_any_more_gets_no_mail(change: dict[str, Any], editor: User) -> None:
    notice = mailable(editor)
    User.objects.filter(pk=editor.pk).update(**change)
    assert not notices.mail(notice.pk)
    assert not outbox.outbox


def test_notice_that_is_gone_sends_nothing() -> None:
    assert not notices.mail(uuid4())


@pytest.mark.parametrize("kind", [kind for kind in NoticeKind if kind != NoticeKind.WEBHOOK])
def test_every_kind_of_a_case_is_a_sentence_about_it(kind: NoticeKind) -> None:
    notice = NoticeFactory(kind=kind, claim__title="Newspaper: bank data")
    assert "“Newspaper: bank data”" in notices.sentence_of(notice)
