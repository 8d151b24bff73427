"""The SQL of the migrations, one file a subject, each with the file that takes it back."""

from pathlib import Path

from django.db.migrations import RunSQL

_HERE = Path(__file__).parent


def run_file(name: str) -> RunSQL:
    """RunSQL of ``<name>.sql``, reversed by ``<name>_reverse.sql``."""
    return RunSQL(
        sql=(_HERE / f"{name}.sql").read_text(encoding="utf-8"),
        reverse_sql=(_HERE / f"{name}_reverse.sql").read_text(encoding="utf-8"),
    )
