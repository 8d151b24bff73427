"""What somebody had seen of a record when a page was shown, told by the newest change in its history by then.

It counts what hangs on the record too, where the version of the record alone would not tell: a point that was added to
a draft since, a passage of an answer, an alias of a party.
"""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from claims.actions import history
from claims.errors import RecordChanged
from claims.models import Change, Claim, Passage, Response, Stance
from claims.models.record import Record

_GO_ALONG: dict[type[models.Model], dict[type[models.Model], str]] = {
    Response: {Passage: "response", Stance: "response"},
}
"""Records of their own that are deleted with one, and their field that names it."""


def newest(records: Sequence[models.Model]) -> dict[str, int]:
    """The id of the newest change of each record, by its key; the records are of one kind. At most three queries."""
    if not records:
        return {}
    if isinstance(records[0], Claim):
        changes = Change.objects.filter(claim_id__in=[record.pk for record in records]).order_by()
        return {str(pk): last for pk, last in changes.values_list("claim_id").annotate(Max("id"))}
    table, owned = records[0]._meta.db_table, _owned(records)
    found: dict[str, int] = {}
    grouped = Change.objects.filter(_of(records, owned)).order_by().values_list("owner_table", "owner", "table", "row")
    for owner_table, owner, row_table, row, last in grouped.annotate(Max("id")):
        key = owned.get((owner_table, owner)) or (row if row_table == table else "")
        found[key] = max(last, found.get(key, 0))
    return found


def since(record: models.Model, seen: int) -> QuerySet[Change]:
    """What was changed of the record after the change that was the newest when it was seen. Newest first."""
    if isinstance(record, Claim):
        return history.seen(history.changes_of_case(record.pk).filter(id__gt=seen))
    return history.seen(Change.objects.filter(_of([record], _owned([record])), id__gt=seen))


def require_seen(record: models.Model, seen: int | None) -> None:
    """Raise RecordChanged where somebody changed the record, or what hangs on it, since. None: nobody asks."""
    if seen is not None and since(record, seen).exists():
        message = _("Somebody else changed this %(record)s since it was shown to you.")
        raise RecordChanged(message % {"record": record._meta.verbose_name})


def require_unchanged(record: models.Model, version: int | None, seen: int | None) -> None:
    """Lock the row, and raise RecordChanged where it was saved or removed since ``version`` or ``seen``.

    What is stored of its version and of its publication stands in the record afterwards.
    """
    stored = type(record)._base_manager.select_for_update(of=("self",)).filter(pk=record.pk).first()
    if stored is None:
        message = _("Somebody else removed this %(record)s since you opened it.")
        raise RecordChanged(message % {"record": record._meta.verbose_name})
    if isinstance(record, Record) and isinstance(stored, Record):
        if version not in (None, stored.version):
            raise RecordChanged(overtaken(record))
        record.is_published, record.version = stored.is_published, stored.version
    require_seen(record, seen)


def overtaken(record: models.Model) -> str:
    message = _("Somebody else saved this %(record)s since you opened it. Nothing of yours was stored; reload it.")
    return message % {"record": record._meta.verbose_name}


def _owned(records: Sequence[models.Model]) -> dict[history.Row, str]:
    """The records, and those that go along with them, as the history names owners; with the key of the record."""
    model = type(records[0])
    keys = [record.pk for record in records]
    owned: dict[history.Row, str] = {(model._meta.db_table, str(key)): str(key) for key in keys}
    for along, name in _GO_ALONG.get(model, {}).items():
        rows = along._base_manager.filter(**{f"{name}__in": keys}).values_list("pk", f"{name}_id")
        owned |= {(along._meta.db_table, str(pk)): str(owner) for pk, owner in rows}
    return owned


def _of(records: Sequence[models.Model], owned: dict[history.Row, str]) -> Q:
    """Changes of these owners; where the records are members of others, also those of their own rows."""
    of_owners = Q(owner_table__in={table for table, _key in owned}, owner__in={key for _table, key in owned})
    owners = {owner for record in records if (owner := history.owner_of_member(record))}
    if not owners:
        return of_owners
    rows: dict[str, Any] = {"table": records[0]._meta.db_table, "row__in": [str(record.pk) for record in records]}
    return of_owners | Q(
        owner_table__in={table for table, _key in owners}, owner__in={key for _table, key in owners}, **rows
    )
