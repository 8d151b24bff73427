"""What waits is found among many settled cases through indexes, and none of them is looked at one by one."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from claims.admin import waiting
from tests.bench.large_desk import AT, many_cases

pytestmark = pytest.mark.django_db
COUNT = 1_000


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", []):
        yield from nodes(inner)


def read_of(rows: "QuerySet[Any]") -> tuple[int, int]:
    """The most rows that one step of the plan read, and the most times that one step was taken."""
    steps = list(nodes(json.loads(rows.explain(analyze=True, format="json"))[0]["Plan"]))
    read = (step["Actual Rows"] + step.get("Rows Removed by Filter", 0) for step in steps)
    return int(max(read)), max(step["Actual Loops"] for step in steps)


def test_boards_read_what_waits() -> None:
    many_cases(COUNT)
    with (
        connection.cursor() as cursor
    ):  # so few pages are in memory: reading one out of turn costs no more than the next
        cursor.execute("SET LOCAL random_page_cost = 1.1")
    found = {
        "pending": waiting.pending().order_by("-updated_at", "-id")[:100],
        "overdue": waiting.overdue(AT)[:100],
        "not found": waiting.not_found().order_by("-updated_at")[:100],
        "published": waiting.published_since(AT)[:100],
    }
    for name, rows in found.items():
        read, _times = read_of(rows)
        assert read <= COUNT // 50, name
    _read, times = read_of(waiting.changed_sources().order_by("-updated_at")[:100])
    assert times <= COUNT // 50, "sources that changed are told apart from the others before each is looked at"
    counts = [waiting.pending().count(), waiting.changed_sources().count(), waiting.overdue(AT).count()]
    assert counts == [COUNT // 200, COUNT // 250, COUNT // 200]
