"""Rows as they were before a list of changes: each change is taken back by its inverse, the newest first.

In that order every row between is one that was once stored, so that the rules of the database hold at each step.
"""

import json
from collections import defaultdict
from typing import Any, cast

from django.db import IntegrityError, connection, models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg.errors import ForeignKeyViolation

from claims.actions import history
from claims.errors import InvalidRecord
from claims.models import Change
from claims.models.record import CaseRecord, Record
from claims.vocabulary import Operation


class TakenBack:
    """``left``: the columns that stay as they are; ``is_counted``: whether each record gets a new version.

    ``run`` raises InvalidRecord, and IntegrityError of the database.
    """

    def __init__(self, changes: list[Change], left: set[str], *, is_counted: bool = True) -> None:
        self.changes = changes
        self.left = left
        self.is_counted = is_counted
        self.touched: dict[type[models.Model], set[str]] = {}
        self.kept = self._kept()

    def run(self) -> None:
        self._require_related()
        try:
            for change in self.changes:
                self._take_back(change)
            if self.is_counted:
                self._count()
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        except IntegrityError as refused:
            if isinstance(refused.__cause__, ForeignKeyViolation):
                raise InvalidRecord(_("Something else refers to it, or what it refers to is gone.")) from refused
            raise

    def _kept(self) -> set[history.Row]:
        """What the changes added and readers have seen since: it stays as removed, and so does what hangs on it."""
        added = [change for change in reversed(self.changes) if change.operation == Operation.INSERT]
        kept: set[history.Row] = set()
        for change in added:
            model = self._model(change.table)
            is_seen = (
                issubclass(model, Record) and model._base_manager.filter(pk=change.row, is_published=True).exists()
            )
            if is_seen and not issubclass(model, CaseRecord):
                raise InvalidRecord(_("“%(name)s” is published and cannot be deleted.") % {"name": self._name(change)})
            if is_seen or (change.owner_table, change.owner) in kept:
                kept.add((change.table, change.row))
        return kept

    def _require_related(self) -> None:
        """Raise InvalidRecord, which names it, where something that the rows will refer to is not there any more."""
        back = {(change.table, change.row) for change in self.changes if change.operation == Operation.DELETE}
        missing = []
        for model, keys in sorted(self._references().items(), key=lambda each: each[0]._meta.db_table):
            wanted = {key for key in keys if (model._meta.db_table, key) not in back}
            there = {str(key) for key in model._base_manager.filter(pk__in=wanted).values_list("pk", flat=True)}
            missing += [_deleted_name(model, key) for key in sorted(wanted - there)]
        if missing:
            message = _("It would refer to what was deleted since: %(names)s. Bring that back first.")
            raise InvalidRecord(message % {"names": ", ".join(missing)})

    def _references(self) -> dict[type[models.Model], set[str]]:
        """What the rows refer to once all is taken back; the oldest change of a row says last what it was."""
        states: dict[history.Row, dict[str, Any]] = {}
        for change in self.changes:
            row = (change.table, change.row)
            states[row] = {} if change.operation == Operation.INSERT else states.get(row, {}) | (change.before or {})
        found: dict[type[models.Model], set[str]] = defaultdict(set)
        for (table, _row), state in states.items():
            for field in (each for each in self._model(table)._meta.concrete_fields if each.is_relation):
                if value := state.get(str(field.column)):
                    found[cast("type[models.Model]", field.related_model)].add(str(value))
        return found

    def _take_back(self, change: Change) -> None:
        model = self._model(change.table)
        if change.operation == Operation.UPDATE:
            columns = {name: value for name, value in (change.before or {}).items() if name not in self.left}
            self._update(model, change.row, columns)
        elif change.operation == Operation.DELETE:
            self._insert(model, change.before or {})
        elif change.operation == Operation.INSERT and (change.table, change.row) in self.kept:
            if issubclass(model, CaseRecord):
                self._update(model, change.row, {"is_removed": True})
        elif change.operation == Operation.INSERT:
            _execute(f"DELETE FROM {_table(model)} WHERE {_key(model)} = %s", change.row)  # noqa: S608  our names
        else:
            raise InvalidRecord(_("The table was emptied from outside; that cannot be taken back here."))
        self._touch(model, change)

    def _touch(self, model: type[models.Model], change: Change) -> None:
        """The record, or the one whose links these are."""
        if model._meta.auto_created:
            self.touched.setdefault(self._model(change.owner_table), set()).add(change.owner)
        else:
            self.touched.setdefault(model, set()).add(change.row)

    def _count(self) -> None:
        """Each record that is there now has been changed once."""
        for model, keys in self.touched.items():
            if issubclass(model, Record):
                rows = model._base_manager.filter(pk__in=keys)
                rows.update(version=F("version") + 1, updated_at=timezone.now())

    def _update(self, model: type[models.Model], key: str, columns: dict[str, Any]) -> None:
        names = _known(model, columns)
        if not names:
            return
        set_to = ", ".join(f"{name} = wanted.{name}" for name in names)
        _execute(
            f"UPDATE {_table(model)} AS stored SET {set_to} FROM jsonb_populate_record(NULL::{_table(model)}, %s)"  # noqa: S608  our names
            f" AS wanted WHERE stored.{_key(model)} = wanted.{_key(model)}",
            json.dumps(columns | {str(model._meta.pk.column): key}),
        )

    def _insert(self, model: type[models.Model], columns: dict[str, Any]) -> None:
        names = ", ".join(_known(model, columns))
        _execute(
            f"INSERT INTO {_table(model)} ({names})"  # noqa: S608  our names
            f" SELECT {names} FROM jsonb_populate_record(NULL::{_table(model)}, %s)",
            json.dumps(columns),
        )

    def _model(self, table: str) -> type[models.Model]:
        if model := history.model_of(table):
            return model
        raise InvalidRecord(_("The table “%(table)s” is not there any more.") % {"table": table})

    def _name(self, change: Change) -> str:
        record = self._model(change.table)._base_manager.filter(pk=change.row).first()
        return str(record or change.row)


def _deleted_name(model: type[models.Model], key: str) -> str:
    """The record as it was called when it was deleted."""
    table = model._meta.db_table
    removals = Change.objects.filter(table=table, row=key, operation=Operation.DELETE)
    return history.called(table, removals.order_by("-id").values_list("before", flat=True).first() or {})


def _known(model: type[models.Model], columns: dict[str, Any]) -> list[str]:
    """The columns that the table still has, quoted."""
    there = {str(field.column) for field in model._meta.concrete_fields}
    return [connection.ops.quote_name(name) for name in columns if name in there]


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _key(model: type[models.Model]) -> str:
    return connection.ops.quote_name(str(model._meta.pk.column))


def _execute(statement: str, *parameters: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
