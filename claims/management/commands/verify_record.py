"""``manage.py verify_record``: recompute the whole chain of revisions; exit 1 and name the first that does not fit."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.actions.verifying import verify_record
from claims.models import Revision


class Command(BaseCommand):
    help = "Check that every revision is as it was published."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, **options: Any) -> None:
        total = Revision.objects.count()
        shows = sys.stderr.isatty()

        def progress(done: int) -> None:
            if shows and (done % 100 == 0 or done == total):
                sys.stderr.write(f"\r{done} of {total} revisions" + ("\n" if done == total else ""))

        verification = verify_record(progress)
        if options["json"]:
            self.stdout.write(json.dumps(asdict(verification)))
        if verification.finding:
            raise CommandError(str(verification.finding))
        if not options["json"]:
            redacted = f" ({verification.redacted} of them redacted)" if verification.redacted else ""
            head = verification.head or "–"
            self.stdout.write(f"{verification.revisions} revisions fit{redacted}. Head of the chain: {head}")
