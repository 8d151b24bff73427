"""Changing working records: rights, versions, refusals with a sentence, and what is never deleted."""

from typing import Any

import pytest

from claims.actions import editing, review
from claims.errors import InvalidRecord, NotPermitted, RecordChanged
from claims.models import Citation, Claim, Edit, Party, PartyAlias, Point, Response, User
from claims.vocabulary import Stage
from tests.actions import desk
from tests.factories import (
    AssessmentFactory,
    CitationFactory,
    ClaimFactory,
    HedgeFactory,
    PartyAliasFactory,
    PartyFactory,
    PointFactory,
    RatingScaleFactory,
    RequestFactory,
    ResponseFactory,
    SourceFactory,
    make_case,
)

pytestmark = pytest.mark.django_db


class TestSaving:
    def test_new_claim_belongs_to_who_made_it(self, contributor: User) -> None:
        claim = ClaimFactory.build(claimant=PartyFactory())
        editing.save(by=contributor, record=claim)
        assert Claim.objects.get(pk=claim.pk).created_by == contributor

    def test_links_are_set_with_the_record(self, editor: User) -> None:
        claim = make_case()
        point = claim.points.get()
        editing.save(by=editor, record=point, links={"citations": claim.citations.all()})
        assert point.citations.count() == 1

    def test_change_counts_the_version(self, editor: User) -> None:
        assert desk.change(make_case(), by=editor, title="Other").version == 2

    def test_change_from_an_old_version_is_refused(self, editor: User) -> None:
        claim = make_case()
        desk.change(claim, by=editor, title="Courier: another title")
        with pytest.raises(RecordChanged, match="Somebody else saved this claim since you opened it"):
            editing.save(by=editor, record=claim, version=1)
        assert Claim.objects.get(pk=claim.pk).title == "Courier: another title"

    def test_record_in_hand_does_not_set_back_what_publishing_wrote(self, editor: User) -> None:
        claim = make_case()
        desk.publish(claim)  # `claim` still says draft
        editing.save(by=editor, record=claim)
        fresh = Claim.objects.get(pk=claim.pk)
        assert (fresh.stage, fresh.is_published) == (Stage.PUBLISHED, True)

    def test_wrong_field_is_named(self, editor: User) -> None:
        with pytest.raises(InvalidRecord, match="The record was not saved") as refused:
            editing.save(by=editor, record=PointFactory.build(claim=make_case(), order=2, text=""))
        assert refused.value.fields.keys() == {"text"}

    def test_rule_of_the_database_is_refused_by_its_sentence(self, editor: User) -> None:
        claim = make_case()
        stranger = ResponseFactory.build(claim=claim, order=2, party=PartyFactory(name="Nobody"))
        with pytest.raises(InvalidRecord, match="A response by Nobody, a stranger to the case"):
            editing.save(by=editor, record=stranger)
        assert claim.responses.count() == 1

    def test_rule_of_a_model_is_refused_by_its_message(self) -> None:
        claim = make_case()
        with (
            pytest.raises(InvalidRecord, match="Another point already has this place"),
            editing.refusals_of_the_database(),
        ):
            Point.objects.create(claim=claim, order=1, text="Again.")

    def test_refused_change_leaves_no_edit(self, editor: User) -> None:
        claim = make_case()
        with pytest.raises(InvalidRecord):
            editing.save(by=editor, record=PointFactory.build(claim=claim, order=2, text=""))
        assert not Edit.objects.exists()

    def test_published_response_is_unaltered(self, editor: User) -> None:
        claim = make_case()
        desk.publish(claim)
        response = claim.responses.get()
        passage = response.passages.get()
        passage.text = "Das ist wahr."
        with pytest.raises(InvalidRecord, match="words of a published response are unaltered"):
            editing.save(by=editor, record=passage)
        response.made_at = {"value": "2018-08-09"}
        with pytest.raises(InvalidRecord, match="A published response is unaltered"):
            editing.save(by=editor, record=response)

    def test_remark_on_a_published_response_may_change(self, editor: User) -> None:
        claim = make_case()
        desk.publish(claim)
        response = Response.objects.get(claim=claim)
        response.remark = "In the present tense."
        editing.save(by=editor, record=response)
        assert desk.content(desk.publish(claim))["responses"][0]["remark"] == "In the present tense."


class TestRights:
    def test_contributor_changes_own_draft_only(self, contributor: User) -> None:
        desk.change(make_case(created_by=contributor), by=contributor, title="Own")
        with pytest.raises(NotPermitted, match="You may not change this case"):
            desk.change(make_case(), by=contributor, title="Of others")

    def test_contributor_no_longer_changes_it_once_it_is_handed_in(self, contributor: User) -> None:
        claim = make_case(created_by=contributor)
        review.submit(by=contributor, claim_id=claim.pk)
        with pytest.raises(NotPermitted):
            desk.change(claim, by=contributor, title="Late")

    def test_what_the_record_in_hand_says_of_its_claim_gives_no_right(self, contributor: User) -> None:
        point = make_case().points.get()
        point.claim.created_by, point.claim.stage = contributor, Stage.DRAFT
        with pytest.raises(NotPermitted):
            editing.save(by=contributor, record=point)

    @pytest.mark.parametrize("make", [ClaimFactory, PartyFactory, SourceFactory])
    def test_stranger_creates_nothing(self, make: Any, stranger: User) -> None:
        with pytest.raises(NotPermitted, match="You may not create claims"):
            editing.save(by=stranger, record=make.build())

    def test_published_party_needs_an_editor(self, contributor: User, editor: User) -> None:
        party = PartyFactory(is_published=True)
        with pytest.raises(NotPermitted, match="This record is published; changing it needs the role editor"):
            editing.save(by=contributor, record=party)
        with pytest.raises(NotPermitted):
            editing.save(by=contributor, record=PartyAlias(party=party, name="Alias"))
        editing.save(by=editor, record=party)

    def test_alias_is_not_moved_away_from_a_published_party(self, contributor: User) -> None:
        alias = PartyAliasFactory(party=PartyFactory(is_published=True))
        alias.party = PartyFactory()
        with pytest.raises(NotPermitted):
            editing.save(by=contributor, record=alias)

    def test_scale_of_a_published_rating_needs_an_editor(self, contributor: User) -> None:
        scale = RatingScaleFactory()
        editing.save(by=contributor, record=scale)
        AssessmentFactory(scale=scale, is_published=True)
        with pytest.raises(NotPermitted):
            editing.save(by=contributor, record=scale)


class TestRemoving:
    def test_unpublished_part_is_deleted(self, editor: User) -> None:
        claim = make_case(["denies", None])
        editing.remove(by=editor, record=claim.points.get(order=2))
        assert Point.objects.filter(claim=claim).count() == 1

    def test_published_part_stays_in_old_revisions(self, editor: User) -> None:
        claim = make_case(["denies", None])
        first = desk.publish(claim)
        editing.remove(by=editor, record=claim.points.get(order=2))
        second = desk.publish(claim)
        assert [len(desk.content(each)["points"]) for each in (first, second)] == [2, 1]
        assert Point.objects.get(claim=claim, order=2).is_removed

    def test_removed_place_is_free_again(self, editor: User) -> None:
        claim = make_case(["denies", None])
        desk.publish(claim)
        editing.remove(by=editor, record=claim.points.get(order=2))
        editing.save(by=editor, record=PointFactory.build(claim=claim, order=2))

    def test_record_that_is_referred_to_names_by_what(self, editor: User) -> None:
        claim = make_case()
        with pytest.raises(InvalidRecord, match="It is still referred to: stance “denies"):
            editing.remove(by=editor, record=claim.points.get())
        party = PartyFactory()
        for _ in range(4):
            SourceFactory(publisher=party)
        with pytest.raises(InvalidRecord, match=r"source “.*…"):
            editing.remove(by=editor, record=party)

    def test_whole_draft_is_deleted(self, editor: User) -> None:
        """Its parts refer to each other, which protects none of them."""
        claim = desk.loaded(by=editor)
        editing.remove(by=editor, record=claim)
        assert not Claim.objects.exists()
        assert not Citation.objects.exists()

    def test_published_claim_is_not_deleted(self, editor: User) -> None:
        claim = make_case()
        desk.publish(claim)
        with pytest.raises(InvalidRecord):
            editing.remove(by=editor, record=Claim.objects.get(pk=claim.pk))
        assert claim.points.exists()
        assert claim.stances.exists()

    def test_contributor_deletes_nothing_of_others(self, contributor: User) -> None:
        claim = make_case(["denies", None])
        with pytest.raises(NotPermitted):
            editing.remove(by=contributor, record=claim.points.get(order=2))

    def test_published_party_is_not_deleted_by_a_contributor(self, contributor: User, editor: User) -> None:
        party = PartyFactory(is_published=True)
        with pytest.raises(NotPermitted):
            editing.remove(by=contributor, record=party)
        with pytest.raises(InvalidRecord, match="cannot be deleted"):
            editing.remove(by=editor, record=party)
        assert Party.objects.filter(pk=party.pk).exists()


def test_case_of_finds_the_claim_of_every_part(editor: User) -> None:
    claim = make_case()
    hedge = HedgeFactory(stance=claim.stances.get())
    request = RequestFactory(claim=claim)
    for part in (claim, hedge, request, CitationFactory(claim=claim), claim.involvements.get()):
        assert editing.case_of(part) == claim
    assert editing.case_of(PartyFactory()) is None
