"""What the job of an import does: read the file of a run, store its items, write the report."""

from uuid import UUID

from claims.actions import import_runs, importing_claims
from claims.actions.import_items import rows_of
from claims.errors import FactcheckError
from claims.formats import import_reports
from claims.formats.imports import READERS
from claims.models import ImportRun


def perform(run_id: UUID) -> bool:
    """Whether it was imported; False where the file was refused. A run that is over is not performed again."""
    run = ImportRun.objects.select_related("by").get(pk=run_id)
    if run.is_over:
        return False
    with import_runs.performing(run), import_reports.written(import_runs.report_of(run)) as report:
        tell = report.of(run.file_name)
        try:
            with import_runs.file_of(run).open("rb") as stream:
                items = READERS[run.format](stream, run.file_name)
                counts = importing_claims.run(
                    by=run.by,
                    system=run.format,
                    items=import_runs.watched(items, run, lambda item: rows_of([item])),
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
        import_runs.ended(run, counts.as_json())
    return not reason
