"""A merge before it is done: what moves, what stays, what needs a second look, and which published cases it changes."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.actions import merging, merging_parts
from claims.actions.references import REFERENCES, model_of
from claims.errors import FactcheckError, InvalidRecord
from claims.models import Claim, ClaimParty, Party, Source
from claims.vocabulary import Mergeable

EXAMPLES = 3


@dataclass(frozen=True)
class Moved:
    label: str
    count: int
    examples: list[str]


@dataclass
class Preview:
    """``refusal``: why these two are not merged; empty where they can be."""

    kept: Any
    merged: Any
    moves: list[Moved] = field(default_factory=list)
    stays: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    pending: list[Claim] = field(default_factory=list)
    refusal: str = ""


def preview(*, by: Any, kind: str, kept_id: UUID, merged_id: UUID) -> Preview:
    """Stores nothing. Raises InvalidRecord where one of the two is not there."""
    model: Any = model_of(kind)
    rows = model.objects.in_bulk({kept_id, merged_id})
    if missing := {kept_id, merged_id} - rows.keys():
        message = _("There is no such record: %(id)s.") % {"id": missing.pop()}
        raise InvalidRecord(message, {"other": message})
    found = Preview(rows[kept_id], rows[merged_id])
    try:
        merging.require_mergeable(by, kind, found.kept, found.merged)
    except FactcheckError as refused:
        found.refusal = refused.message
        return found
    cases: set[UUID] = set()
    for reference in REFERENCES[kind]:
        rows_that_move = reference.rows(found.merged)
        if count := rows_that_move.count():
            examples = [_name(row) for row in rows_that_move[:EXAMPLES]]
            found.moves.append(Moved(str(reference.label), count, examples))
        cases |= reference.cases(found.merged)
        _note_left_behind(found, str(reference.label), reference.left_behind(found.merged).count())
        found.conflicts += [_twice(row) for row in reference.duplicates(found.kept, found.merged)[:EXAMPLES]]
    _note_rest(found, kind)
    pending = Claim.objects.filter(pk__in=cases, is_published=True)
    found.pending = list(pending.order_by("title", "pk"))
    return found


def _note_left_behind(found: Preview, label: str, count: int) -> None:
    if count:
        found.stays.append(_("In withdrawn or merged cases: %(what)s (%(count)d)") % {"what": label, "count": count})


def _note_rest(found: Preview, kind: str) -> None:
    kept, merged = found.kept, found.merged
    if isinstance(kept, Party):
        if names := merging_parts.names_of(merged, kept):
            found.moves.append(Moved(_("names that become other names"), len(names), names))
        if kept.kind != merged.kind:
            words = {"kept": kept.get_kind_display(), "merged": merged.get_kind_display()}
            found.conflicts.append(_("Their kinds differ: %(kept)s and %(merged)s. The first stays.") % words)
    if isinstance(kept, Source):
        if count := merged.snapshots.count():
            found.moves.append(Moved(_("copies"), count, [str(each) for each in merged.snapshots.all()[:EXAMPLES]]))
        if kept.url and merged.url and kept.url != merged.url:
            found.conflicts.append(_("Their addresses differ. This one stays: %(url)s") % {"url": kept.url})
    if kind == Mergeable.CLAIM:
        found.stays += _case_of(merged)


def _case_of(claim: Claim) -> list[str]:
    points = claim.points.filter(is_removed=False).count()
    responses = claim.responses.filter(is_removed=False).count()
    return [
        ngettext("%(count)d point", "%(count)d points", points) % {"count": points},
        ngettext("%(count)d response", "%(count)d responses", responses) % {"count": responses},
    ]


def _twice(row: models.Model) -> str:
    if isinstance(row, ClaimParty):
        return _("Both are parties of “%(claim)s”; they become one.") % {"claim": row.claim}
    return _("Would stand twice, or refer to itself, and is dropped: %(name)s") % {"name": _name(row)}


def _name(row: models.Model) -> str:
    """Of a part of a case, its claim too; of a link, the record that it belongs to."""
    for name in ("point", "from_source", "claim"):
        if row._meta.auto_created and any(column.name == name for column in row._meta.fields):
            return str(getattr(row, name))
    if any(column.name == "claim" for column in row._meta.fields):
        return f"{row} – {row.claim}"  # type: ignore[attr-defined]  # asked for above
    return str(row)
