"""``manage.py export_claims --format FORMAT``: what is published, or what the filters of the API choose of it, as a file."""

import gzip
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from claims.api.public.claim_filters import FILTERS
from claims.api.public.exports import chosen, looking_at
from claims.formats import files
from claims.models import asked
from claims.models.site_state import site_state


class Command(BaseCommand):
    help = "Write published claims as a file; a name that ends in .gz is compressed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=sorted(files.NAMES), required=True)
        parser.add_argument("--output", metavar="FILE", type=Path, help="default: standard output")
        for each in FILTERS:
            parser.add_argument(f"--{each.name.replace('_', '-')}", dest=each.name, help=each.description)

    def handle(self, **options: Any) -> None:
        kind, output = options["format"], options["output"]
        given = {each.name: options[each.name] for each in FILTERS if options[each.name] is not None}
        values = _values(given)
        if kind == "datafeed" and values:
            raise CommandError("--format datafeed is of the whole record and takes no filter.", returncode=2)
        if kind == "xlsx" and output is None and sys.stdout.isatty():
            raise CommandError("XLSX is no text: name a file with --output.", returncode=2)
        with _opened(output) as file:
            _write(file, kind, values, given)


def _values(given: dict[str, str]) -> dict[str, Any]:
    """As the API reads them."""
    readers = {each.name: each.read for each in FILTERS}
    values = {}
    for name, text in given.items():
        try:
            if "\x00" in text:
                raise ValueError("The character U+0000 cannot be looked for. Remove it.")
            values[name] = readers[name](text)
        except ValueError as refused:
            raise CommandError(f"--{name.replace('_', '-')}: {refused}", returncode=2) from refused
    for name, _other, sentence in asked.lonely(values):
        raise CommandError(f"--{name}: {sentence}", returncode=2)
    return values


def _write(file: IO[bytes], kind: str, values: dict[str, Any], given: dict[str, str]) -> None:
    looking = looking_at(values)
    if kind == "datafeed":
        pieces = files.data_feed(site_state(timezone.now()))
    else:
        dossiers = _counted(chosen(values, looking))
        if kind == "xlsx":
            files.write_xlsx(file, dossiers)
            return
        pieces = files.annotations(dossiers, given) if kind == "annotations" else files.OF_DOSSIERS[kind](dossiers)
    for piece in pieces:
        file.write(piece.encode())


def _counted(dossiers: Iterable[Any]) -> Iterator[Any]:
    """With a progress bar at a terminal."""
    return iter(tqdm(dossiers, unit=" claims", disable=not sys.stderr.isatty()))


@contextmanager
def _opened(output: Path | None) -> Iterator[Any]:
    """A file appears under its name when it is whole; what was there before stays until then."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    part = output.with_name(f"{output.name}.part")
    try:
        with gzip.open(part, "wb") if output.suffix == ".gz" else part.open("wb") as file:
            yield file
        part.replace(output)
    except OSError as failed:
        raise CommandError(f"{output} cannot be written: {failed.strerror}.") from failed
    finally:
        part.unlink(missing_ok=True)
