"""``manage.py export_case SLUG``: a case as a file, with all its words, as its working records have it; or all, one a line."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.actions.exporting import export_case, export_cases
from claims.formats import case_file
from claims.formats.json_stream import line
from claims.models import Claim


class Command(BaseCommand):
    help = "Write a case as a file (dossier/1) to standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("slug", metavar="SLUG", nargs="?")
        which.add_argument(
            "--all", action="store_true", help="every case of the desk, one a line (NDJSON), for load_case elsewhere"
        )

    def handle(self, **options: Any) -> None:
        if options["all"]:
            for each in export_cases():
                self.stdout.write(line(each.as_json()), ending="")
            return
        try:
            dossier = export_case(options["slug"])
        except Claim.DoesNotExist as missing:
            raise CommandError(f"There is no claim with the slug “{options['slug']}”.") from missing
        self.stdout.write(case_file.write(dossier), ending="")
