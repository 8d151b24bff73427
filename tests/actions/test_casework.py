"""Who looks after a case, what colleagues say about it, and who learns of it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from claims.actions import casework, provenance, publishing
from claims.errors import InvalidRecord, NotPermitted, NotPublishable, RecordChanged
from claims.models import Assignment, Change, Claim, Comment, Notice, Revision, User
from claims.vocabulary import Through
from tests import cast
from tests.actions import desk
from tests.conftest import NOW
from tests.factories import AssignmentFactory, ClaimFactory, CommentFactory, make_case

pytestmark = pytest.mark.django_db


def told(kind: str = "commented") -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("to__username", flat=True))


# --- Assignment --------------------------------------------------------------------------------------------------------


def test_assigning_tells_the_assignee(editor: User, contributor: User) -> None:
    claim = ClaimFactory()
    casework.assign(by=editor, claim_id=claim.pk, assignee=contributor, due_on=date(2018, 8, 10), version=0)
    stored = Assignment.objects.get()
    assert (stored.assignee, stored.due_on, stored.version) == (contributor, date(2018, 8, 10), 1)
    assert told("assigned") == {"contributor"}


def test_assigning_oneself_tells_nobody(editor: User) -> None:
    casework.assign(by=editor, claim_id=ClaimFactory().pk, assignee=editor)
    assert not Notice.objects.exists()


def test_another_date_does_not_tell_the_assignee_again(editor: User, contributor: User) -> None:
    claim = ClaimFactory()
    casework.assign(by=editor, claim_id=claim.pk, assignee=contributor)
    casework.assign(by=editor, claim_id=claim.pk, assignee=contributor, due_on=date(2018, 8, 10), version=1)
    assert Notice.objects.count() == 1


def test_what_changes_nothing_counts_as_no_change(editor: User) -> None:
    claim = AssignmentFactory(assignee=editor).claim
    casework.assign(by=editor, claim_id=claim.pk, assignee=editor, version=1)
    assert Assignment.objects.get().version == 1


@pytest.mark.parametrize("version", [0, 2])
def test_assigning_from_another_version_is_refused(version: int, editor: User) -> None:
    claim = AssignmentFactory().claim
    with pytest.raises(RecordChanged):
        casework.assign(by=editor, claim_id=claim.pk, assignee=editor, version=version)
    assert Assignment.objects.get().assignee != editor


def test_strangers_cannot_be_assigned(editor: User, stranger: User) -> None:
    with pytest.raises(InvalidRecord) as refused:
        casework.assign(by=editor, claim_id=ClaimFactory().pk, assignee=stranger)
    assert "assignee" in refused.value.fields
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("role", ["contributor", "stranger"])
def test_only_editors_assign_the_cases_of_others(role: str, request: pytest.FixtureRequest) -> None:
    user = request.getfixturevalue(role)
    with pytest.raises(NotPermitted):
        casework.assign(by=user, claim_id=ClaimFactory().pk, assignee=user)


def test_contributor_assigns_an_own_draft(contributor: User) -> None:
    claim = ClaimFactory(created_by=contributor)
    assert casework.assign(by=contributor, claim_id=claim.pk, assignee=contributor).version == 1


def test_assignment_is_in_the_history_with_its_actor(editor: User) -> None:
    claim = ClaimFactory()
    with provenance.through(Through.ADMIN):
        casework.assign(by=editor, claim_id=claim.pk, assignee=editor)
    change = Change.objects.get(table="claims_assignment")
    assert (change.actor_id, change.cause, change.through, change.claim_id) == (editor.pk, "assign", "admin", claim.pk)


# --- Embargo -----------------------------------------------------------------------------------------------------------


def embargoed(until: datetime) -> Claim:
    claim = make_case()
    AssignmentFactory(claim=claim, embargo_until=until)
    return claim


@pytest.mark.parametrize("role", ["publisher", "administrator"])
def test_embargoed_case_is_published_by_nobody(role: str, request: pytest.FixtureRequest, clock: None) -> None:
    claim = embargoed(NOW + timedelta(minutes=1))
    with pytest.raises(NotPublishable) as refused:
        publishing.publish(
            by=request.getfixturevalue(role), claim_id=claim.pk, is_reviewed=False, override_reason="Urgent."
        )
    assert refused.value.fields == {"embargo_until": "The case is embargoed until 2018-08-08 12:01 UTC."}
    assert not Revision.objects.exists()


def test_embargo_ends_at_its_moment(clock: None) -> None:
    assert desk.publish(embargoed(NOW)).number == 1


def test_embargo_lets_a_withdrawal_through(publisher: User) -> None:
    claim = make_case()
    desk.publish(claim)
    AssignmentFactory(claim=claim, embargo_until=datetime(2999, 1, 1, tzinfo=UTC))
    assert publishing.withdraw(by=publisher, claim_id=claim.pk, reason="Wrong.").number == 2


# --- Comments ----------------------------------------------------------------------------------------------------------


def test_comment_tells_creator_assignee_and_who_commented_before(
    contributor: User, editor: User, publisher: User, administrator: User
) -> None:
    claim = ClaimFactory(created_by=contributor)
    AssignmentFactory(claim=claim, assignee=editor)
    CommentFactory(claim=claim, by=publisher)
    CommentFactory(claim=claim, by=administrator)
    casework.comment(by=administrator, claim_id=claim.pk, text="Who has the recording?")
    assert told() == {"contributor", "editor", "publisher"}
    assert set(Notice.objects.values_list("text", flat=True)) == {"Who has the recording?"}


@pytest.mark.parametrize("text", ["@publisher look", "See (@publisher).", "Ask @publisher.", "@publisher, @publisher"])
def test_mentioned_colleague_is_told_once(text: str, editor: User, publisher: User) -> None:
    casework.comment(by=editor, claim_id=ClaimFactory().pk, text=text)
    assert list(Notice.objects.values_list("to__username", flat=True)) == ["publisher"]


@pytest.mark.parametrize("text", ["mail@publisher", "publisher", "@nobody", "@editor", "@stranger", "@left"])
def test_who_is_not_mentioned_or_not_of_the_desk_is_not_told(
    text: str, editor: User, publisher: User, stranger: User
) -> None:
    left = cast.member("editor", "left")
    User.objects.filter(pk=left.pk).update(is_active=False)
    casework.comment(by=editor, claim_id=ClaimFactory().pk, text=text)
    assert not Notice.objects.exists()


def test_user_name_may_be_an_address(editor: User) -> None:
    cast.member("editor", "ada@example.org")
    casework.comment(by=editor, claim_id=ClaimFactory().pk, text="@ada@example.org: see P2.")
    assert told() == {"ada@example.org"}


@pytest.mark.parametrize("text", ["", "  ", "x" * 2001, "a\x00b"], ids=["empty", "blank", "long", "nul"])
def test_empty_long_or_unstorable_comment_is_refused(text: str, editor: User) -> None:
    with pytest.raises(InvalidRecord) as refused:
        casework.comment(by=editor, claim_id=ClaimFactory().pk, text=text)
    assert "text" in refused.value.fields
    assert not Comment.objects.exists()


def test_stranger_neither_comments_nor_resolves(stranger: User) -> None:
    comment = CommentFactory()
    with pytest.raises(NotPermitted):
        casework.comment(by=stranger, claim_id=comment.claim_id, text="Hello.")
    with pytest.raises(NotPermitted):
        casework.resolve(by=stranger, comment_id=comment.pk)


def test_comment_is_resolved_once_and_reopened(editor: User, publisher: User) -> None:
    comment = CommentFactory()
    casework.resolve(by=editor, comment_id=comment.pk)
    assert casework.resolve(by=publisher, comment_id=comment.pk).resolved_by == editor
    casework.reopen(by=publisher, comment_id=comment.pk)
    comment.refresh_from_db()
    assert (comment.resolved_by, comment.resolved_at) == (None, None)


def test_comment_voids_no_approval_and_changes_no_version(editor: User) -> None:
    claim = ClaimFactory(stage="in_review")
    casework.comment(by=editor, claim_id=claim.pk, text="Fine.")
    casework.assign(by=editor, claim_id=claim.pk, assignee=editor)
    stored = Claim.objects.get()
    assert (stored.stage, stored.version, stored.edits.count()) == ("in_review", claim.version, 0)
