"""Files of a large record: how long they take, and that memory does not grow with it."""

import json
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from tempfile import TemporaryFile
from typing import Any

import pytest
from django.db import connection

from claims.actions import published
from claims.actions.published import Looking
from claims.formats import files
from claims.models import Publication, RevisionDocument
from claims.models.site_state import site_state
from tests.bench.large import large_case, many_publications
from tests.bench.measuring import tell, timed

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
COUNT = 500
LOOKING = Looking(datetime(2020, 6, 1, tzinfo=UTC))


def many_documents(count: int) -> None:
    """A dossier of 5 points and 4 answers for each publication."""
    many_publications(count)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE claims_revisiondocument DISABLE TRIGGER USER")
    case = large_case(points=5, responses=4)
    RevisionDocument.objects.bulk_create(
        (
            RevisionDocument(
                revision_id=row.revision_id,
                salt=b"salt",
                content=json.dumps(case | {"id": str(row.pk), "slug": row.slug}).encode(),
            )
            for row in Publication.objects.all()
        ),
        batch_size=200,
    )


def written(kind: str, rows: Any) -> int:
    """How many bytes the file has."""
    if kind == "xlsx":
        with TemporaryFile() as file:
            files.write_xlsx(file, published.dossiers(rows, LOOKING))
            return file.tell()
    if kind == "datafeed":
        return sum(len(piece.encode()) for piece in files.data_feed(site_state(LOOKING.now)))
    return sum(len(piece.encode()) for piece in files.OF_DOSSIERS[kind](published.dossiers(rows, LOOKING)))


def peak(act: Callable[[], Any]) -> float:
    """Megabytes beyond what was there before."""
    tracemalloc.start()
    act()
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


def test_exports() -> None:
    many_documents(COUNT)
    some = Publication.objects.filter(pk__in=list(Publication.objects.order_by("pk").values_list("pk", flat=True)[:50]))
    every = Publication.objects.all()
    timed("state of the record, for a 304", lambda: site_state(LOOKING.now), runs=3)
    for kind in files.NAMES:
        size = timed(f"{kind} of {COUNT} claims", partial(written, kind, every))
        tell("  its size", f"{size / 1e6:9.1f} MB")
        if kind != "datafeed":  # which is always of all
            few, many = (peak(partial(written, kind, rows)) for rows in (some, every))
            tell(f"  most memory, for 50 claims and for {COUNT}", f"{few:9.1f} MB {many:9.1f} MB")
