"""Parts of a merge that are more than pointing elsewhere: names, what the kept record lacks, and what would stand twice."""

from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from claims.actions import editing
from claims.models import Change, Citation, Claim, ClaimParty, Party, PartyAlias, Relation, Snapshot, Source
from claims.models.record import Record
from claims.vocabulary import PartyRole, Stage


def complete(kept: Any, merged: Any) -> None:
    """What the merged record knew and the kept one does not."""
    if isinstance(kept, Party):
        _complete_party(kept, merged)
    elif isinstance(kept, Source):
        _complete_source(kept, merged)


def drop(by: Any, row: models.Model, kept: models.Model) -> None:
    """A row that would stand twice: what it says more than its twin goes to the twin."""
    match row:
        case ClaimParty():
            _drop_involvement(row, kept)
        case Relation():
            editing.remove(by=by, record=row)
        case Party():  # the kept one, which would belong to itself
            row.affiliation = None
            _store(row, "affiliation")
        case _:
            _count_owner(row)
            row.delete()


def move_snapshots(kept: Source, merged: Source) -> None:
    """Copies go with the citations that count in them. A copy of the same bytes is one; a closed case keeps its own."""
    closed = Q(claim__stage=Stage.WITHDRAWN) | Q(claim__merged_into__isnull=False)
    for snapshot in merged.snapshots.all():
        is_held_back = snapshot.citations.filter(closed).exists()
        twin = kept.snapshots.filter(sha256=snapshot.sha256).first()
        if twin is None and not is_held_back:
            Snapshot.objects.filter(pk=snapshot.pk).update(source=kept)
            continue
        twin = twin or _copied(snapshot, kept)
        citations = Citation.objects.filter(snapshot=snapshot).exclude(closed)
        citations.update(snapshot=twin, source=kept, version=F("version") + 1, updated_at=timezone.now())
        if not is_held_back and (twin.text or not snapshot.text):
            snapshot.delete()


def names_of(merged: Party, kept: Party) -> list[str]:
    """Names that become aliases of the kept party: what it is called already, or another party is, is left out."""
    known = {kept.name.lower(), kept.short_name.lower(), ""}
    found = []
    for name in (merged.name, merged.short_name):
        others = PartyAlias.objects.filter(name__iexact=name).exclude(party=merged)
        if name.lower() not in known and not others.exists() and not merged.aliases.filter(name__iexact=name).exists():
            found.append(name)
            known.add(name.lower())
    return found


def claims_of_act(act: UUID) -> set[UUID]:
    changed = Change.objects.filter(act=act).order_by().values_list("claim_id", flat=True).distinct()
    return {each for each in changed if each is not None}


def _complete_party(kept: Party, merged: Party) -> None:
    for name in names_of(merged, kept):
        if not PartyAlias.objects.filter(name__iexact=name).exists():
            PartyAlias.objects.create(party=kept, name=name)
    kept.refresh_from_db()
    kept.same_as = list(dict.fromkeys([*kept.same_as, *merged.same_as]))
    _store(kept, "same_as")


def _complete_source(kept: Source, merged: Source) -> None:
    kept.refresh_from_db()
    kept.is_held = kept.is_held or merged.is_held
    for name in ("url", "publisher", "published_at", "authors", "quotes_translated_from"):
        setattr(kept, name, getattr(kept, name) or getattr(merged, name))
    _store(kept, "is_held", "url", "publisher", "published_at", "authors", "quotes_translated_from")


def _copied(snapshot: Snapshot, kept: Source) -> Snapshot:
    copy = Snapshot.objects.get(pk=snapshot.pk)
    copy.pk, copy.source = None, kept
    copy.save(force_insert=True)
    return copy


def _store(record: Record, *names: str) -> None:
    record.version += 1
    editing.check(record)
    record.save(update_fields=[*names, "version", "updated_at"])


def _drop_involvement(row: ClaimParty, kept: models.Model) -> None:
    twin = ClaimParty.objects.get(claim_id=row.claim_id, party_id=kept.pk)
    if PartyRole.SUBJECT in (row.role, twin.role):
        twin.role = PartyRole.SUBJECT
    twin.unasked_reason = twin.unasked_reason or row.unasked_reason
    twin.save(update_fields=["role", "unasked_reason"])
    Claim.objects.filter(pk=row.claim_id).update(version=F("version") + 1)
    row.delete()


def _count_owner(row: models.Model) -> None:
    """Links have no version; the record they belong to counts their change."""
    for name in ("point", "from_source", "claim"):
        if any(field.name == name for field in row._meta.fields):
            owner = getattr(row, name)
            rows = type(owner)._base_manager.filter(pk=owner.pk)
            rows.update(version=F("version") + 1, updated_at=timezone.now())
