"""Merging: two records turned out to be one. What refers to the merged one refers to the kept one from then on.

What was published keeps its names; the cases concerned have pending changes, which the next publication of each takes in.
A merged claim leads to the kept one and leaves the lists; its case can still be read at the desk, and the kept case is as
it was. A merge is one act of the history, and is undone as one.
"""

from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from claims import rules
from claims.actions import announcing, chain, editing, merging_parts, provenance, publication_answers, restoring
from claims.actions.editing import sentence
from claims.actions.references import REFERENCES, Reference, model_of
from claims.errors import InvalidRecord, RecordChanged
from claims.models import Claim, Merge, Party, Publication
from claims.vocabulary import Mergeable, Stage


def merge(
    *,
    by: Any,
    kind: str,
    kept_id: UUID,
    merged_id: UUID,
    reason: str = "",
    versions: tuple[int, int] | None = None,
) -> Merge:
    """Merge one record into another of its kind. ``versions`` of the kept and the merged one, as they were looked at.

    Raises NotPermitted, InvalidRecord (itself, a circle, merged already, withdrawn) and RecordChanged.
    """
    rules.require(rules.may_merge, by)
    reason = sentence("reason", reason)
    with provenance.act(by=by, cause="merge") as act:
        kept, merged = _locked(kind, kept_id, merged_id)
        require_mergeable(by, kind, kept, merged)
        _require_versions((kept, merged), versions)
        cases = _cases(kind, merged)
        with editing.refusals_of_the_database():
            _lead_on(kept, merged)
            if kind == Mergeable.SOURCE:
                merging_parts.move_snapshots(kept, merged)
            for reference in REFERENCES[kind]:
                _drop_duplicates(by, reference, kept, merged)
                reference.move(kept, merged)
            merging_parts.complete(kept, merged)
        done = Merge.objects.create(kind=kind, kept_id=kept.pk, merged_id=merged.pk, act=act, by=by, reason=reason)
        for claim in cases:
            editing.note_edit(by=by, record=merged, what="merged", claim=claim)
        _tell_readers(kind, kept_id, merged_id)
    return done


def undo(*, by: Any, merge_id: UUID) -> Merge:
    """Take a merge back, as a new change. Raises RecordChanged, naming what somebody changed since."""
    found = Merge.objects.filter(pk=merge_id).first()
    if found is None:
        raise InvalidRecord(_("There is no such merge."))
    if found.undone_at is not None:
        raise InvalidRecord(_("This merge was undone already."))
    merged = Claim.objects.filter(pk=found.merged_id).first() if found.kind == Mergeable.CLAIM else None
    rules.require(rules.may_merge, by, merged)
    with provenance.act(by=by, cause="undo merge"):
        restoring.undo(by=by, act=found.act)
        _tell_readers(found.kind, found.kept_id, found.merged_id)
    found.refresh_from_db()
    return found


def require_mergeable(by: Any, kind: str, kept: Any, merged: Any) -> None:
    """Raise NotPermitted, or InvalidRecord with the reason why these two are not merged."""
    for record in (kept, merged):
        rules.require(rules.may_merge, by, record if isinstance(record, Claim) else None)
    if kept.pk == merged.pk:
        raise _refused(_("A record cannot be merged into itself."))
    if merged.merged_into_id is not None:
        raise _refused(_("“%(name)s” was merged already.") % {"name": merged})
    if kept.merged_into_id is not None:
        raise _refused(_("“%(name)s” was merged into another record itself. Choose that one.") % {"name": kept})
    if isinstance(merged, Party) and merged.is_private and not kept.is_private:
        raise _refused(_("A private person's name would become a public alias. Mark the kept party as private first."))
    if kind == Mergeable.CLAIM:
        _require_claims(kept, merged)


def _require_claims(kept: Claim, merged: Claim) -> None:
    if Stage.WITHDRAWN in (kept.stage, merged.stage):
        raise _refused(_("A withdrawn claim is not merged."))
    if merged.is_published and not kept.is_published:
        raise _refused(_("Readers know “%(name)s”: publish the claim that is kept first.") % {"name": merged})


def pending_cases(done: Merge) -> list[Claim]:
    """Published cases that the merge changed: readers see that once they are published again."""
    changed = merging_parts.claims_of_act(done.act)
    return list(Claim.objects.filter(pk__in=changed, is_published=True, merged_into=None).order_by("title", "pk"))


def merges_of(kind: str, record_id: UUID) -> list[Merge]:
    """In which the record was kept or merged, the latest first."""
    found = Merge.objects.filter(kind=kind).select_related("by", "undone_by")
    return list((found.filter(kept_id=record_id) | found.filter(merged_id=record_id)).order_by("-at"))


def _locked(kind: str, kept_id: UUID, merged_id: UUID) -> tuple[Any, Any]:
    """Both rows and their cases, in one order for everybody."""
    model: Any = model_of(kind)
    cases = {each for reference in REFERENCES[kind] for each in reference.cases(model(pk=merged_id))}
    own = {kept_id, merged_id} if kind == Mergeable.CLAIM else set()
    list(Claim.objects.select_for_update().filter(pk__in=cases | own).order_by("pk").values_list("pk"))
    rows = {row.pk: row for row in model.objects.select_for_update().filter(pk__in={kept_id, merged_id}).order_by("pk")}
    if missing := {kept_id, merged_id} - rows.keys():
        raise _refused(_("There is no such record: %(id)s.") % {"id": missing.pop()})
    return rows[kept_id], rows[merged_id]


def _cases(kind: str, merged: Any) -> list[Claim]:
    ids = {each for reference in REFERENCES[kind] for each in reference.cases(merged)}
    return list(Claim.objects.filter(pk__in=ids))


def _require_versions(records: tuple[Any, Any], versions: tuple[int, int] | None) -> None:
    if versions is not None and versions != tuple(record.version for record in records):
        raise RecordChanged(_("Somebody saved one of the two since you looked at the preview. Look at it again."))


def _lead_on(kept: Any, merged: Any) -> None:
    """First of all: that a published answer now belongs to the kept party is right only because of this."""
    columns: dict[str, Any] = {"stage": Stage.WITHDRAWN} if isinstance(merged, Claim) else {}
    rows = type(merged).objects.filter(pk=merged.pk)
    rows.update(merged_into=kept, version=F("version") + 1, updated_at=timezone.now(), **columns)


def _drop_duplicates(by: Any, reference: Reference, kept: Any, merged: Any) -> None:
    for row in reference.duplicates(kept, merged):
        merging_parts.drop(by, row, kept)


def _tell_readers(kind: str, kept_id: UUID, merged_id: UUID) -> None:
    """What pages show at once, before anything is published again."""
    if kind == Mergeable.PARTY:
        parties = Party.objects.filter(Q(merged_into=kept_id) | Q(pk__in=(kept_id, merged_id)))
        publication_answers.parties_became_one_or_two(parties.values_list("pk", flat=True))
    elif kind == Mergeable.CLAIM:
        _redirect_readers()


def _redirect_readers() -> None:
    """The page of each merged claim leads to the one that is kept now."""
    chain.take_turn()
    stale = Publication.objects.filter(claim__merged_into=None).exclude(merged_into_slug="")
    stale.update(merged_into_slug="")
    for publication in Publication.objects.filter(claim__merged_into__isnull=False).select_related(
        "claim__merged_into"
    ):
        slug = publication.claim.merged_into.slug if publication.claim.merged_into else ""
        if publication.merged_into_slug != slug:
            Publication.objects.filter(pk=publication.pk).update(merged_into_slug=slug)
    announcing.begin()


def _refused(message: str) -> InvalidRecord:
    return InvalidRecord(message, {"other": message})
