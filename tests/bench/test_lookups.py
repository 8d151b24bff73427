"""Finding while somebody types, among 100,000 parties, sources and claims: which plan, how long."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions import lookups
from tests.bench.many_names import LOOK_UPS, many_names, typed
from tests.bench.measuring import explained, indexes_of, tell, timed

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
COUNT = 100_000


def told(name: str, look_up: Callable[[], Any], wanted: set[str]) -> None:
    found = timed(f"{name} ({COUNT} rows)", look_up, runs=3)
    with CaptureQueriesContext(connection) as captured:
        look_up()
    search = next(query["sql"] for query in captured if "claims_folded" in query["sql"] or "bare" in query["sql"])
    used = indexes_of(explained(search))
    count = len(found) if isinstance(found, list) else int(found is not None)
    tell(f"  {', '.join(sorted(wanted))}", f"{'used' if wanted <= used else 'NOT USED'}, {count} found")


def test_typing() -> None:
    many_names(COUNT)
    for name, look_up, how, wanted in LOOK_UPS:
        told(name, partial(look_up, typed(how, 4711)), wanted)
    told(
        "source of an address",
        partial(lookups.source_by_url, "http://example.org/report/4711/"),
        {"source_address_typed"},
    )
