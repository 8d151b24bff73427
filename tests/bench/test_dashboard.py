"""The boards of the desk's first page over 20,000 published cases: how long each query takes, and what it reads."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.admin import dashboard
from claims.models import User
from tests.bench.large_desk import AT, many_cases
from tests.bench.measuring import explained, indexes_of, tell, timed

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
COUNT = 20_000


def test_boards(administrator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    many_cases(COUNT)
    monkeypatch.setattr(timezone, "now", lambda: AT)
    boards = timed(f"boards over {COUNT:,} cases", lambda: dashboard.boards_of(administrator), runs=3)
    with CaptureQueriesContext(connection) as captured:
        dashboard.boards_of(administrator)
    for query in captured:
        plan = explained(query["sql"])
        table = query["sql"].partition(" FROM ")[2].split()[0].strip('"')
        tell(f"  {table}", f"{plan['Execution Time']:9.1f} ms   {', '.join(sorted(indexes_of(plan))) or '–'}")
    assert {board.name for board in boards if board.entries} >= {"pending", "unanswered", "overdue", "sources"}
