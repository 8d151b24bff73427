"""Imports as jobs: the file is kept for a time, the run says how it went, the report what became of each row."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from claims import jobs
from claims.actions import import_runs
from claims.errors import InvalidRecord, NotPermitted
from claims.models import Claim, ImportRun, Revision, User
from tests.formats.imports.reading import review

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_folder(settings: Any, tmp_path: Path) -> None:
    settings.FACTCHECK_DATA = str(tmp_path)


def brought(by: User, content: bytes | None = None, **options: Any) -> ImportRun:
    data = json.dumps(review()).encode() if content is None else content
    given = {"file_format": "claimreview", "file_name": "reviews.json", "content": [data], "size": len(data)}
    return import_runs.bring(by=by, **{**given, **options})


def performed(run: ImportRun) -> ImportRun:
    jobs.import_claims(run=str(run.pk))
    run.refresh_from_db()
    return run


def test_brought_file_waits_for_its_job(editor: User) -> None:
    run = brought(editor)
    assert (run.state, import_runs.file_of(run).is_file(), import_runs.has_report(run)) == ("waiting", True, False)
    job = ProcrastinateJob.objects.get(task_name="import_claims")
    assert job.args == {"run": str(run.pk)}


def test_job_imports_and_leaves_its_report(editor: User) -> None:
    run = performed(brought(editor))
    assert (run.state, run.counts["stored"], Claim.objects.get().created_by) == ("done", 1, editor)
    assert "reviews.json,1,https://checker.example/moon" in import_runs.report_of(run).read_text(encoding="utf-8")


def test_refused_file_says_why(editor: User) -> None:
    run = performed(brought(editor, b"\xff\xfe"))
    assert (run.state, "UTF-16" in run.reason, import_runs.has_report(run)) == ("refused", True, True)


def test_trial_stores_nothing(editor: User) -> None:
    run = performed(brought(editor, is_trial=True))
    assert (run.counts["stored"], Claim.objects.count()) == (1, 0)


def test_publishing_run_publishes_as_who_brought_it(publisher: User) -> None:
    run = performed(brought(publisher, is_publishing=True))
    assert (run.counts["published"], Revision.objects.get().actor) == (1, publisher)


def test_job_that_runs_twice_changes_nothing(editor: User) -> None:
    run = performed(brought(editor))
    before = run.counts
    assert performed(run).counts == before


def test_run_can_be_started_once_more(editor: User, publisher: User) -> None:
    run = performed(brought(editor))
    import_runs.again(by=publisher, run_id=run.pk)
    run = performed(run)
    assert (run.counts["unchanged"], run.by) == (1, publisher)


def test_right_that_was_lost_meanwhile_refuses_the_run(editor: User) -> None:
    run = brought(editor)
    editor.groups.clear()
    assert (performed(run).state, Claim.objects.count()) == ("refused", 0)


@pytest.mark.parametrize(
    ("role", "options"), [("contributor", {}), ("stranger", {}), ("editor", {"is_publishing": True})]
)
def test_right_is_asked_before_anything_is_kept(
    role: str, options: dict[str, Any], request: Any, tmp_path: Path
) -> None:
    with pytest.raises(NotPermitted):
        brought(request.getfixturevalue(role), **options)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("wrong", [{"size": 10**12}, {"file_name": "a\x00b"}, {"file_format": "xml"}], ids=str)
def test_file_that_is_too_large_or_misnamed_is_refused(wrong: dict[str, Any], editor: User, tmp_path: Path) -> None:
    with pytest.raises(InvalidRecord):
        brought(editor, **wrong)
    assert not list(tmp_path.iterdir())


def test_files_go_after_their_time_and_the_run_stays(editor: User) -> None:
    old, young = brought(editor), brought(editor)
    later = timezone.now() + timedelta(days=31)
    ImportRun.objects.filter(pk=young.pk).update(brought_at=later)
    assert import_runs.tidy(at=later) == 1
    assert [import_runs.file_of(run).exists() for run in (old, young)] == [False, True]
    with pytest.raises(InvalidRecord):
        import_runs.again(by=editor, run_id=old.pk)


def test_nothing_to_tidy() -> None:
    assert jobs.tidy_imports(timestamp=0) == 0
