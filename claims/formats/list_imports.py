"""Imports of lists from CSV: the table of a run is read, looked at or stored, and what is wrong with it listed.

A short one is done within the request that asks for it, a long one by a job; the run and its report are the same.
"""

import csv
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext as _

from claims.actions import import_runs, importing, list_runs
from claims.actions.importing import Cells, Report, Wrong
from claims.errors import FactcheckError
from claims.formats import tables
from claims.models import ListRun

ROWS_AT_ONCE = 500
"""A table of more is left to a job."""
HEADER = ("line", "column", "value", "what is wrong")


def bring(*, by: Any, table: str, file_name: str, data: bytes) -> ListRun:
    """Look at a file: at once, or by a job. Raises NotPermitted, and FactcheckError where the file is no such table."""
    rows = read(_model(table), data)
    run = list_runs.bring(by=by, table=table, file_name=file_name, data=data)
    _begin(run, len(rows))
    return run


def store(*, by: Any, run_id: UUID, is_only_right: bool) -> ListRun:
    """Store what was looked at: at once, or by a job. Raises what ``list_runs.store`` raises."""
    rows = ListRun.objects.get(pk=run_id).counts.get("rows", 0)
    run = list_runs.store(by=by, run_id=run_id, is_only_right=is_only_right)
    _begin(run, rows)
    return run


def again(*, by: Any, run_id: UUID) -> ListRun:
    """Raises what ``list_runs.again`` raises."""
    run = list_runs.again(by=by, run_id=run_id)
    import_runs.defer(run)
    return run


def perform(run_id: UUID) -> bool:
    """Whether it was looked at, or stored; False where it was refused. A run that is over is not performed again."""
    run = ListRun.objects.select_related("by").get(pk=run_id)
    if run.is_over:
        return False
    with import_runs.performing(run):
        try:
            rows = read(_model(run.table), import_runs.file_of(run).read_bytes())
            if run.is_storing:
                _store(run, rows)
            else:
                _look(run, rows)
        except FactcheckError as refused:
            import_runs.refused(run, refused.message)
            return False
    return True


def read(model: type[models.Model], data: bytes) -> list[Cells]:
    """The rows of a file. Raises FactcheckError where it is no table of the model."""
    try:
        header, rows = tables.read_csv(data)
    except tables.NoTable as refused:
        sentence = (
            _("Line %(line)d is no CSV.") % {"line": refused.line} if refused.line else _("This is no CSV in UTF-8.")
        )
        raise FactcheckError(sentence) from refused
    importing.require_header(model, header)
    return [(row.line, row.cells, row.extra) for row in rows]


def wrong_of(run: ListRun, start: int, end: int) -> list[Wrong]:
    """From the report, what is wrong with the file, in the order of its lines."""
    if not import_runs.has_report(run):
        return []
    with import_runs.report_of(run).open(encoding="utf-8-sig", newline="") as file:
        lines = islice(csv.reader(file), start + 1, end + 1)
        return [Wrong(int(line), *map(tables.plain, cells)) for line, *cells in lines]


def _begin(run: ListRun, rows: int) -> None:
    if rows <= ROWS_AT_ONCE:
        perform(run.pk)
    else:
        import_runs.defer(run)


def _look(run: ListRun, rows: Sequence[Cells]) -> None:
    watched = import_runs.watched(rows, run)
    report = importing.look(by=run.by, model=_model(run.table), rows=watched)
    _write(run, report)
    list_runs.looked_at(run, report)


def _store(run: ListRun, rows: Sequence[Cells]) -> None:
    """With the word that it is done, as one transaction: a run that was killed has stored all or nothing."""
    try:
        with transaction.atomic():
            if ListRun.objects.select_for_update().get(pk=run.pk).is_over:
                return  # by a worker that was thought dead
            report = importing.write(by=run.by, model=_model(run.table), rows=rows, only_right=run.is_only_right)
            _write(run, report)
            import_runs.ended(run, list_runs.counts_of(report))
    except importing.RowsAreWrong as wrong:
        _write(run, wrong.report)
        list_runs.looked_at(run, wrong.report, wrong.message)


def _write(run: ListRun, report: Report) -> None:
    with import_runs.report_of(run).open("w", encoding="utf-8", newline="") as file:
        file.writelines(tables.csv_lines(HEADER, _cells(report)))


def _cells(report: Report) -> Iterator[Sequence[Any]]:
    return ((each.line, each.field, each.value, each.sentence) for each in report.wrong)


def _model(table: str) -> type[models.Model]:
    return apps.get_model("claims", table)
