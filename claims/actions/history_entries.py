"""The history as an editor reads it: who changed what of which record, when, through which door, field by field."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.actions import history
from claims.actions.history_values import Names, Piece, compared, readable, shortened
from claims.fields.prose import beginning
from claims.models import Change
from claims.vocabulary import Operation
from claims.wording.quotes import quoted

CAUSES: dict[str, Any] = {
    "save": gettext_lazy("saved"),
    "remove": gettext_lazy("removed"),
    "form": gettext_lazy("saved a form"),
    "delete selected": gettext_lazy("deleted from the list"),
    "load": gettext_lazy("loaded from a file"),
    "import": gettext_lazy("imported"),
    "new case": gettext_lazy("began a case"),
    "claim": gettext_lazy("wrote the claim"),
    "parties": gettext_lazy("added parties"),
    "point": gettext_lazy("added a point"),
    "order of points": gettext_lazy("reordered the points"),
    "answer": gettext_lazy("added an answer"),
    "passage": gettext_lazy("added a passage"),
    "stance": gettext_lazy("set a stance"),
    "stances": gettext_lazy("set several stances"),
    "deciding words": gettext_lazy("chose the deciding words"),
    "hedge": gettext_lazy("added a hedge"),
    "hedge taken away": gettext_lazy("took a hedge away"),
    "event": gettext_lazy("added an event"),
    "event card": gettext_lazy("edited an event"),
    "order of events": gettext_lazy("reordered the events"),
    "request": gettext_lazy("edited a request for comment"),
    "unasked": gettext_lazy("said why nobody asked"),
    "assessment": gettext_lazy("edited an assessment"),
    "relation": gettext_lazy("edited a relation"),
    "citation": gettext_lazy("edited a citation"),
    "evidence": gettext_lazy("changed what a citation serves"),
    "own evidence of a stance": gettext_lazy("gave a stance evidence of its own"),
    "own evidence of a stance taken away": gettext_lazy("took away evidence of a stance’s own"),
    "translation": gettext_lazy("translated"),
    "own claim": gettext_lazy("added a claim of the respondent"),
    "source relayed": gettext_lazy("added a relayed source"),
    "text of a source": gettext_lazy("added the text of a source"),
    "assign": gettext_lazy("assigned"),
    "submit": gettext_lazy("submitted for review"),
    "approve": gettext_lazy("approved"),
    "give back": gettext_lazy("given back"),
    "publish": gettext_lazy("published"),
    "withdraw": gettext_lazy("withdrawn"),
    "redact": gettext_lazy("took text off the record"),
    "comment": gettext_lazy("commented"),
    "resolve a comment": gettext_lazy("resolved a comment"),
    "reopen a comment": gettext_lazy("reopened a comment"),
    "settings": gettext_lazy("changed the settings"),
    "merge": gettext_lazy("merged"),
    "undo merge": gettext_lazy("undid a merge"),
    "restore": gettext_lazy("restored an earlier state"),
    "undo": gettext_lazy("undone"),
    "bring back": gettext_lazy("brought back what was deleted"),
}
"""What an editor reads for the cause of an act; the cause itself where there is no other word."""
_HIDDEN = {"id", "version", "created_at", "updated_at", "of", "claim_id", "created_by_id"}
_OF_STEPS = {"stage", "is_published", "version", "updated_at"}
_FETCHED = {"Citation": "source", "ClaimParty": "party", "Response": "party", "Request": "to", "Assignment": "claim"}
"""What the name of a record says of another one."""
_NAMING = ("name", "title", "text", "label", "words", "exact", "questions", "language")


@dataclass(frozen=True)
class Difference:
    """One field. ``pieces``: the two texts compared, where both are texts."""

    label: str
    before: str
    after: str
    pieces: Sequence[Piece] = ()


@dataclass(frozen=True)
class Entry:
    change: Change
    who: str
    through: str
    cause: str
    record: str
    """Kind and name of the record in whose history it stands."""
    part: str
    """Kind and name of the member that was changed, where it is not the record itself."""
    differences: Sequence[Difference]
    version: int | None
    """Of the record as it is stored now; None where it is gone or has none."""

    @property
    def is_from_outside(self) -> bool:
        return self.change.is_from_outside

    @property
    def is_of_a_step(self) -> bool:
        """Whether it only says how far the record is on its way to readers, which nobody takes back by the history."""
        return self.change.operation == Operation.UPDATE and set(self.change.after or {}) <= _OF_STEPS

    @property
    def has_state(self) -> bool:
        """Whether the record existed right after the change, so that it can be restored to that."""
        is_own = (self.change.table, self.change.row) == (self.change.owner_table, self.change.owner)
        ended = (Operation.DELETE, Operation.TRUNCATE)
        return not (is_own and self.change.operation in ended) and self.change.operation != Operation.TRUNCATE


def entries(changes: Iterable[Change]) -> list[Entry]:
    """In the order given. One query for each kind of record that is named in them. Fetch them with ``actor``."""
    listed = list(changes)
    page = _Page(listed)
    return [page.entry(change) for change in listed]


class _Page:
    def __init__(self, changes: list[Change]) -> None:
        self.changes = changes

    @cached_property
    def records(self) -> dict[tuple[type[models.Model], str], models.Model]:
        wanted: dict[type[models.Model], set[str]] = {}
        for model, key in self._mentioned():
            wanted.setdefault(model, set()).add(key)
        found = {}
        for model, keys in wanted.items():
            related = _FETCHED.get(model.__name__)
            rows = model._base_manager.select_related(related) if related else model._base_manager.all()
            for record in rows.filter(pk__in=keys):
                found[model, str(record.pk)] = record
        return found

    @cached_property
    def names(self) -> Names:
        return {key: str(record) for key, record in self.records.items()}

    def _mentioned(self) -> Iterator[tuple[type[models.Model], str]]:
        for change in self.changes:
            for table, key in {(change.table, change.row), (change.owner_table, change.owner)}:
                model = history.model_of(table)
                if model and key and not model._meta.auto_created:
                    yield model, key
            model = history.model_of(change.table)
            for field in model._meta.concrete_fields if model else ():
                if field.is_relation and isinstance(field.related_model, type):
                    for state in (change.before, change.after):
                        if state and state.get(str(field.column)):
                            yield field.related_model, str(state[str(field.column)])

    def entry(self, change: Change) -> Entry:
        owner = history.model_of(change.owner_table)
        record = self.records.get((owner, change.owner)) if owner else None
        is_member = (change.table, change.row) != (change.owner_table, change.owner)
        is_link = getattr(getattr(history.model_of(change.table), "_meta", None), "auto_created", False)
        return Entry(
            change=change,
            who=_who(change),
            through=str(change.get_through_display()),
            cause=str(CAUSES.get(change.cause, change.cause)),
            record=self._called(change, change.owner_table, change.owner),
            part=self._called(change, change.table, change.row) if is_member and not is_link else "",
            differences=list(self._differences(change)),
            version=getattr(record, "version", None),
        )

    def _called(self, change: Change, table: str, key: str) -> str:
        model = history.model_of(table)
        if model is None:
            return table
        is_own = (table, key) == (change.table, change.row)
        name = self.names.get((model, key)) or (_name_in(change.before or change.after or {}) if is_own else "")
        return (
            f"{capfirst(str(model._meta.verbose_name))} {quoted(shortened(name))}"
            if name
            else str(capfirst(str(model._meta.verbose_name)))
        )

    def _differences(self, change: Change) -> Iterator[Difference]:
        model = history.model_of(change.table)
        before, after = change.before or {}, change.after or {}
        if model is None:
            return
        if model._meta.auto_created:
            yield from self._link(change, model)
            return
        for field in model._meta.concrete_fields:
            column = str(field.column)
            if column in _HIDDEN or (column not in before and column not in after) or self._is_owner(change, field):
                continue
            if change.operation != Operation.UPDATE and not (before.get(column) or after.get(column)):
                continue
            yield self._difference(field, before.get(column), after.get(column))

    def _difference(self, field: Any, before: Any, after: Any) -> Difference:
        old, new = readable(field, before, self.names), readable(field, after, self.names)
        is_text = isinstance(field, models.CharField | models.TextField) and not field.flatchoices
        pieces = compared(old, new) if is_text and old and new else ()
        return Difference(str(capfirst(field.verbose_name)), shortened(old), shortened(new), pieces)

    def _link(self, change: Change, model: type[models.Model]) -> Iterator[Difference]:
        """A link that came or went, under the name of the field that it belongs to."""
        owner = history.model_of(change.owner_table)
        for field in owner._meta.many_to_many if owner else ():
            if field.remote_field.through is model:
                far: Any = model._meta.get_field(field.m2m_reverse_field_name())
                old, new = (
                    readable(far, (state or {}).get(far.column), self.names) for state in (change.before, change.after)
                )
                yield Difference(str(capfirst(field.verbose_name)), old, new)

    def _is_owner(self, change: Change, field: Any) -> bool:
        """The column that names the record of a member, which the entry is about anyway."""
        return (
            field.is_relation
            and (field.related_model._meta.db_table, change.owner_table)
            == (
                change.owner_table,
                field.related_model._meta.db_table,
            )
            and change.table != change.owner_table
        )


def _name_in(state: dict[str, Any]) -> str:
    return next((beginning(str(state[name])) for name in _NAMING if state.get(name)), "")


def _who(change: Change) -> str:
    if change.actor_id is None:
        return _("outside the application, database user %(user)s") % {"user": change.database_user}
    actor = change.actor
    if actor is None:
        return _("account %(number)d, which is gone") % {"number": change.actor_id}
    return actor.get_full_name() or actor.get_username()
