"""Every trigger refuses what it is there to refuse, whatever program writes, and is the one that does."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.models.guards import SHARED, WATCHED, Guard, answers, cases, kept, messages, record
from tests.models.refusals import check_deferred_rules, execute, name_of, refused

GUARDS = [guard for module in (cases, answers, kept, messages, record) for guard in module.GUARDS]
EFFECTS = {
    ("claims_publication", "claims_search"),
    *((f"claims_{table}", "claims_announced") for table in ("revision", "redaction", "publication")),
    ("claims_redaction", "claims_blanks"),
    ("claims_publication", "claims_words"),
    *((table, "claims_pending") for table in ("claims_publication", "claims_edit")),
    *((table, "claims_slug_freed") for table in SHARED),
    *((table, name) for table in WATCHED for name in ("claims_history", "claims_history_of_truncation")),
}
"""Triggers that refuse nothing but do something, as test_append_only.py, test_slug.py, test_publication.py, test_change.py,
and of words and what waits tests/models/test_search.py and tests/admin/test_waiting_plans.py see."""


@pytest.mark.django_db
@pytest.mark.parametrize("guard", GUARDS, ids=str)
def test_trigger_refuses(guard: Guard) -> None:
    arranged = guard.arrange()
    with refused(guard.constraint, guard.error):
        guard.act(arranged)


@pytest.mark.django_db
@pytest.mark.parametrize("guard", [guard for guard in GUARDS if guard.is_alone], ids=str)
def test_without_the_trigger_nobody_refuses(guard: Guard) -> None:
    arranged = guard.arrange()
    check_deferred_rules()
    execute(f"ALTER TABLE {guard.table} DISABLE TRIGGER {guard.trigger}")
    assert refusal_of(guard, arranged) != guard.constraint


def refusal_of(guard: Guard, arranged: Any) -> str | None:
    """The constraint that the attempt breaks, if any."""
    try:
        with transaction.atomic():
            guard.act(arranged)
            check_deferred_rules()
    except DatabaseError as error:
        return name_of(error)
    return None


@pytest.mark.django_db
def test_every_trigger_is_tried() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE 'claims\\_%'"
        )
        there = set(cursor.fetchall())
    assert there == {(guard.table, guard.trigger) for guard in GUARDS} | EFFECTS
