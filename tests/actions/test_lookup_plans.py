"""What is typed is found through indexes: the expressions of the queries are those that the indexes stand on."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions import lookups
from tests.bench.many_names import LOOK_UPS, many_names, typed
from tests.bench.measuring import explained, indexes_of

pytestmark = pytest.mark.django_db
COUNT = 2_000


def used_by(look_up: Callable[[], Any]) -> set[str]:
    with CaptureQueriesContext(connection) as captured:
        look_up()
    search = next(query["sql"] for query in captured if "claims_folded" in query["sql"] or "bare" in query["sql"])
    return indexes_of(explained(search))


def test_type_ahead_reads_indexes() -> None:
    many_names(COUNT)
    with connection.cursor() as cursor:
        # So few rows are read as quickly one by one, or by an index of what nearly all of them have: merged into none.
        cursor.execute("SET LOCAL enable_seqscan = off; DROP INDEX claims_claim_merged_into_id_d79e2df0")
    for name, look_up, how, wanted in LOOK_UPS:
        assert wanted <= used_by(partial(look_up, typed(how, COUNT // 2))), name
    of_address = partial(lookups.source_by_url, f"http://example.org/report/{COUNT // 2}/")
    assert "source_address_typed" in used_by(of_address)
