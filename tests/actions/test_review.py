"""Review and the two-person rule: nobody who changed anything since the last revision may approve it."""

import pytest

from claims.actions import editing, loading, review
from claims.errors import InvalidRecord, NotPermitted, RecordChanged
from claims.models import Claim, DeskSettings, Edit, Party, Submission, User
from claims.vocabulary import Stage
from tests import cast
from tests.actions import desk
from tests.actions.rich_case import rich_case
from tests.factories import make_case

pytestmark = pytest.mark.django_db
TITLE = "Courier: another title"


def edited(by: User) -> Claim:
    """A draft that this user has worked on."""
    return desk.change(make_case(), by=by, title=TITLE)


def stage_of(claim: Claim) -> str:
    return Claim.objects.get(pk=claim.pk).stage


class TestTwoPersons:
    def test_author_may_not_publish_own_work(self, publisher: User) -> None:
        claim = edited(publisher)
        with pytest.raises(NotPermitted, match="Another person has to approve or publish it"):
            desk.publish(claim, by=publisher)

    def test_another_publisher_may_and_that_is_a_review(self, publisher: User) -> None:
        assert desk.publish(edited(publisher)).is_reviewed

    def test_author_may_publish_what_another_approved(self, publisher: User, editor: User) -> None:
        claim = edited(publisher)
        review.submit(by=publisher, claim_id=claim.pk)
        review.approve(by=editor, claim_id=claim.pk)
        assert desk.publish(claim, by=publisher).is_reviewed

    def test_edit_voids_an_approval(self, publisher: User, editor: User) -> None:
        claim = edited(publisher)
        review.submit(by=publisher, claim_id=claim.pk)
        review.approve(by=editor, claim_id=claim.pk)
        desk.change(claim, by=publisher, title="Courier: a third title")
        with pytest.raises(NotPermitted):
            desk.publish(claim, by=publisher)

    def test_edit_that_was_taken_back_voids_it_too(self, publisher: User, editor: User) -> None:
        claim = edited(publisher)
        review.submit(by=publisher, claim_id=claim.pk)
        review.approve(by=editor, claim_id=claim.pk)
        desk.change(claim, by=publisher, title="Courier: a third title")
        desk.change(claim, by=publisher, title=TITLE)
        with pytest.raises(NotPermitted):
            desk.publish(claim, by=publisher)

    def test_approval_from_before_the_last_revision_counts_no_more(self, publisher: User, editor: User) -> None:
        claim = edited(editor)
        review.submit(by=editor, claim_id=claim.pk)
        review.approve(by=publisher, claim_id=claim.pk)
        desk.publish(claim)
        desk.change(claim, by=editor, title="Courier: corrected")
        desk.publish(claim)
        author = cast.member("publisher", "author")
        desk.change(claim, by=author, title=TITLE)
        with pytest.raises(NotPermitted):
            desk.publish(claim, by=author)

    def test_work_before_the_last_revision_no_longer_counts(self, publisher: User, editor: User) -> None:
        claim = edited(publisher)
        desk.publish(claim)
        desk.change(claim, by=editor, title="Courier: corrected")
        assert desk.publish(claim, by=publisher).is_reviewed

    def test_removing_and_loading_are_work_too(self, publisher: User) -> None:
        claim = make_case(["denies", None])
        editing.remove(by=publisher, record=claim.points.get(order=2))
        assert review.changed_by(claim) == {publisher.pk}
        loading.load(by=publisher, dossier=desk.read(rich_case()))
        assert review.changed_by(Claim.objects.get(slug="rich-case")) == {publisher.pk}

    def test_administrator_overrides_with_a_recorded_reason(self, administrator: User) -> None:
        claim = edited(administrator)
        revision = desk.publish(claim, by=administrator, override_reason=" Nobody else is here. ")
        assert (revision.is_reviewed, revision.override_reason) == (False, "Nobody else is here.")

    @pytest.mark.parametrize("reason", ["", "  "])
    def test_administrator_needs_the_reason(self, reason: str, administrator: User) -> None:
        with pytest.raises(NotPermitted):
            desk.publish(edited(administrator), by=administrator, override_reason=reason)

    def test_publisher_cannot_override(self, publisher: User) -> None:
        with pytest.raises(NotPermitted):
            desk.publish(edited(publisher), by=publisher, override_reason="I want to.")

    def test_switched_off_the_rule_leaves_it_recorded_as_unreviewed(self, publisher: User) -> None:
        DeskSettings.objects.update(two_person_rule=False)
        assert not desk.publish(edited(publisher), by=publisher).is_reviewed

    def test_rule_is_on_where_the_settings_have_no_row(self) -> None:
        assert review.is_two_person_rule_on()
        DeskSettings.objects.all().delete()
        assert review.is_two_person_rule_on()

    def test_command_is_recorded_as_unreviewed(self, publisher: User) -> None:
        assert not desk.publish(edited(publisher), by=publisher, is_reviewed=False).is_reviewed


class TestSubmission:
    def test_submitting_hands_the_case_in(self, contributor: User) -> None:
        claim = make_case(created_by=contributor)
        review.submit(by=contributor, claim_id=claim.pk, note=" Please look. ")
        assert stage_of(claim) == Stage.IN_REVIEW
        assert Submission.objects.get(claim=claim).note == "Please look."

    def test_submitting_again_replaces_what_was_open(self, editor: User) -> None:
        claim = edited(editor)
        review.submit(by=editor, claim_id=claim.pk)
        review.submit(by=editor, claim_id=claim.pk)
        assert Submission.objects.filter(claim=claim).count() == 1

    def test_contributor_may_not_submit_the_draft_of_another(self, contributor: User) -> None:
        with pytest.raises(NotPermitted, match="You may not submit this case for review"):
            review.submit(by=contributor, claim_id=make_case().pk)

    def test_edit_takes_the_case_out_of_review(self, editor: User) -> None:
        claim = edited(editor)
        review.submit(by=editor, claim_id=claim.pk)
        desk.change(claim, by=editor, title="Courier: a third title")
        assert stage_of(claim) == Stage.DRAFT

    @pytest.mark.parametrize("role", ["contributor", "stranger"])
    def test_others_than_editors_may_not_approve(self, role: str, editor: User, request: pytest.FixtureRequest) -> None:
        claim = edited(editor)
        review.submit(by=editor, claim_id=claim.pk)
        with pytest.raises(NotPermitted, match="You may not approve the work of others"):
            review.approve(by=request.getfixturevalue(role), claim_id=claim.pk)

    def test_author_may_not_approve(self, editor: User, publisher: User) -> None:
        claim = edited(editor)
        review.submit(by=publisher, claim_id=claim.pk)
        for author in (editor, publisher):
            with pytest.raises(NotPermitted, match="You worked on this case since the last revision"):
                review.approve(by=author, claim_id=claim.pk)

    def test_approval_names_who_and_when(self, editor: User, publisher: User) -> None:
        claim = edited(editor)
        review.submit(by=editor, claim_id=claim.pk)
        done = review.approve(by=publisher, claim_id=claim.pk, note="Well done.")
        assert (done.decision, done.decided_by, done.decision_note) == ("approved", publisher, "Well done.")
        assert done.decided_at is not None

    def test_content_that_changed_past_the_desk_is_not_approved(self, editor: User, publisher: User) -> None:
        claim = edited(editor)
        review.submit(by=editor, claim_id=claim.pk)
        Party.objects.filter(claims_made=claim).update(name="Renamed")
        with pytest.raises(RecordChanged, match="edited after it was handed in"):
            review.approve(by=publisher, claim_id=claim.pk)

    def test_nothing_is_decided_that_was_not_handed_in(self, publisher: User) -> None:
        with pytest.raises(InvalidRecord, match="The case is not handed in for review"):
            review.approve(by=publisher, claim_id=make_case().pk)

    @pytest.mark.parametrize("note", ["", " "])
    def test_giving_back_needs_a_note(self, note: str, editor: User, publisher: User) -> None:
        claim = edited(editor)
        review.submit(by=editor, claim_id=claim.pk)
        with pytest.raises(InvalidRecord, match="Say what has to be mended"):
            review.give_back(by=publisher, claim_id=claim.pk, note=note)

    def test_given_back_case_is_a_draft_again(self, editor: User, publisher: User) -> None:
        claim = edited(editor)
        review.submit(by=editor, claim_id=claim.pk)
        done = review.give_back(by=publisher, claim_id=claim.pk, note="The date is missing.")
        assert (done.decision, done.decision_note) == ("returned", "The date is missing.")
        assert stage_of(claim) == Stage.DRAFT

    def test_given_back_change_leaves_the_claim_published(self, editor: User, publisher: User) -> None:
        claim = edited(editor)
        desk.publish(claim)
        desk.change(claim, by=editor, title="Courier: a third title")
        review.submit(by=editor, claim_id=claim.pk)
        review.give_back(by=publisher, claim_id=claim.pk, note="No.")
        assert stage_of(claim) == Stage.PUBLISHED

    def test_publishing_settles_what_was_open(self, editor: User, publisher: User) -> None:
        claim = edited(editor)
        review.submit(by=editor, claim_id=claim.pk)
        desk.publish(claim, by=publisher)
        assert Submission.objects.get(claim=claim).decided_by == publisher

    def test_every_change_is_recorded_with_its_author(self, editor: User) -> None:
        claim = edited(editor)
        assert list(Edit.objects.filter(claim=claim).values_list("by__username", "what")) == [
            ("editor", f"changed: claim {TITLE}")
        ]
