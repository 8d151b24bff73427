"""Taking changes back: an earlier state of a record comes again, or everything that one act did is undone.

Both are new changes of the person who asks for them, through the same rights as any other, whole or not at all. What was
published is never deleted, only removed; what only publishing and reviewing write stays.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.actions import editing, history, provenance
from claims.actions.restoring_rights import require_rights
from claims.actions.restoring_rows import TakenBack
from claims.errors import InvalidRecord, NotPermitted, RecordChanged
from claims.models import Change, Claim, Merge
from claims.vocabulary import Operation
from claims.wording.quotes import quoted

COUNTED = {"version", "is_published", "stage"}
"""What changes beside the work of editors; it is no change that somebody could lose."""


@provenance.recorded("restore")
def restore(
    *, by: Any, record_model: type[models.Model], record_id: Any, change_id: int, version: int | None = None
) -> None:
    """Bring a record, with its links, translations and members, back to what it was right after this change.

    ``version``: the one that was looked at; None for a record that is deleted or has none. Raises NotPermitted,
    RecordChanged, and InvalidRecord where there is nothing to restore or a rule of the database forbids it.
    """
    changes = Change.objects.filter(history.of_record(record_model, record_id))
    chosen = changes.filter(pk=change_id).first()
    if chosen is None:
        raise InvalidRecord(_("This change does not belong to the record."))
    after = changes.filter(id__gt=_last_of_its_act(changes, chosen))
    claim_ids = {chosen.claim_id} if chosen.claim_id else set()
    Claim.objects.select_for_update().filter(pk__in=claim_ids).first()
    _require_version(record_model, record_id, version)
    later = list(after.order_by("-id"))
    if any(_is_merging(change) for change in later):
        raise InvalidRecord(_("It was merged since. Undo the merge first."))
    _take_back(by, later, is_merge=False, what="restored")


def undo(*, by: Any, act: UUID) -> UUID:
    """Take everything back that one act did, as one new act, whose id is answered; so an undone act can be redone.

    Raises RecordChanged, naming the records, where somebody changed one of its rows since; NotPermitted; InvalidRecord.
    """
    with provenance.act(by=by, cause="undo") as done:
        changes = list(Change.objects.filter(act=act).order_by("-id"))
        if any(change.operation == Operation.UPDATE and "is_published" in (change.after or {}) for change in changes):
            raise InvalidRecord(_("What readers have seen cannot be undone. Change it and publish a correction."))
        require_rights(by, changes)
        _require_unchanged(changes, act)
        merge = Merge.objects.select_for_update().filter(act=act, undone_at__isnull=True).first()
        if merge is None and any(_is_merging(change) for change in changes):
            raise InvalidRecord(_("That merge was undone. Merge the records anew instead."))
        _take_back(by, changes, is_merge=merge is not None, what="undone")
        if merge:
            merge.undone_by, merge.undone_at = by, timezone.now()
            merge.save(update_fields=["undone_by", "undone_at"])
    return done


def removal_of(model: type[models.Model], key: Any, *, within: models.Q | None = None) -> Change | None:
    """The change that deleted the record; None where it is there, or nobody knows of it.

    ``within``: where else to look than in its own history: that of the case or record that it was a member of.
    """
    table = model._meta.db_table
    of_own = models.Q(owner_table=table, owner=str(key))
    if model._base_manager.filter(pk=key).exists():
        return None
    found = Change.objects.filter(of_own | within if within else of_own, table=table, row=str(key))
    return found.filter(operation=Operation.DELETE).select_related("actor").order_by("-id").first()


def may_bring_back(*, by: Any, removal: Change) -> bool:
    try:
        with transaction.atomic():
            require_rights(by, _gone_with(removal))
    except NotPermitted:
        return False
    return True


@provenance.recorded("bring back")
def bring_back(*, by: Any, removal: Change) -> None:
    """Undo a deletion: the record, in the version it had, and what went with it. The rest of that act stays.

    Raises NotPermitted, and InvalidRecord where what it belonged to is gone or its place is taken.
    """
    _take_back(by, _gone_with(removal), is_merge=False, is_counted=False, what="brought back")


def _gone_with(removal: Change) -> list[Change]:
    """Of the same act, newest first: the changes of the deleted row and of those that were deleted because they named it."""
    if removal.act is None:
        return [removal]
    changes = list(Change.objects.filter(act=removal.act).order_by("-id"))
    deleted = [change for change in changes if change.operation == Operation.DELETE]
    gone = {(removal.table, removal.row)}
    while more := {_row(change) for change in deleted if _row(change) not in gone and _names(change) & gone}:
        gone |= more
    return [change for change in changes if _row(change) in gone]


def _row(change: Change) -> history.Row:
    return change.table, change.row


def _names(change: Change) -> set[history.Row]:
    """The rows that a deleted row referred to and could not be without."""
    model = history.model_of(change.table)
    before = change.before or {}
    relations: list[Any] = [field for field in model._meta.concrete_fields if field.is_relation] if model else []
    return {
        (each.related_model._meta.db_table, str(before[each.column])) for each in relations if before.get(each.column)
    }


def _take_back(by: Any, changes: list[Change], *, is_merge: bool, what: str, is_counted: bool = True) -> None:
    """``changes``: newest first."""
    left = {"version", "is_published"} if is_merge else COUNTED
    changes = [change for change in changes if not _is_only(change, left)]
    if not changes:
        raise InvalidRecord(_("There is nothing to take back."))
    require_rights(by, changes)
    with editing.refusals_of_the_database():
        TakenBack(changes, left, is_counted=is_counted).run()
    for claim in Claim.objects.filter(pk__in={change.claim_id for change in changes if change.claim_id}):
        editing.note_edit(by=by, record=claim, what=what)


def _is_only(change: Change, columns: Iterable[str]) -> bool:
    return change.operation == Operation.UPDATE and set(change.after or {}) <= set(columns)


def _is_merging(change: Change) -> bool:
    return change.operation == Operation.UPDATE and "merged_into_id" in (change.after or {})


def _last_of_its_act(changes: models.QuerySet[Change], chosen: Change) -> int:
    """Right after a change is after all that the same act did to the record: its links come after its columns."""
    if chosen.act is None:
        return chosen.pk
    return changes.filter(act=chosen.act).order_by("-id").values_list("id", flat=True).first() or chosen.pk


def _require_version(model: type[models.Model], key: Any, version: int | None) -> None:
    stored = model._base_manager.select_for_update().filter(pk=key).first()
    if version is not None and (stored is None or getattr(stored, "version", version) != version):
        message = _("Somebody else saved this %(record)s since you opened it. Nothing was restored; look again.")
        raise RecordChanged(message % {"record": model._meta.verbose_name})


def _require_unchanged(changes: list[Change], act: UUID) -> None:
    """Raise RecordChanged where a row was changed after the act had changed it."""
    last: dict[history.Row, int] = {}
    for change in changes:
        last.setdefault((change.table, change.row), change.pk)
    if not last:
        return
    owners: dict[str, set[str]] = {}
    for change in changes:
        owners.setdefault(change.owner_table, set()).add(change.owner)
    of_owners = models.Q()
    for table, keys in owners.items():
        of_owners |= models.Q(owner_table=table, owner__in=keys)
    later = Change.objects.filter(of_owners, id__gt=min(last.values())).exclude(act=act, act__isnull=False)
    changed = {
        (change.owner_table, change.owner)
        for change in later
        if change.pk > last.get((change.table, change.row), change.pk) and not _is_only(change, COUNTED)
    }
    if changed:
        names = ", ".join(sorted(_name_of(table, key) for table, key in changed)[:5])
        raise RecordChanged(
            _("Somebody changed this since, so it cannot be undone as a whole: %(names)s.") % {"names": names}
        )


def _name_of(table: str, key: str) -> str:
    model = history.model_of(table)
    record = model._base_manager.filter(pk=key).first() if model else None
    if model is None or record is None:
        return key
    return f"{model._meta.verbose_name} {quoted(record)}"
