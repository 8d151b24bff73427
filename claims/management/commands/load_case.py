"""``manage.py load_case FILE…``: cases from files into the working records, and on request to the public."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.actions import loading, publishing
from claims.dossier.schema import Dossier
from claims.errors import ContentUnchanged, FactcheckError
from claims.formats import case_file
from claims.management.users import acting_user
from claims.models import Publication
from claims.vocabulary import RevisionKind


class Command(BaseCommand):
    help = "Load cases from files (dossier/1, or .ndjson with one a line): all of them or, where one is refused, none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--by", required=True, metavar="USER", help="the user name this is recorded under")
        parser.add_argument("--publish", action="store_true", help="publish at once; recorded as unreviewed")
        parser.add_argument(
            "--kind", choices=[str(kind) for kind in publishing.CHANGES], help="of a change that is published"
        )
        parser.add_argument("--note", default="", help="what changed; readers see it")
        parser.add_argument(
            "--replace", action="store_true", help="overwrite pending changes and differing shared records"
        )
        parser.add_argument("--dry-run", action="store_true", help="check and compare, store nothing")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, **options: Any) -> None:
        if (options["kind"] or options["note"]) and not options["publish"]:
            raise CommandError("--kind and --note go with --publish.", returncode=2)
        by = acting_user(options["by"])
        try:
            cases = [
                (path, dossier) for path in options["files"] for dossier in case_file.read_all(_bytes(path), path.name)
            ]
            loaded = loading.load_all(
                by=by,
                dossiers=[dossier for _path, dossier in cases],
                replace=options["replace"],
                dry_run=options["dry_run"],
            )
            report = [self._report(*case, each, by, options) for case, each in zip(cases, loaded, strict=True)]
        except FactcheckError as refused:
            raise CommandError(refused.message) from refused
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))

    def _report(
        self, path: Path, dossier: Dossier, loaded: loading.Loaded, by: Any, options: dict[str, Any]
    ) -> dict[str, Any]:
        line: dict[str, Any] = {
            "file": str(path),
            "slug": dossier.slug,
            "outcome": loaded.outcome,
            "notices": loaded.notices,
        }
        if options["publish"] and not options["dry_run"]:
            line["revision"] = self._publish(loaded, by, options)
        if not options["json"]:
            self.stdout.write(f"{dossier.slug}: {loaded.outcome}" + _published(line.get("revision")))
            for notice in loaded.notices:
                self.stderr.write(f"  {notice}")
        sys.stdout.flush()
        return line

    def _publish(self, loaded: loading.Loaded, by: Any, options: dict[str, Any]) -> int | None:
        is_first = not Publication.objects.filter(claim=loaded.claim_id).exists()
        try:
            revision = publishing.publish(
                by=by,
                claim_id=loaded.claim_id,
                kind=None if is_first else options["kind"] or RevisionKind.UPDATE,
                note=options["note"] or ("" if is_first else "Loaded from a file."),
                is_reviewed=False,
            )
        except ContentUnchanged:
            return None
        return revision.number


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as failed:
        raise CommandError(f"{path} cannot be read: {failed.strerror}.") from failed


def _published(revision: int | None) -> str:
    return f", published as revision {revision}" if revision else ""
