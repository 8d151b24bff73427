"""A case that follows the rules passes them."""

import pytest

from claims.vocabulary import CLAIMANT_STANCES, RESPONDENT_STANCES
from tests.factories import (
    CitationFactory,
    ClaimFactory,
    PartyFactory,
    PointFactory,
    RequestFactory,
    ResponseFactory,
    RevisionFactory,
    StanceFactory,
    make_case,
)
from tests.models.guards.record import case_with_answer
from tests.models.refusals import check_deferred_rules

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("word", RESPONDENT_STANCES)
def test_subject_may_take_stance(word: str) -> None:
    make_case([word])
    check_deferred_rules()


@pytest.mark.parametrize("word", CLAIMANT_STANCES)
def test_claimant_may_take_stance(word: str) -> None:
    claim = ClaimFactory()
    StanceFactory(response=ResponseFactory(claim=claim, party=claim.claimant), stance=word)
    check_deferred_rules()


def test_party_that_was_asked_may_answer() -> None:
    claim, asked = ClaimFactory(), PartyFactory()
    response = ResponseFactory(claim=claim, party=asked)  # before the request: the rule waits for the end
    RequestFactory(claim=claim, to=asked, response=response, outcome="answered")
    check_deferred_rules()


def test_claim_of_unknown_claimant_can_be_denied() -> None:
    make_case(["denies"], claimant=None)
    check_deferred_rules()


def test_removed_point_leaves_its_place() -> None:
    first = PointFactory(is_removed=True, order=1)
    PointFactory(claim=first.claim, order=1)


def test_citations_of_the_stances_are_enough() -> None:
    claim = case_with_answer(citations=0, stances=1, cited_stances=1)
    RevisionFactory(claim=claim)


def test_stance_inherits_the_citations_of_its_response() -> None:
    claim = case_with_answer(citations=1, stances=2, cited_stances=0)
    RevisionFactory(claim=claim)


def test_incomplete_case_can_be_withdrawn() -> None:
    claim = RevisionFactory().claim
    claim.points.update(is_removed=True)
    RevisionFactory(claim=claim, kind="withdrawal")


def test_citation_may_serve_many_parts_of_its_case() -> None:
    claim = make_case()
    citation = CitationFactory(claim=claim)
    claim.citations_of_claim.add(citation)
    claim.points.get().citations.add(citation)
    claim.stances.get().citations.add(citation)
    assert citation.cited_for_points.get() == claim.points.get()
