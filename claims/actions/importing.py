"""Importing rows of shared records: parties, sources, topics. First looked at, then written, all as one act.

Rows are looked at in chunks, never one by one: what is stored is read by slug, and the rules of the table are those of the
database itself, asked of the rows in a table that is gone afterwards.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from claims import rules
from claims.actions import import_rules, provenance
from claims.actions.editing import refusals_of_the_database
from claims.actions.import_columns import COLUMNS
from claims.actions.large_writes import plan_anew
from claims.errors import InvalidRecord
from claims.models import Slug
from claims.vocabulary import Through

CHUNK = 1000
Cells = tuple[int, dict[str, str], int]
"""A row: its line in the file, its cells by column, how many cells it has beyond the header."""


@dataclass(frozen=True)
class Wrong:
    line: int
    field: str
    value: str
    sentence: str


@dataclass
class Report:
    """What an import would do, or did. ``wrong``: every reason; ``wrong_lines``: the rows they keep out."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    wrong: list[Wrong] = field(default_factory=list)

    @property
    def wrong_lines(self) -> int:
        return len({each.line for each in self.wrong})


class RowsAreWrong(InvalidRecord):
    """Nothing was stored; ``report`` says why."""

    def __init__(self, report: Report) -> None:
        super().__init__(_("Nothing was imported: some rows are wrong."))
        self.report = report


@dataclass(frozen=True)
class Made:
    """A row as a record: new, or stored and as it would be."""

    record: Any
    is_new: bool
    is_changed: bool

    @property
    def is_touched(self) -> bool:
        return self.is_new or self.is_changed


@dataclass(frozen=True)
class Known:
    """Records by slug; slugs given once, and not to the records that hold them now; keys of links, by column and slug."""

    stored: dict[str, Any]
    taken: set[str]
    linked: dict[str, dict[str, Any]]


def require_header(model: type[models.Model], header: Sequence[str]) -> None:
    """Raise InvalidRecord where a column is unknown, is there twice, or the slug is missing.

    What a list that was saved as a file holds beside the known columns, its ids and times, may stand there; it is not read.
    """
    known = COLUMNS[model]
    saved = {column.name for column in model._meta.concrete_fields}
    unknown = [name for name in header if name not in known and name not in saved]
    if unknown:
        names = {"unknown": ", ".join(unknown)[:200], "known": ", ".join(known)}
        raise InvalidRecord(_("Unknown columns: %(unknown)s. Known are: %(known)s.") % names)
    if len(set(header)) < len(header):
        raise InvalidRecord(_("A column is there twice."))
    if "slug" not in header:
        raise InvalidRecord(_("The column “slug” is missing. It says which record a row is about."))


def look(*, by: Any, model: type[models.Model], rows: Iterable[Cells]) -> Report:
    """What importing the rows would do. Nothing is stored. Raises NotPermitted."""
    rules.require(rules.may_create, by)
    report = Report()
    for _chunk in _checked(by, model, rows, report, lock=False):
        pass
    return report


def write(*, by: Any, model: type[models.Model], rows: Iterable[Cells], only_right: bool = False) -> Report:
    """Store the rows as one act; where one is wrong, none, or with ``only_right`` those that are right.

    Raises NotPermitted; RowsAreWrong, and InvalidRecord where the database refuses: then nothing was stored.
    """
    rules.require(rules.may_create, by)
    report = Report()
    with provenance.through(Through.IMPORT), provenance.act(by=by, cause="import"):
        plan_anew()
        for new, changed in _checked(by, model, rows, report, lock=True):
            _store(model, new, changed)
        if report.wrong and not only_right:
            raise RowsAreWrong(report)
    return report


def _store(model: Any, new: list[Any], changed: list[Any]) -> None:
    names = [name for name in COLUMNS[model] if name != "slug"]
    with refusals_of_the_database():
        model.objects.bulk_create(new)
        if changed:
            for record in changed:
                record.version += 1
                record.updated_at = timezone.now()
            model.objects.bulk_update(changed, [*names, "version", "updated_at"], batch_size=200)


def _checked(
    by: Any, model: Any, rows: Iterable[Cells], report: Report, *, lock: bool
) -> Iterator[tuple[list[Any], list[Any]]]:
    """The right rows of each chunk: new records, and stored ones as they would be. Counts into the report."""
    seen: dict[str, int] = {}
    may_edit_shared = rules.may_edit_shared(by, None)
    for chunk in _chunks(rows):
        known = _known(model, chunk, lock=lock)
        wrong: dict[int, list[Wrong]] = {line: [] for line, _cells, _extra in chunk}
        made: dict[int, Made] = {}
        for line, cells, extra in chunk:
            slug = cells.get("slug", "")
            stored = known.stored.get(slug)
            record = stored or model(slug=slug)
            sentences = {
                _("More cells than the header names."): bool(extra),
                _("Line %(line)d is about the same slug.") % {"line": seen.get(slug, 0)}: slug in seen,
                _("The slug led to another record once and stays with it."): slug in known.taken,
                _("It is published; changing it needs the role editor."): (
                    stored is not None and stored.is_published and not may_edit_shared
                ),
            }
            wrong[line] += [Wrong(line, "slug", slug, sentence) for sentence, holds in sentences.items() if holds]
            seen.setdefault(slug, line)
            is_changed, refused = _fill(model, record, line, cells, known.linked)
            wrong[line] += refused
            made[line] = Made(record, stored is None, is_changed)
        touched = {line: each.record for line, each in made.items() if each.is_touched and not wrong[line]}
        for line, name, value, sentence in import_rules.broken(model, touched):
            wrong[line].append(Wrong(line, name, value, sentence))
        yield _counted(made, wrong, report)


def _counted(made: dict[int, Made], wrong: dict[int, list[Wrong]], report: Report) -> tuple[list[Any], list[Any]]:
    right = [each for line, each in made.items() if not wrong[line]]
    new = [each.record for each in right if each.is_new]
    changed = [each.record for each in right if each.is_changed and not each.is_new]
    report.wrong += [each for line in made for each in wrong[line]]
    report.added += len(new)
    report.changed += len(changed)
    report.unchanged += len(right) - len(new) - len(changed)
    return new, changed


def _fill(
    model: Any, record: Any, line: int, cells: dict[str, str], linked: dict[str, dict[str, Any]]
) -> tuple[bool, list[Wrong]]:
    """Set what the cells say; whether anything changed, and what cannot be."""
    columns, is_changed, refused = COLUMNS[model], False, {}
    for name, text in cells.items():
        column = columns.get(name)
        if column is None or column.says(record, text):
            continue
        try:
            value = column.value(text, linked.get(name, {}))
        except ValidationError as error:
            refused[name] = " ".join(error.messages)
        else:
            is_changed = is_changed or value != column.of(record)
            column.set(record, value)
    try:
        record.clean_fields(exclude={each.name for each in columns.values() if each.is_link})
    except ValidationError as error:
        refused = {name: " ".join(messages) for name, messages in error.message_dict.items()} | refused
    return is_changed, [Wrong(line, name, cells.get(name, "")[:200], text) for name, text in refused.items()]


def _chunks(rows: Iterable[Cells]) -> Iterator[list[Cells]]:
    chunk: list[Cells] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _known(model: Any, chunk: list[Cells], *, lock: bool) -> Known:
    """What the rows refer to, in one query a column."""
    cells_of = [cells for _line, cells, _extra in chunk]
    slugs = {slug for cells in cells_of if (slug := cells.get("slug", "")) and "\x00" not in slug}
    rows = model.objects.filter(slug__in=slugs)
    stored = {record.slug: record for record in (rows.select_for_update() if lock else rows)}
    given = Slug.objects.filter(kind=model._meta.model_name, slug__in=slugs).values_list("slug", flat=True)
    linked = {
        name: column.linked({cells.get(name, "") for cells in cells_of})
        for name, column in COLUMNS[model].items()
        if column.is_link
    }
    return Known(stored, set(given) - stored.keys(), linked)
