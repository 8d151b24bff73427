"""Whoever stores thousands of rows lets what triggers ask be planned anew: else each row takes longer than the one before."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from claims.actions import importing, loading
from claims.models import Party, User
from tests.actions.desk import read
from tests.actions.rich_case import rich_case

ACTS: dict[str, Callable[[User], Any]] = {
    "import": lambda user: importing.write(
        by=user, model=Party, rows=[(2, {"slug": "acme", "kind": "organisation", "name": "Acme"}, 0)]
    ),
    "load": lambda user: loading.load(by=user, dossier=read(rich_case())),
}


@pytest.mark.django_db
@pytest.mark.parametrize("act", ACTS)
def test_triggers_are_planned_anew_while_rows_are_stored(act: str, publisher: User) -> None:
    modes = set()

    def look(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith("INSERT INTO"):
            with connection.cursor() as cursor:
                modes.add(cursor.connection.execute("SHOW plan_cache_mode").fetchone()[0])
        return execute(sql, *rest)

    with connection.execute_wrapper(look):
        ACTS[act](publisher)
    assert modes == {"force_custom_plan"}
