"""What the job of an import does: read the file of a run, store its items, write the report."""

from collections.abc import Iterator
from uuid import UUID

from claims.actions import import_runs, importing_claims
from claims.actions.import_items import Read, rows_of
from claims.errors import FactcheckError
from claims.formats import import_reports
from claims.formats.imports import READERS
from claims.models import ImportRun

TOLD_EVERY = 200


def perform(run_id: UUID) -> bool:
    """Whether it was imported; False where the file was refused. A run that is over is not performed again."""
    run = ImportRun.objects.select_related("by").get(pk=run_id)
    if run.is_over:
        return False
    import_runs.progressed(run, 0)
    with import_reports.written(import_runs.report_of(run)) as report:
        tell = report.of(run.file_name)
        try:
            with import_runs.file_of(run).open("rb") as stream:
                items = READERS[run.format](stream, run.file_name)
                counts = importing_claims.run(
                    by=run.by,
                    system=run.format,
                    items=_watched(items, run),
                    tell=tell,
                    dry_run=run.is_trial,
                    publish=run.is_publishing,
                )
        except FactcheckError as refused:
            tell(importing_claims.Line(0, "", importing_claims.REFUSED, "", refused.message))
            reason = refused.message
        else:
            reason = ""
    if reason:
        import_runs.refused(run, reason)
    else:
        import_runs.ended(run, counts)
    return not reason


def _watched(items: Iterator[Read], run: ImportRun) -> Iterator[Read]:
    """Now and then the run is told how many rows were read: the page of the run shows it."""
    rows = told = 0
    for item in items:
        yield item
        rows += rows_of([item])
        if rows - told >= TOLD_EVERY:
            told = rows
            import_runs.progressed(run, rows)
