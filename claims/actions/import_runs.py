"""Imports that somebody starts at the desk or by the API: a file is brought, a job reads it, a report stays for a time.

File and report lie in a folder of the run's own under FACTCHECK_DATA, for the people of the desk; ``settings.IMPORT_DAYS``
after the file was brought the folder goes, and the run with its counts stays. What is here is said of every run; imports of
lists are brought by ``claims.actions.list_runs``.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from claims import rules
from claims.actions.editing import check
from claims.errors import InvalidRecord
from claims.models import ImportRun, ListRun
from claims.vocabulary import ImportState

AnyRun = ImportRun | ListRun
TASK, TASK_OF_LISTS = "import_claims", "import_list"
"""The names of the tasks that perform one; see claims.jobs."""
TASKS: dict[str, type[AnyRun]] = {TASK: ImportRun, TASK_OF_LISTS: ListRun}
FOLDERS: dict[type[AnyRun], str] = {ImportRun: "claim-imports", ListRun: "list-imports"}
TOLD_EVERY = 200

Row = TypeVar("Row")


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
    keep(run, content)
    with transaction.atomic():
        run.save(force_insert=True)
        defer(run)
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
        wait(run, by=by)
        defer(run)
    return run


def require(by: Any, *, is_publishing: bool = False) -> None:
    rules.require(rules.may_import, by)
    if is_publishing:
        rules.require(rules.may_publish, by)


def keep(run: AnyRun, content: Iterable[bytes]) -> None:
    """Write the file of a run that is to be saved. Raises InvalidRecord where the run cannot be."""
    run.language = translation.get_language() or run.language
    check(run)
    folder_of(run).mkdir(mode=0o700, parents=True)
    with file_of(run).open("xb") as file:
        for part in content:
            file.write(part)


def wait(run: AnyRun, *, by: Any) -> None:
    """As if it had just been brought."""
    run.state, run.counts, run.reason, run.ended_at = ImportState.WAITING, {}, "", None
    run.by, run.language = by, translation.get_language() or run.language
    run.save()


def defer(run: AnyRun) -> None:
    task = next(name for name, model in TASKS.items() if isinstance(run, model))
    app.configure_task(task).defer(run=str(run.pk))


@contextmanager
def performing(run: AnyRun) -> Iterator[None]:
    """In the language of whoever brought it. The page of the run tells an error of the site, too, which is raised."""
    progressed(run, 0)
    with translation.override(run.language):
        try:
            yield
        except Exception:
            refused(run, _("It broke off because of an error of the site. What was stored stays. Start it once more."))
            raise


def given_up(task: str, run_id: UUID) -> None:
    """The run's job was begun again and again, and its worker died each time."""
    run: AnyRun = TASKS[task].objects.get(pk=run_id)
    with translation.override(run.language):
        refused(run, _("It was stopped again and again while it ran. Divide the file, or tell whoever runs this site."))


def watched(rows: Iterable[Row], run: AnyRun, weight: Callable[[Row], int] = lambda row: 1) -> Iterator[Row]:
    """Now and then the run is told how many rows were read: its page shows it."""
    read = told = 0
    for row in rows:
        yield row
        read += weight(row)
        if read - told >= TOLD_EVERY:
            told = read
            progressed(run, read)


def progressed(run: AnyRun, rows: int) -> None:
    _set(run, state=ImportState.RUNNING, counts={"rows": rows})


def ended(run: AnyRun, counts: dict[str, int]) -> None:
    _set(run, state=ImportState.DONE, counts=counts, ended_at=timezone.now())


def refused(run: AnyRun, reason: str) -> None:
    _set(run, state=ImportState.REFUSED, reason=reason, ended_at=timezone.now())


def _set(run: AnyRun, **values: Any) -> None:
    type(run).objects.filter(pk=run.pk).update(**values)


def folder_of(run: AnyRun) -> Path:
    return _folder(type(run)) / str(run.pk)


def file_of(run: AnyRun) -> Path:
    return folder_of(run) / "file"


def report_of(run: AnyRun) -> Path:
    """Where the report is, once the run is over and until the folder goes."""
    return folder_of(run) / "report.csv"


def has_report(run: AnyRun) -> bool:
    return run.is_over and report_of(run).is_file()


def tidy(*, at: datetime) -> int:
    """Remove the folders of runs that were brought long ago, and those of no run; returns how many."""
    return sum(_tidy(model, at) for model in FOLDERS)


def _tidy(model: type[AnyRun], at: datetime) -> int:
    if not _folder(model).is_dir():
        return 0
    young = model.objects.filter(brought_at__gt=at - timedelta(days=settings.IMPORT_DAYS))
    kept = {str(key) for key in young.values_list("pk", flat=True)}
    folders = _folder(model).iterdir()
    old = [each for each in folders if each.name not in kept and _age(each, at) > timedelta(hours=1)]
    for folder in old:
        shutil.rmtree(folder)
    return len(old)


def _age(folder: Path, at: datetime) -> timedelta:
    """Of the folder: one that is being made has no run yet."""
    return at - datetime.fromtimestamp(folder.stat().st_mtime, at.tzinfo)


def _folder(model: type[AnyRun]) -> Path:
    return Path(settings.FACTCHECK_DATA) / FOLDERS[model]
