"""``manage.py export_case SLUG``: a case as a file, with all its words, as its working records have it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.actions.exporting import export_case
from claims.formats import case_file
from claims.models import Claim


class Command(BaseCommand):
    help = "Write a case as a file (dossier/1) to standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", metavar="SLUG")

    def handle(self, **options: Any) -> None:
        try:
            dossier = export_case(options["slug"])
        except Claim.DoesNotExist as missing:
            raise CommandError(f"There is no claim with the slug “{options['slug']}”.") from missing
        self.stdout.write(case_file.write(dossier), ending="")
