"""``manage.py dossier_schema``: the JSON Schema of ``dossier/1``, as committed in docs/."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from claims.dossier.schema import Dossier

PATH = Path(settings.BASE_DIR) / "docs" / "dossier.schema.json"


def schema_text() -> str:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Dossier.model_json_schema(by_alias=True)}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


class Command(BaseCommand):
    help = "Write docs/dossier.schema.json from the schema of the dossier."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; exit 1 where the file is not up to date"
        )

    def handle(self, **options: Any) -> None:
        if not options["check"]:
            PATH.write_text(schema_text(), encoding="utf-8")
        elif not PATH.exists() or PATH.read_text(encoding="utf-8") != schema_text():
            raise CommandError(f"{PATH.name} is not up to date; run manage.py dossier_schema.")
