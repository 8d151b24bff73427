"""``manage.py import_claims --format FORMAT FILE…``: what others published as drafts, each claim once."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from claims.actions import accounts, importing_claims
from claims.actions.import_items import Read, rows_of
from claims.actions.importing_claims import Counts, Tell
from claims.errors import FactcheckError
from claims.formats import import_reports
from claims.formats.imports import READERS
from claims.management.users import acting_user
from claims.vocabulary import ImportFormat

STANDARD_INPUT = "-"


class Command(BaseCommand):
    help = "Import claims that others published, as drafts. What was imported before is left alone, so a run can be repeated."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="gzip is read as it is; - is standard input")
        parser.add_argument("--format", required=True, choices=list(ImportFormat.values), metavar="FORMAT",
                            help="one of " + ", ".join(ImportFormat.values))  # fmt: skip
        parser.add_argument("--by", metavar="USER", help="the user name this is recorded under; else “import”")
        parser.add_argument("--dry-run", action="store_true", help="read and check everything, store nothing")
        parser.add_argument("--publish", action="store_true", help="publish each claim; recorded as unreviewed")
        parser.add_argument("--report", type=Path, metavar="FILE", help="what became of each row, as CSV")
        parser.add_argument("--json", action="store_true", help="report the counts as JSON")

    def handle(self, **options: Any) -> None:
        if options["publish"] and not options["by"]:
            raise CommandError("--publish needs --by USER: readers are told who published.", returncode=2)
        by = acting_user(options["by"]) if options["by"] else accounts.importer()
        said: list[dict[str, Any]] = []
        is_right = True
        with ExitStack() as open_until_the_end:
            report = open_until_the_end.enter_context(_report(options["report"]))
            for name in options["files"]:
                line = self._import(name, by, report, options)
                said.append(line)
                is_right = is_right and "refusal" not in line and not line["refused"]
        if options["json"]:
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))
        sys.stdout.flush()
        if not is_right:
            raise CommandError(_finding(said, options["report"]))

    def _import(
        self, name: str, by: Any, report: import_reports.Report | None, options: dict[str, Any]
    ) -> dict[str, Any]:
        tell = report.of(name) if report else self._told(name)
        try:
            with _opened(name) as stream:
                counts = importing_claims.run(
                    by=by,
                    system=options["format"],
                    items=_shown(READERS[options["format"]](stream, name), name),
                    tell=tell,
                    dry_run=options["dry_run"],
                    publish=options["publish"],
                )
        except FactcheckError as refused:
            tell(importing_claims.Line(0, "", importing_claims.REFUSED, "", refused.message))
            return {"file": name, "refusal": refused.message}
        if not options["json"]:
            self.stdout.write(f"{name}: {_sentence(counts, is_trial=options['dry_run'])}")
        return {"file": name, **counts.as_json()}

    def _told(self, name: str) -> Tell:
        """Without a report file, refused rows go to standard error."""

        def tell(line: importing_claims.Line) -> None:
            if line.row and line.outcome in (importing_claims.REFUSED, importing_claims.KEPT):
                place = f"{name}, row {line.row}" + (f", {line.field}" if line.field else "")
                self.stderr.write(f"{place}: {line.reason}")

        return tell


@contextmanager
def _report(path: Path | None) -> Iterator[import_reports.Report | None]:
    if path is None:
        yield None
        return
    try:
        with import_reports.written(path) as report:
            yield report
    except OSError as failed:
        raise CommandError(f"--report: {path} cannot be written: {failed.strerror}.", returncode=2) from failed


@contextmanager
def _opened(name: str) -> Iterator[IO[bytes]]:
    if name == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    try:
        data = Path(name).read_bytes()
    except OSError as failed:
        raise FactcheckError(f"{name} cannot be read: {failed.strerror}.") from failed
    yield BytesIO(data)


def _shown(items: Iterator[Read], name: str) -> Iterator[Read]:
    """With a bar that counts rows, where somebody sits at the terminal."""
    with tqdm(unit=" rows", desc=name, disable=not sys.stderr.isatty()) as bar:
        for item in items:
            yield item
            bar.update(rows_of([item]))


def _sentence(counts: Counts, *, is_trial: bool) -> str:
    stored = "would be stored" if is_trial else "stored"
    parts = [f"{counts.rows} rows: {counts.stored} {stored} ({counts.claims} claims)", f"{counts.unchanged} unchanged"]
    parts += [f"{counts.kept} known and different, left as they are"] if counts.kept else []
    parts += [f"{counts.refused} refused"]
    parts += [f"{counts.published} claims published"] if counts.published else []
    parts += [f"{counts.notices} notices"] if counts.notices else []
    return ", ".join(parts) + "."


def _finding(said: list[dict[str, Any]], report: Path | None) -> str:
    refusals = [line["refusal"] for line in said if "refusal" in line]
    rows = sum(line.get("refused", 0) for line in said)
    parts = list(refusals)
    if rows:
        where = f"see {report}" if report else "see above"
        parts.append(f"{rows} rows were refused, {where}.")
    return "\n".join(parts)
