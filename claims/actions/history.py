"""Reading the history: which changes a record or a case has, and what a record was like in an earlier version."""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models
from django.db.models import F, Q, QuerySet, Value

from claims.models import Change, Claim
from claims.vocabulary import Operation
from claims.wording.quotes import quoted

OWNERS = {
    "ClaimParty": "claim",
    "Assignment": "claim",
    "Passage": "response",
    "Hedge": "stance",
    "RequestExtension": "request",
    "PartyAlias": "party",
    "Snapshot": "source",
}
"""Rows that are shown in the history of the record they belong to, as history.sql has it, and the field that names it."""
_WITH_OWN_ROWS = {
    "claims_claim": "claims_claimparty",
    "claims_response": "claims_passage",
    "claims_stance": "claims_hedge",
}
"""Records whose members have translations and links of their own."""
Row = tuple[str, str]
"""A table and the key of a row in it."""


def changes_of(record: models.Model) -> QuerySet[Change]:
    """Newest first. Of a record, its links, translations and members; of a claim, of its whole case."""
    if isinstance(record, Claim):
        return changes_of_case(record.pk)
    return Change.objects.filter(of_record(type(record), record.pk) | _as_member(record))


def changes_of_case(claim_id: UUID) -> QuerySet[Change]:
    """Newest first. Of the claim and everything that hangs on it, but not of the parties and sources it shares."""
    return Change.objects.filter(claim_id=claim_id)


def of_record(model: type[models.Model], key: Any) -> Q:
    """Changes of one record with its links, translations and members; of a claim without the parts of its case."""
    table = model._meta.db_table
    found = Q(owner_table=table, owner=str(key))
    if member := _WITH_OWN_ROWS.get(table):
        members = Change.objects.filter(owner_table=table, owner=str(key), table=member).order_by().values("row")
        found |= Q(owner_table=member, owner__in=members)
    return found


def of_row(record: models.Model) -> Q:
    """Changes of the very row of this record."""
    table, key = record._meta.db_table, str(record.pk)
    return _as_member(record) or Q(owner_table=table, owner=key, table=table, row=key)


def _as_member(record: models.Model) -> Q:
    if not (owner := owner_of_member(record)):
        return Q()
    return Q(owner_table=owner[0], owner=owner[1], table=record._meta.db_table, row=str(record.pk))


def owner_of_member(record: models.Model) -> Row | None:
    """The record in whose history the row of a member or translation stands; None for what has a history of its own."""
    name = OWNERS.get(type(record).__name__) or next(
        (
            field.name
            for field in record._meta.fields
            if type(record).__name__.endswith("Translation") and field.is_relation
        ),
        "",
    )
    if not name:
        return None
    field: Any = record._meta.get_field(name)
    return field.related_model._meta.db_table, str(getattr(record, field.attname))


def seen(changes: QuerySet[Change]) -> QuerySet[Change]:
    """Without those that only counted the version of a record."""
    rest = models.Func(
        F("after"), Value("version"), arg_joiner=" - ", template="(%(expressions)s)", output_field=models.JSONField()
    )
    return changes.alias(_rest=rest).exclude(operation=Operation.UPDATE, _rest={})


def state_at(record: models.Model, version: int) -> dict[str, Any] | None:
    """The columns of the record as they were last in this version, by attribute name; None where it is not known.

    Taken back from the stored row, so it holds for a deleted record too. Two queries.
    """
    state = stored(type(record), record.pk)
    if state is not None and state.get("version") == version:
        return as_python(type(record), state)
    changes = Change.objects.filter(of_row(record)).order_by("-id")
    for operation, before in changes.values_list("operation", "before").iterator():
        state = _taken_back(state, operation, before)
        if state is not None and state.get("version") == version:
            return as_python(type(record), state)
    return None


def many_to_many_at(record: models.Model, version: int) -> dict[str, list[str]]:
    """The keys that each many-to-many field of the record had at the end of this version. Two queries a field, and one."""
    until = (
        Change.objects.filter(
            of_row(record), before__version=version, operation__in=[Operation.UPDATE, Operation.DELETE]
        )
        .order_by("-id")
        .values_list("id", flat=True)
        .first()
    )
    return {field.name: _links_until(record, field, until) for field in type(record)._meta.many_to_many}


def _links_until(record: models.Model, field: Any, until: int | None) -> list[str]:
    """``until``: the change that ended the version. Links that go with a deletion go just before it."""
    through, near, far = field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()
    linked = {str(key) for key in through._base_manager.filter(**{near: record.pk}).values_list(far, flat=True)}
    if until is None:
        return sorted(linked)
    found = Change.objects.filter(of_record(type(record), record.pk), table=through._meta.db_table)
    ended = Change.objects.get(pk=until)
    since = Q(id__gt=until) | (Q(act=ended.act) if ended.act and ended.operation == Operation.DELETE else Q())
    for operation, before, after in (
        found.filter(since).order_by("-id").values_list("operation", "before", "after").iterator()
    ):
        if operation == Operation.INSERT:
            linked.discard(str((after or {}).get(far)))
        elif operation == Operation.DELETE:
            linked.add(str((before or {}).get(far)))
    return sorted(linked)


def stored(model: type[models.Model], key: Any) -> dict[str, Any] | None:
    """The row as the history writes rows; None where there is none."""
    names = connection.ops.quote_name
    meta = model._meta
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT to_jsonb(found)::text FROM {names(meta.db_table)} AS found"  # noqa: S608  our names
            f" WHERE {names(str(meta.pk.column))} = %s",
            [key],
        )
        row = cursor.fetchone()
    return None if row is None else json.loads(row[0])


def _taken_back(state: dict[str, Any] | None, operation: str, before: dict[str, Any] | None) -> dict[str, Any] | None:
    """The row before a change, from the row after it."""
    if operation == Operation.INSERT or before is None:
        return None
    return before if operation == Operation.DELETE else (state or {}) | before


def as_python(model: type[models.Model], state: dict[str, Any]) -> dict[str, Any]:
    """Columns of the history as attributes of the model; columns that it has no more are left out."""
    return {
        field.attname: field.to_python(state[field.column])
        for field in model._meta.concrete_fields
        if field.column in state
    }


def model_of(table: str) -> type[models.Model] | None:
    """The model of a watched table; None where a later version of the program dropped it."""
    return _models().get(table)


def called(table: str, state: dict[str, Any]) -> str:
    """A record, of which perhaps nothing is left but the history, by its kind and the name that it had in a state."""
    model = model_of(table)
    name = next((state[column] for column in ("title", "name", "text", "label", "exact") if state.get(column)), "")
    kind = str(model._meta.verbose_name) if model else table
    return f"{kind} {quoted(str(name)[:100])}" if name else kind


def _models() -> dict[str, type[models.Model]]:
    found: Iterable[type[models.Model]] = apps.get_app_config("claims").get_models(include_auto_created=True)
    return {model._meta.db_table: model for model in found}
