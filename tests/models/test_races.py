"""Two transactions at once cannot slip past a rule that each of them keeps by itself."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, transaction
from psycopg.errors import LockNotAvailable

from claims.models import Revision
from tests.databases import Database
from tests.factories import ClaimFactory, PartyFactory, ResponseFactory, RevisionFactory, subject_of
from tests.models.guards import change
from tests.models.refusals import name_of

Connection = psycopg.Connection[tuple[Any, ...]]


@pytest.fixture
def other(cloned_database: Database) -> Iterator[Connection]:
    """A second connection, which does not wait long for the first."""
    with cloned_database.connect() as connection:
        connection.execute("SET lock_timeout = '200ms'")
        yield connection


def test_party_leaves_the_case_while_it_answers(other: Connection) -> None:
    claim = ClaimFactory()
    party = subject_of(claim)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():  # noqa: PT012  refused at the end
        ResponseFactory(claim=claim, party=party)
        other.execute("DELETE FROM claims_claimparty WHERE claim_id = %s", [claim.pk])
    assert name_of(caught.value) == "claims_response_by_party_to_the_case"


def test_claimant_changes_while_it_answers_as_another(other: Connection) -> None:
    claim = ClaimFactory()
    party = subject_of(claim)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():  # noqa: PT012  refused at the end
        ResponseFactory(claim=claim, party=party).stances.create(
            claim=claim, point=claim.points.create(order=1, text="It asked."), stance="denies"
        )
        other.execute("UPDATE claims_claim SET claimant_id = %s WHERE id = %s", [party.pk, claim.pk])
    assert name_of(caught.value) == "claims_stance_fits_its_party"


def test_one_slug_is_given_once(other: Connection) -> None:
    first, second = PartyFactory(), PartyFactory()
    statement = "UPDATE claims_party SET slug = 'facebook' WHERE id = %s"
    with transaction.atomic():
        change(first, slug="facebook")
        with pytest.raises(LockNotAvailable):
            other.execute(statement, [second.pk])
    change(first, slug="meta")
    with pytest.raises(psycopg.errors.UniqueViolation):
        other.execute(statement, [second.pk])


def test_two_parties_are_not_merged_into_each_other(other: Connection) -> None:
    first, second = PartyFactory(), PartyFactory()
    statement = "UPDATE claims_party SET merged_into_id = %s WHERE id = %s"
    with transaction.atomic():
        change(first, merged_into_id=second.pk)
        with pytest.raises(LockNotAvailable):
            other.execute(statement, [first.pk, second.pk])
    with pytest.raises(psycopg.IntegrityError):
        other.execute(statement, [first.pk, second.pk])


def test_one_position_of_the_chain_is_taken_once(other: Connection) -> None:
    claim = RevisionFactory().claim
    taken = """
        INSERT INTO claims_revision (id, claim_id, position, number, kind, note, published_at, actor_id, is_reviewed,
            override_reason, content_hash, previous_hash, hash)
        SELECT gen_random_uuid(), claim_id, 2, 2, 'update', 'Why.', now(), actor_id, true, '', content_hash, hash, 'other'
        FROM claims_revision WHERE position = 1
    """
    with transaction.atomic():
        RevisionFactory(claim=claim)
        with pytest.raises(LockNotAvailable):
            other.execute(taken)
    with pytest.raises(psycopg.errors.SerializationFailure):
        other.execute(taken)
    assert list(Revision.objects.values_list("position", flat=True)) == [1, 2]
