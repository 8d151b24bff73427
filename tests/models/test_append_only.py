"""The record can only be added to: not by a superuser, not with triggers switched to replica, not by another role."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

from tests.models.guards import record
from tests.models.refusals import check_deferred_rules, execute, refused

ATTEMPTS = {
    "UPDATE claims_revision SET note = 'rewritten'": record.MAKES["claims_revision"],
    "UPDATE claims_redaction SET reason = 'rewritten'": record.MAKES["claims_redaction"],
    "UPDATE claims_revisiondocument SET content = NULL, salt = NULL": record.MAKES["claims_revisiondocument"],
    "UPDATE claims_change SET actor_id = NULL": record.MAKES["claims_change"],
    "DELETE FROM claims_revision": record.MAKES["claims_revision"],
    "DELETE FROM claims_redaction": record.MAKES["claims_redaction"],
    "DELETE FROM claims_revisiondocument": record.MAKES["claims_revisiondocument"],
    "DELETE FROM claims_change": record.MAKES["claims_change"],
    "TRUNCATE claims_revision CASCADE": record.MAKES["claims_revision"],
    "TRUNCATE claims_redaction": record.MAKES["claims_redaction"],
    "TRUNCATE claims_revisiondocument": record.MAKES["claims_revisiondocument"],
    "TRUNCATE claims_change": record.MAKES["claims_change"],
    "MERGE INTO claims_revision AS r USING (SELECT 1) AS one ON true WHEN MATCHED THEN DELETE": record.MAKES[
        "claims_revision"
    ],
}


def as_superuser() -> None:
    """As whoever owns the tables, and where the server is ours that is a superuser."""


def as_replica() -> None:
    """Triggers of the ordinary kind do not fire then."""
    execute("SET session_replication_role = replica")


def as_other_role() -> None:
    """A role with every right on every table."""
    execute("CREATE ROLE claims_test_guest")
    execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO claims_test_guest")
    execute("SET ROLE claims_test_guest")


@pytest.fixture
def superuser(db: None) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT usesuper FROM pg_user WHERE usename = current_user")
        is_superuser = cursor.fetchone()[0]
    if not is_superuser:
        pytest.skip("on this server the tests run without a superuser")
    yield
    execute("RESET ROLE")
    execute("RESET session_replication_role")


@pytest.mark.usefixtures("superuser")
@pytest.mark.parametrize("become", [as_superuser, as_replica, as_other_role])
@pytest.mark.parametrize(("statement", "make"), ATTEMPTS.items(), ids=ATTEMPTS)
def test_record_refuses(statement: str, make: Callable[[], Any], become: Callable[[], None]) -> None:
    make()
    check_deferred_rules()
    become()
    with refused(record.APPEND_ONLY):
        execute(statement)


@pytest.mark.usefixtures("superuser")
@pytest.mark.parametrize("become", [as_superuser, as_replica, as_other_role])
def test_document_is_blanked_with_a_redaction(become: Callable[[], None]) -> None:
    document = record.MAKES["claims_redaction"]().revision.document
    check_deferred_rules()
    become()
    execute(
        "UPDATE claims_revisiondocument SET content = NULL, salt = NULL"
    )  # once more: it has been, by the redaction
    document.refresh_from_db()
    assert (document.content, document.salt) == (None, None)
