"""The two-person rule sees changes of the parties, sources, topics and scales that a case shares with others."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions import editing, provenance, review
from claims.actions.shared_changes import shared_changes
from claims.errors import NotPermitted
from claims.models import Claim, Party, PartyAlias, User
from tests.actions import desk
from tests.factories import (
    AssessmentFactory,
    PartyFactory,
    RatingScaleFactory,
    SourceFactory,
    TopicFactory,
    make_case,
)

pytestmark = pytest.mark.django_db


def edited(by: User) -> Claim:
    """A draft that this user has worked on."""
    return desk.change(make_case(), by=by, title="Courier: another title")


def shared_record(claim: Claim, kind: str) -> Any:
    """A record that the case shares with others."""
    source = claim.citations.get().source
    if kind == "source":
        return source
    if kind == "relayed source":
        source.relays.add(relayed := SourceFactory())
        return relayed
    if kind == "topic":
        claim.topics.add(topic := TopicFactory())
        return topic
    if kind == "scale":
        return AssessmentFactory(claim=claim, scale=RatingScaleFactory()).scale
    party = PartyFactory()
    if kind == "publisher":
        type(source).objects.filter(pk=source.pk).update(publisher=party)
    else:
        Party.objects.filter(involvements__claim=claim).update(affiliation=party)
    return party


def changed_column(record: Any) -> str:
    return "title" if hasattr(record, "title") else "name"


def test_changing_a_shared_record_of_the_case_is_work_too(publisher: User) -> None:
    claim = make_case()
    party = claim.involvements.get().party
    editing.save(by=publisher, record=PartyAlias(party=party, name="WSJ"))
    assert review.changed_by(claim) == {publisher.pk}


@pytest.mark.parametrize("kind", ["source", "publisher", "affiliation", "topic", "scale", "relayed source"])
def test_every_kind_of_shared_record_counts(kind: str, publisher: User) -> None:
    claim = make_case()
    shared = shared_record(claim, kind)
    with provenance.act(by=publisher, cause="tidy up"):
        type(shared)._base_manager.filter(pk=shared.pk).update(**{changed_column(shared): "Another name"})
    assert review.changed_by(claim) == {publisher.pk}


def test_shared_record_of_another_case_does_not_count(publisher: User) -> None:
    claim = make_case()
    editing.save(by=publisher, record=PartyAlias(party=make_case().involvements.get().party, name="WSJ"))
    assert review.changed_by(claim) == set()


def test_shared_record_changed_before_the_last_revision_no_longer_counts(publisher: User) -> None:
    claim = make_case()
    editing.save(by=publisher, record=PartyAlias(party=claim.involvements.get().party, name="WSJ"))
    desk.publish(claim)
    assert review.changed_by(claim) == set()


def test_publishing_a_shared_record_does_not_change_it(publisher: User, editor: User) -> None:
    claim = edited(editor)
    desk.publish(claim, by=publisher)
    assert review.changed_by(claim) == set()


def test_author_of_a_shared_change_may_not_approve(editor: User, publisher: User) -> None:
    claim = edited(editor)
    editing.save(by=publisher, record=PartyAlias(party=claim.involvements.get().party, name="WSJ"))
    review.submit(by=editor, claim_id=claim.pk)
    with pytest.raises(NotPermitted, match="You worked on this case"):
        review.approve(by=publisher, claim_id=claim.pk)


def test_shared_change_that_was_taken_back_voids_an_approval(publisher: User, editor: User) -> None:
    claim = edited(publisher)
    party = claim.involvements.get().party
    review.submit(by=publisher, claim_id=claim.pk)
    review.approve(by=editor, claim_id=claim.pk)
    alias = editing.save(by=publisher, record=PartyAlias(party=party, name="WSJ"))
    editing.remove(by=publisher, record=alias)
    with pytest.raises(NotPermitted):
        desk.publish(claim, by=publisher)


def test_one_query_tells_of_all_of_them() -> None:
    claim = make_case(["denies"] * 10)
    with CaptureQueriesContext(connection) as captured:
        shared_changes(claim)
    assert len(captured) == 1
