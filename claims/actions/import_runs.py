"""Imports that somebody starts at the desk or by the API: a file is brought, a job reads it, a report stays for a time.

File and report lie in a folder of the run's own under FACTCHECK_DATA, for the people of the desk; ``settings.IMPORT_DAYS``
after the file was brought the folder goes, and the run with its counts stays.
"""

import shutil
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from claims import rules
from claims.actions.editing import check
from claims.actions.importing_claims import Counts
from claims.errors import InvalidRecord
from claims.models import ImportRun
from claims.vocabulary import ImportState

TASK = "import_claims"
"""The name of the task that performs one; see claims.jobs."""


def bring(
    *,
    by: Any,
    file_format: str,
    file_name: str,
    content: Iterable[bytes],
    size: int,
    is_trial: bool = False,
    is_publishing: bool = False,
) -> ImportRun:
    """Keep the file and start a job that imports it. Raises NotPermitted; InvalidRecord where it is too large or misnamed."""
    require(by, is_publishing=is_publishing)
    if size > settings.IMPORT_LARGEST:
        message = _("The file has more than %(size)d MB. Divide it.") % {"size": settings.IMPORT_LARGEST // 1_000_000}
        raise InvalidRecord(message, {"file": message})
    run = ImportRun(
        format=file_format,
        file_name=file_name,
        size=size,
        by=by,
        is_trial=is_trial,
        is_publishing=is_publishing and not is_trial,
    )
    check(run)
    folder_of(run).mkdir(mode=0o700, parents=True)
    with file_of(run).open("xb") as file:
        for part in content:
            file.write(part)
    with transaction.atomic():
        run.save(force_insert=True)
        _defer(run)
    return run


def again(*, by: Any, run_id: UUID) -> ImportRun:
    """Start the job once more: after it was stopped it continues, after it ended it finds what has changed at the desk.

    Raises NotPermitted; InvalidRecord where the file is gone.
    """
    with transaction.atomic():
        run: ImportRun = ImportRun.objects.select_for_update().get(pk=run_id)
        require(by, is_publishing=run.is_publishing)
        if not file_of(run).is_file():
            raise InvalidRecord(_("The file is no longer kept. Bring it again."))
        run.state, run.counts, run.reason, run.ended_at, run.by = ImportState.WAITING, {}, "", None, by
        run.save()
        _defer(run)
    return run


def require(by: Any, *, is_publishing: bool = False) -> None:
    rules.require(rules.may_import, by)
    if is_publishing:
        rules.require(rules.may_publish, by)


def progressed(run: ImportRun, rows: int) -> None:
    ImportRun.objects.filter(pk=run.pk).update(state=ImportState.RUNNING, counts={"rows": rows})


def ended(run: ImportRun, counts: Counts) -> None:
    now = timezone.now()
    ImportRun.objects.filter(pk=run.pk).update(state=ImportState.DONE, counts=counts.as_json(), ended_at=now)


def refused(run: ImportRun, reason: str) -> None:
    now = timezone.now()
    ImportRun.objects.filter(pk=run.pk).update(state=ImportState.REFUSED, reason=reason, ended_at=now)


def folder_of(run: ImportRun) -> Path:
    return _folder() / str(run.pk)


def file_of(run: ImportRun) -> Path:
    return folder_of(run) / "file"


def report_of(run: ImportRun) -> Path:
    """Where the report is, once the run is over and until the folder goes."""
    return folder_of(run) / "report.csv"


def has_report(run: ImportRun) -> bool:
    return run.is_over and report_of(run).is_file()


def tidy(*, at: datetime) -> int:
    """Remove the folders of runs that were brought long ago, and those of no run; returns how many."""
    if not _folder().is_dir():
        return 0
    young = ImportRun.objects.filter(brought_at__gt=at - timedelta(days=settings.IMPORT_DAYS))
    kept = {str(key) for key in young.values_list("pk", flat=True)}
    old = [
        folder for folder in _folder().iterdir() if folder.name not in kept and _age(folder, at) > timedelta(hours=1)
    ]
    for folder in old:
        shutil.rmtree(folder)
    return len(old)


def _age(folder: Path, at: datetime) -> timedelta:
    """Of the folder: one that is being made has no run yet."""
    return at - datetime.fromtimestamp(folder.stat().st_mtime, at.tzinfo)


def _defer(run: ImportRun) -> None:
    app.configure_task(TASK).defer(run=str(run.pk))


def _folder() -> Path:
    return Path(settings.FACTCHECK_DATA) / "claim-imports"
