"""Withdrawing: a tombstone stays, and nothing follows it."""

import pytest

from claims.actions import editing, loading, publishing, review
from claims.actions.verifying import verify_record
from claims.errors import AlreadyWithdrawn, InvalidRecord, NotPermitted
from claims.models import Claim, Publication, Revision, Submission, User
from claims.vocabulary import Stage
from tests.actions import desk
from tests.actions.rich_case import rich_case
from tests.factories import PointFactory, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def withdrawn(publisher: User) -> Claim:
    claim = make_case()
    desk.publish(claim)
    publishing.withdraw(by=publisher, claim_id=claim.pk, reason="The report was forged.")
    return Claim.objects.get(pk=claim.pk)


def test_withdrawal_is_a_revision_with_its_reason(withdrawn: Claim, publisher: User) -> None:
    last = Revision.objects.filter(claim=withdrawn).last()
    assert last is not None
    assert (last.number, last.kind, last.note, last.actor) == (2, "withdrawal", "The report was forged.", publisher)


def test_tombstone_holds_nothing_of_the_case(withdrawn: Claim) -> None:
    last = Revision.objects.get(claim=withdrawn, number=2)
    assert desk.content(last) == {
        "schema": "tombstone/1",
        "id": str(withdrawn.pk),
        "slug": withdrawn.slug,
        "hides_revisions": False,
    }


def test_lists_no_longer_show_it_and_its_address_still_leads_somewhere(withdrawn: Claim) -> None:
    assert not Publication.objects.public().exists()
    publication = Publication.objects.get(claim=withdrawn)
    assert (publication.is_withdrawn, publication.hides_revisions, publication.revision.number) == (True, False, 2)


def test_old_revisions_are_hidden_where_the_withdrawal_says_so(publisher: User) -> None:
    claim = make_case()
    desk.publish(claim)
    publishing.withdraw(by=publisher, claim_id=claim.pk, reason="Names a child.", hide_revisions=True)
    assert Publication.objects.get(claim=claim).hides_revisions
    assert desk.content(Revision.objects.get(claim=claim, number=2))["hides_revisions"] is True


def test_old_revision_stays_whole(withdrawn: Claim) -> None:
    assert desk.content(Revision.objects.get(claim=withdrawn, number=1))["title"] == withdrawn.title
    assert verify_record().finding is None


@pytest.mark.parametrize("reason", ["", " "])
def test_withdrawal_needs_a_reason(reason: str, publisher: User) -> None:
    claim = make_case()
    desk.publish(claim)
    with pytest.raises(InvalidRecord, match="Say why the claim is withdrawn"):
        publishing.withdraw(by=publisher, claim_id=claim.pk, reason=reason)


def test_draft_is_deleted_instead(publisher: User) -> None:
    with pytest.raises(InvalidRecord, match="was never published; delete the draft instead"):
        publishing.withdraw(by=publisher, claim_id=make_case().pk, reason="Why.")


@pytest.mark.parametrize("role", ["contributor", "editor", "stranger"])
def test_others_than_publishers_may_not(role: str, request: pytest.FixtureRequest) -> None:
    claim = make_case()
    desk.publish(claim)
    with pytest.raises(NotPermitted, match="You may not withdraw claims"):
        publishing.withdraw(by=request.getfixturevalue(role), claim_id=claim.pk, reason="Why.")


def test_nothing_follows(withdrawn: Claim, publisher: User, editor: User) -> None:
    with pytest.raises(AlreadyWithdrawn, match="A withdrawn claim is not published again"):
        desk.publish(withdrawn)
    with pytest.raises(AlreadyWithdrawn, match="already withdrawn"):
        publishing.withdraw(by=publisher, claim_id=withdrawn.pk, reason="Again.")
    with pytest.raises(InvalidRecord, match="withdrawn; there is nothing to review"):
        review.submit(by=editor, claim_id=withdrawn.pk)
    with pytest.raises(NotPermitted, match="withdrawn; its case can no longer be changed"):
        editing.save(by=editor, record=PointFactory.build(claim=withdrawn, order=2))
    assert Revision.objects.filter(claim=withdrawn).count() == 2


def test_file_is_not_loaded_over_it(editor: User, publisher: User) -> None:
    case = rich_case()
    claim = desk.loaded(case, by=editor)
    desk.publish(claim)
    publishing.withdraw(by=publisher, claim_id=claim.pk, reason="Why.")
    with pytest.raises(NotPermitted, match="“rich-case” is withdrawn"):
        loading.load(by=editor, dossier=desk.read(case), replace=True)


def test_record_in_hand_from_before_does_not_bring_it_back(withdrawn: Claim, editor: User) -> None:
    withdrawn.stage = Stage.PUBLISHED  # as it was read before the withdrawal
    with pytest.raises(NotPermitted, match="can no longer be changed"):
        editing.save(by=editor, record=withdrawn)
    assert Claim.objects.get(pk=withdrawn.pk).stage == Stage.WITHDRAWN


def test_withdrawal_ends_an_open_review(publisher: User, editor: User) -> None:
    claim = make_case()
    desk.publish(claim)
    desk.change(claim, by=editor, title="Courier: another title")
    review.submit(by=editor, claim_id=claim.pk)
    publishing.withdraw(by=publisher, claim_id=claim.pk, reason="Why.")
    with pytest.raises(InvalidRecord, match="not handed in for review"):
        review.give_back(by=publisher, claim_id=claim.pk, note="Mend it.")
    assert not Submission.objects.filter(claim=claim).exists()
    assert Claim.objects.get(pk=claim.pk).stage == Stage.WITHDRAWN
