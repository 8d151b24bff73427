"""Who may take which changes back: whoever may change every record that they are of."""

from typing import Any

from django.utils.translation import gettext as _

from claims import rules
from claims.actions import editing, history
from claims.errors import NotPermitted
from claims.models import Change, Claim
from claims.vocabulary import Stage


def require_rights(by: Any, changes: list[Change]) -> None:
    """Lock the cases and shared records, in one order for everybody, and raise NotPermitted where one is not ``by``'s."""
    claims = Claim.objects.select_for_update().order_by("pk")
    found = {claim.pk: claim for claim in claims.filter(pk__in={c.claim_id for c in changes if c.claim_id})}
    for claim in found.values():
        if claim.stage == Stage.WITHDRAWN and claim.merged_into_id is None:
            raise NotPermitted(_("The claim is withdrawn; its case can no longer be changed."))
        rules.require(rules.may_edit, by, claim)
    for deleted in {c.claim_id for c in changes if c.claim_id} - found.keys():
        rules.require(rules.may_edit, by, _deleted_claim(changes, deleted))
    for table, key in sorted({(c.owner_table, c.owner) for c in changes if not c.claim_id}):
        _require_shared(by, table, key)


def _deleted_claim(changes: list[Change], key: Any) -> Claim:
    """The claim as it was when it was deleted."""
    for change in changes:
        if change.table == Claim._meta.db_table and change.row == str(key) and change.before:
            return Claim(**history.as_python(Claim, change.before))
    return Claim(pk=key)


def _require_shared(by: Any, table: str, key: str) -> None:
    model = history.model_of(table)
    if model is None or not by.has_perm(f"claims.change_{model._meta.model_name}"):
        raise NotPermitted(_("You may not change these records."))
    record = model._base_manager.select_for_update().filter(pk=key).first()
    if record is None:
        rules.require(rules.may_create, by)
    else:
        editing.require_edit(by, record)
