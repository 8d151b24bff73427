"""Compiles the translations without gettext, which a plain machine lacks: `python -m factcheck.serve.catalogues`"""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from factcheck.serve.place import PROJECT

CATALOGUES = PROJECT / "claims" / "locale"


def compile_stale(folder: Path = CATALOGUES) -> list[Path]:
    """Compiles every catalogue that changed since it was compiled; answers those. Fuzzy translations stay out."""
    stale = [source for source in sorted(folder.glob("*/LC_MESSAGES/*.po")) if is_stale(source)]
    for source in stale:
        compile_catalogue(source)
    return stale


def is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns


def compile_catalogue(source: Path) -> None:
    """At one stroke: another site that starts from the same files never reads half a catalogue."""
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.parent.name)
    temporary = source.with_suffix(f".mo.{os.getpid()}")
    with temporary.open("wb") as file:
        write_mo(file, catalogue)
    temporary.replace(source.with_suffix(".mo"))


if __name__ == "__main__":
    compile_stale()
