"""Imports of a list that somebody starts at the desk: a file is brought and looked at; then what it holds is stored, or not."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from claims import rules
from claims.actions import import_runs
from claims.actions.importing import Report
from claims.errors import InvalidRecord
from claims.models import ListRun
from claims.vocabulary import ImportState

LARGEST = 20_000_000
"""Bytes of a file."""


def bring(*, by: Any, table: str, file_name: str, data: bytes) -> ListRun:
    """Keep the file, to be looked at. Raises NotPermitted; InvalidRecord where it is misnamed."""
    rules.require(rules.may_create, by)
    run = ListRun(table=table, file_name=file_name, size=len(data), by=by)
    import_runs.keep(run, [data])
    run.save(force_insert=True)
    return run


def store(*, by: Any, run_id: UUID, is_only_right: bool) -> ListRun:
    """Let what was looked at be stored; with ``is_only_right`` without the rows that are wrong.

    Raises NotPermitted; InvalidRecord where there is nothing to store, it was stored, or the file is gone.
    """
    with transaction.atomic():
        run = _of(by, run_id)
        if run.state != ImportState.DONE or run.is_storing:
            raise InvalidRecord(_("This file is being imported already, or was."))
        if run.counts["wrong"] and not is_only_right:
            raise InvalidRecord(_("Nothing was imported: some rows are wrong."))
        run.is_storing, run.is_only_right = True, is_only_right
        import_runs.wait(run, by=by)
    return run


def again(*, by: Any, run_id: UUID) -> ListRun:
    """Once more what it was doing when it was refused. Raises NotPermitted; InvalidRecord where the file is gone."""
    with transaction.atomic():
        run = _of(by, run_id)
        import_runs.wait(run, by=by)
    return run


def looked_at(run: ListRun, report: Report, reason: str = "") -> None:
    """Nothing is stored of it. ``reason``: why not, where that was asked for."""
    import_runs.ended(run, counts_of(report))
    ListRun.objects.filter(pk=run.pk).update(is_storing=False, reason=reason)


def counts_of(report: Report) -> dict[str, int]:
    """Rows by what becomes of them; they add up to ``rows``. ``reasons``: what is wrong, of which a row may have several."""
    wrong = report.wrong_lines
    rows = report.added + report.changed + report.unchanged + wrong
    return {
        "rows": rows,
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "wrong": wrong,
        "reasons": len(report.wrong),
    }


def _of(by: Any, run_id: UUID) -> ListRun:
    rules.require(rules.may_create, by)
    run: ListRun = ListRun.objects.select_for_update().get(pk=run_id, by=by)
    if not import_runs.file_of(run).is_file():
        raise InvalidRecord(_("The file is no longer kept. Bring it again."))
    return run
