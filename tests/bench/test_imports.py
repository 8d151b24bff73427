"""A table of 50,000 rows, every tenth of them wrong: looked at, then stored without the wrong ones."""

import pytest

from claims.actions import importing
from claims.models import Party, User
from tests.bench.measuring import tell, timed

pytestmark = [pytest.mark.bench, pytest.mark.django_db]


def test_fifty_thousand_rows(publisher: User) -> None:
    rows = [
        (
            line,
            {"slug": f"party-{line}", "kind": "organisation" if line % 10 else "nonsense", "name": f"Party {line}"},
            0,
        )
        for line in range(2, 50_002)
    ]
    seen = timed("look at 50,000 rows", lambda: importing.look(by=publisher, model=Party, rows=rows))
    timed("store them", lambda: importing.write(by=publisher, model=Party, rows=rows, only_right=True))
    tell("wrong rows told", f"{len(seen.wrong):9,}")
    assert Party.objects.count() == 45_000
