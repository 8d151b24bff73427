"""Verifying the record: whoever gets past the triggers is found, and the first misfit is named."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from claims.actions.verifying import verify_record
from claims.models import Redaction, Revision, User
from tests import cast, databases
from tests.actions import desk
from tests.factories import make_case

CHANGED = "its hash is not that of its members; one of them was changed"
TAMPERED = [
    ("UPDATE claims_revision SET position = 9 WHERE position = 3", 9, "position 3 is missing"),
    ("UPDATE claims_revision SET note = 'Other.' WHERE position = 2", 2, CHANGED),
    ("UPDATE claims_revision SET kind = 'typo' WHERE position = 2", 2, CHANGED),
    ("UPDATE claims_revision SET published_at = published_at - interval '1 day' WHERE position = 1", 1, CHANGED),
    ("UPDATE claims_revision SET content_hash = repeat('0', 64) WHERE position = 3", 3, CHANGED),
    ("UPDATE claims_revision SET hash = repeat('0', 64) WHERE position = 1", 1, CHANGED),
    ("UPDATE claims_revision SET hash = repeat('0', 64) WHERE position = 3", 3, CHANGED),
    (
        "UPDATE claims_revision SET previous_hash = repeat('0', 64) WHERE position = 2",
        2,
        "its previous hash is not the hash of the revision before it",
    ),
    ("UPDATE claims_revision SET number = 7 WHERE position = 2", 2, "it has number 7 where 2 follows"),
    (
        "UPDATE claims_revisiondocument SET content = content || ' ' WHERE revision_id = (SELECT id FROM claims_revision"
        " WHERE position = 2)",
        2,
        "its document is not the one that was published: the content hash differs",
    ),
    (
        "UPDATE claims_revisiondocument SET content = NULL, salt = NULL WHERE revision_id = (SELECT id FROM claims_revision"
        " WHERE position = 1)",
        1,
        "its document is blank and no redaction is recorded",
    ),
    (
        "INSERT INTO claims_redaction (revision_id, reason, by_id, at) SELECT id, 'Names a child.', actor_id, now()"
        " FROM claims_revision WHERE position = 2",
        2,
        "its redaction is recorded, and its document is still there",
    ),
    (
        "DELETE FROM claims_revisiondocument WHERE revision_id = (SELECT id FROM claims_revision WHERE position = 3)",
        3,
        "its document is missing",
    ),
    (
        "UPDATE claims_publication SET revision_id = (SELECT id FROM claims_revision WHERE position = 1)"
        " WHERE claim_id = (SELECT claim_id FROM claims_revision WHERE position = 1)",
        1,
        "the public page does not show the latest revision of its claim",
    ),
    (
        "DELETE FROM claims_publication WHERE claim_id = (SELECT claim_id FROM claims_revision WHERE position = 3)",
        3,
        "its claim has lost its public page",
    ),
]


@pytest.fixture(scope="module")
def record(django_db_setup: None, django_db_blocker: Any) -> Iterator[databases.Database]:
    """Two revisions of one claim and one of another, in a copy where no trigger stops anybody."""
    with databases.copied() as database:
        with django_db_blocker.unblock(), databases.in_use(database):
            claim = make_case()
            desk.publish(claim)
            desk.change(claim, by=cast.member("editor"), title="Courier: another title")
            desk.publish(claim)
            desk.publish(make_case())
        with database.connect() as raw:
            for table in ("revision", "revisiondocument", "redaction", "publication", "standingstep", "publishedparty",
                          "publishedsource", "publishedstance"):  # fmt: skip
                raw.execute(f"ALTER TABLE claims_{table} DISABLE TRIGGER ALL")
        yield database


@pytest.fixture
def three_revisions(record: databases.Database, django_db_blocker: Any) -> Iterator[CursorWrapper]:
    """What is done to them is undone after the test."""
    with django_db_blocker.unblock(), databases.in_use(record), transaction.atomic(), connection.cursor() as cursor:
        yield cursor
        transaction.set_rollback(True)


@pytest.mark.parametrize(("statement", "position", "reason"), TAMPERED)
def test_tampering_is_found(statement: str, position: int, reason: str, three_revisions: CursorWrapper) -> None:
    assert verify_record().finding is None
    three_revisions.execute(statement)
    finding = verify_record().finding
    assert finding is not None
    assert (finding.position, finding.reason) == (position, reason)
    assert str(finding).startswith(f"Position {position} (claim ")


def test_first_misfit_is_named(three_revisions: CursorWrapper) -> None:
    three_revisions.execute("UPDATE claims_revision SET note = 'Other.'")
    verification = verify_record()
    assert verification.finding is not None
    assert (verification.finding.position, verification.revisions) == (1, 0)


@pytest.mark.django_db
def test_empty_record_fits() -> None:
    verification = verify_record()
    assert (verification.revisions, verification.head, verification.finding) == (0, "", None)


@pytest.mark.django_db
def test_head_is_the_hash_of_the_last_revision() -> None:
    done: list[int] = []
    desk.publish(make_case())
    last = desk.publish(make_case())
    verification = verify_record(done.append)
    assert (verification.revisions, verification.head, done) == (2, last.hash, [1, 2])


@pytest.mark.django_db
def test_recorded_redaction_is_no_misfit(publisher: User) -> None:
    revision = desk.publish(make_case())
    Redaction.objects.create(revision=revision, reason="Names a child.", by=publisher)
    verification = verify_record()
    assert (verification.revisions, verification.finding, verification.redacted) == (1, None, 1)
    assert Revision.objects.get().content_hash == revision.content_hash


@pytest.mark.django_db
def test_whole_record_is_read_in_a_constant_number_of_queries(django_assert_num_queries: object) -> None:
    for _ in range(3):
        desk.publish(make_case())
    with django_assert_num_queries(3):  # type: ignore[operator]
        assert verify_record().revisions == 3
