"""Importing claims that others published: items → drafts, each once, every row of the file accounted for.

A file is stored in chunks, each one transaction and one act. A run that was killed is started again: what it stored is
known by its external ids, and the rest follows. What the desk has is never overwritten: an item that is known and says
something else by now is only listed.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from claims import rules
from claims.actions import provenance, publishing
from claims.actions.editing import refusals_of_the_database
from claims.actions.import_items import Item, Notice, Read, Refusal, fingerprint, key_of
from claims.actions.importing_rows import EDIT, Rows, rows_of
from claims.actions.importing_shared import Shared
from claims.errors import ContentUnchanged, FactcheckError, InvalidRecord
from claims.models import Claim, ExternalId
from claims.vocabulary import Stage, Through

CHUNK = 100
STORED, UNCHANGED, KEPT, REFUSED = "stored", "unchanged", "kept", "refused"
NOTICE = "notice"
"""What becomes of a row; a notice stands beside one of the others."""


@dataclass(frozen=True)
class Line:
    """One line of the report. ``claim``: the id of the claim that the row is stored as, unless it was a trial."""

    row: int
    external_id: str
    outcome: str
    field: str = ""
    reason: str = ""
    claim: str = ""


@dataclass
class Counts:
    """Rows of the file by what became of them (they add up to ``rows``); claims stored and published; notices."""

    rows: int = 0
    stored: int = 0
    unchanged: int = 0
    kept: int = 0
    refused: int = 0
    claims: int = 0
    published: int = 0
    notices: int = 0

    def as_json(self) -> dict[str, int]:
        return asdict(self)


Tell = Callable[[Line], None]


@dataclass
class _Run:
    by: Any
    cause: str
    publish: bool
    is_trial: bool
    tell: Tell
    counts: Counts = field(default_factory=Counts)
    shared: Shared = field(default_factory=Shared)
    to_publish: list[tuple[UUID, int, str]] = field(default_factory=list)
    """Claims of the chunk, each with the row and the external id it is reported under."""

    def report(
        self, rows: Iterable[int], external_id: str, outcome: str, name: str = "", reason: str = "", claim: Any = ""
    ) -> None:
        for row in rows:
            self.counts.rows += 1
            setattr(self.counts, outcome, getattr(self.counts, outcome) + 1)
            self.tell(Line(row, external_id, outcome, name, reason, "" if self.is_trial else str(claim)))

    def notice(self, item: Item, notices: Iterable[Notice]) -> None:
        for notice in notices:
            self.counts.notices += 1
            self.tell(Line(item.rows[0], item.ids[0], NOTICE, notice.field, notice.sentence))


class _Trial(Exception):
    """Rolls back what a trial stored."""


@provenance.came_through(Through.IMPORT)
def run(
    *, by: Any, system: str, items: Iterable[Read], tell: Tell, dry_run: bool = False, publish: bool = False
) -> Counts:
    """Store the items as drafts, or with ``publish`` publish each, recorded as unreviewed. ``tell`` gets the report.

    ``system``: what the history calls the import, such as the format. Raises NotPermitted, and what reading the file raises.
    """
    rules.require(rules.may_import, by)
    if publish:
        rules.require(rules.may_publish, by)
    running = _Run(by, f"import {system}", publish and not dry_run, dry_run, tell)
    with _rolled_back() if dry_run else nullcontext():
        for chunk in _chunks(items):
            _store(running, chunk)
            _publish(running)
    return running.counts


@contextmanager
def _rolled_back() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
            raise _Trial
    except _Trial:
        pass


def _chunks(items: Iterable[Read]) -> Iterator[list[Read]]:
    source = iter(items)
    while chunk := list(islice(source, CHUNK)):
        yield chunk


def _store(running: _Run, chunk: list[Read]) -> None:
    """All of them at once; where the database refuses one, each by itself, so that only that one is left out."""
    for each in chunk:
        if isinstance(each, Refusal):
            running.report([each.row], each.external_id, REFUSED, each.field, each.reason)
    items = [each for each in chunk if isinstance(each, Item)]
    try:
        _store_items(running, items)
    except InvalidRecord:
        for item in items:
            try:
                _store_items(running, [item])
            except InvalidRecord as refused:
                _refuse(running, item, refused)


def _store_items(running: _Run, items: list[Item]) -> None:
    """One transaction. Raises InvalidRecord where the database refuses; then nothing is stored, and nothing reported."""
    said: list[Callable[[], None]] = []
    mark = running.shared.mark()
    try:
        with provenance.act(by=running.by, cause=running.cause), refusals_of_the_database():
            _wait_for_other_imports()
            known = _known(items)
            running.shared.look_up(item for item in items if not _found(item, known))
            rows = Rows()
            for item in items:
                said.append(_add(running, item, known, rows))
            running.shared.store()
            rows.store(by=running.by, what=EDIT)
    except InvalidRecord:
        running.shared.take_back(mark)
        running.to_publish.clear()
        raise
    running.shared.settled()
    running.counts.claims += len(rows.claims)
    for tell in said:
        tell()


def _add(running: _Run, item: Item, known: dict[tuple[str, str], ExternalId], rows: Rows) -> Callable[[], None]:
    """Add the rows of one item; returns what there is to report once the chunk is stored."""
    if found := _found(item, known):
        if found.content != fingerprint(item):
            reason = _("It is known already and the file says something else by now. Nothing was overwritten.")
            return lambda: running.report(item.rows, item.ids[0], KEPT, "", reason, found.claim_id)
        if running.publish and _is_untouched(found.claim):
            running.to_publish.append((found.claim_id, item.rows[0], item.ids[0]))
        return lambda: running.report(item.rows, item.ids[0], UNCHANGED, claim=found.claim_id)
    try:
        added, notices = rows_of(item, running.shared, by=running.by)
    except InvalidRecord as refused:
        return lambda error=refused: _refuse(running, item, error)  # type: ignore[misc]
    rows.add(added)
    known |= {(each.system, each.key): each for each in added.external_ids}
    if running.publish:
        running.to_publish.append((added.claims[0].pk, item.rows[0], item.ids[0]))

    def stored() -> None:
        running.report(item.rows, item.ids[0], STORED, claim=added.claims[0].pk)
        running.notice(item, (*item.notices, *notices))

    return stored


def _known(items: list[Item]) -> dict[tuple[str, str], ExternalId]:
    keys = {key_of(value) for item in items for value in item.ids}
    systems = {item.system for item in items}
    found = ExternalId.objects.filter(system__in=systems, key__in=keys).select_related("claim")
    return {(each.system, each.key): each for each in found}


def _found(item: Item, known: dict[tuple[str, str], ExternalId]) -> ExternalId | None:
    return next((found for value in item.ids if (found := known.get((item.system, key_of(value))))), None)


def _is_untouched(claim: Claim) -> bool:
    """A draft as an import left it: a run was stopped before it could publish, and nobody changed it since."""
    return claim.stage == Stage.DRAFT and claim.version == 1 and claim.edits.count() == 1


def _wait_for_other_imports() -> None:
    """Two imports of one file would both find nothing of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('claims.import'))")


def _refuse(running: _Run, item: Item, refused: InvalidRecord) -> None:
    name, reason = next(iter(refused.fields.items()), ("", refused.message))
    running.report(item.rows, item.ids[0], REFUSED, name, reason)


def _publish(running: _Run) -> None:
    """Each in a transaction of its own. What cannot be published stays a draft, with the reason."""
    for claim_id, row, external_id in running.to_publish:
        try:
            publishing.publish(by=running.by, claim_id=claim_id, is_reviewed=False)
            running.counts.published += 1
        except ContentUnchanged:
            continue
        except FactcheckError as refused:
            running.counts.notices += 1
            running.tell(Line(row, external_id, NOTICE, "publish", refused.message))
    running.to_publish.clear()
