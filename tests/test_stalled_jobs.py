"""Workers that are killed: what they were doing is taken up again, keeps nothing else waiting, and is given up in the end."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from claims.actions import import_runs, importing_claims, stalled_jobs
from claims.actions.import_items import Read
from claims.formats import import_jobs
from claims.formats.imports import READERS
from claims.models import Claim, ImportRun
from tests import cast
from tests.databases import Database
from tests.formats.imports.reading import review
from tests.workers import silence_workers, wait_until, working

REVIEWS = 5
READ_BEFORE_DEATH = 3


@pytest.fixture
def brought(cloned_database: Database, settings: Any, tmp_path: Path) -> ImportRun:
    settings.FACTCHECK_DATA = str(tmp_path)
    content = json.dumps([review(url=f"https://checker.example/{n}") for n in range(REVIEWS)]).encode()
    return import_runs.bring(
        by=cast.member("editor"),
        file_format="claimreview",
        file_name="reviews.json",
        content=[content],
        size=len(content),
    )


def reader_that_hangs(stream: IO[bytes], name: str) -> Iterator[Read]:
    for number, item in enumerate(READERS["claimreview"](stream, name)):
        if number == READ_BEFORE_DEATH:
            time.sleep(600)
        yield item


def status_of(task: str) -> list[str]:
    return list(ProcrastinateJob.objects.filter(task_name=task).order_by("id").values_list("status", flat=True))


def test_import_of_a_killed_worker_continues_where_it_stood(brought: ImportRun, monkeypatch: Any) -> None:
    with monkeypatch.context() as slow:
        slow.setattr(importing_claims, "CHUNK", 1)
        slow.setattr(import_jobs, "READERS", {"claimreview": reader_that_hangs})
        with working():
            wait_until(lambda: Claim.objects.count() == READ_BEFORE_DEATH)
    assert status_of("import_claims") == ["doing"]
    silence_workers()
    app.configure_task("take_up_stalled_jobs").defer(timestamp=0)
    with working():
        wait_until(lambda: ImportRun.objects.get().is_over)
    brought.refresh_from_db()
    assert (brought.state, brought.counts["unchanged"], brought.counts["stored"]) == ("done", 3, 2)
    assert Claim.objects.count() == REVIEWS


def test_lock_of_a_killed_worker_is_given_back(cloned_database: Database) -> None:
    """One waits for the lock of the dead one, more are not let in, and the first would never end by itself."""
    begun(app.configure_task("remind").defer(timestamp=0))
    app.configure_task("remind").defer(timestamp=0)
    app.configure_task("take_up_stalled_jobs").defer(timestamp=0)
    with working():
        wait_until(lambda: status_of("remind") == ["aborted", "succeeded"])


def begun(job: int, attempts: int = 0) -> None:
    """As a worker leaves it that died since: no worker is known for it any more."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', attempts = %s WHERE id = %s", [attempts, job])


@pytest.mark.django_db
def test_job_that_kills_its_workers_is_given_up(caplog: pytest.LogCaptureFixture) -> None:
    job = app.configure_task("tidy_imports").defer(timestamp=0)
    for attempts in range(stalled_jobs.MOST_BEGINNINGS - 1):
        begun(job, attempts)
        assert async_to_sync(stalled_jobs.take_up)() == 1
    begun(job, stalled_jobs.MOST_BEGINNINGS - 1)
    assert async_to_sync(stalled_jobs.take_up)() == 0
    assert status_of("tidy_imports") == ["failed"]
    assert "given up" in caplog.text
