"""A dossier from a file → working rows. Parties, sources and topics are shared: known ones are found, not doubled.

The file is stored whole or not at all. What it no longer holds is deleted if it was never published, else removed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from claims import rules
from claims.actions import loading_case, loading_shared, provenance
from claims.actions.editing import note_edit, refusals_of_the_database
from claims.actions.large_writes import plan_anew
from claims.actions.loading_replacing import Replacing
from claims.actions.publishing import pending
from claims.dossier.advice import advice
from claims.dossier.build import build
from claims.dossier.content import content_bytes
from claims.dossier.schema import Dossier
from claims.errors import FactcheckError, NotPermitted
from claims.models import Claim, Publication
from claims.vocabulary import Stage, Through


class PendingChanges(FactcheckError):
    """The case has changes of this desk that are not published; loading the file would undo them."""


@dataclass
class Loaded:
    """What loading did: ``outcome`` is added, changed or unchanged; ``notices`` are things to look at."""

    claim_id: UUID
    outcome: str
    notices: list[str] = field(default_factory=list)


class _NothingToDo(Exception):
    pass


@provenance.came_through(Through.IMPORT)
@provenance.recorded("load")
def load(
    *, by: Any, dossier: Dossier, replace: bool = False, replace_shared: bool | None = None, dry_run: bool = False
) -> Loaded:
    """Store the case. ``replace`` also overwrites unpublished changes and, unless ``replace_shared`` is False, shared records
    that differ from the file.

    Raises NotPermitted (also where a published shared record would be overwritten), PendingChanges, InvalidRecord (a taken slug by name, or a rule of the database).
    """
    loaded = Loaded(UUID(dossier.id), "unchanged")
    try:
        with transaction.atomic():
            _load(by, dossier, replace, replace if replace_shared is None else replace_shared, loaded)
            if loaded.outcome == "unchanged" or dry_run:
                raise _NothingToDo
    except _NothingToDo:
        pass
    return loaded


@provenance.came_through(Through.IMPORT)
@provenance.recorded("load")
def load_all(*, by: Any, dossiers: Iterable[Dossier], replace: bool = False, dry_run: bool = False) -> list[Loaded]:
    """Store all of the cases or, where one is refused, none. Raises what ``load`` raises."""
    return [load(by=by, dossier=dossier, replace=replace, dry_run=dry_run) for dossier in dossiers]


def _load(by: Any, dossier: Dossier, replace: bool, replace_shared: bool, loaded: Loaded) -> None:
    claim = Claim.objects.select_for_update().filter(pk=dossier.id).first()
    rules.require(rules.may_create if claim is None else rules.may_edit, by, claim)
    if claim is not None and claim.stage == Stage.WITHDRAWN:
        raise NotPermitted(
            _("The claim “%(slug)s” is withdrawn; its case can no longer be changed.") % {"slug": claim.slug}
        )
    before = None if claim is None else content_bytes(build(claim.pk, all_words=True))
    if before == content_bytes(dossier):
        loaded.notices += [each.message for each in advice(dossier)]
        return
    had_pending = claim is not None and pending(claim.pk)
    plan_anew()
    with refusals_of_the_database():
        known = loading_shared.store(dossier, Replacing(by, replace_shared, loaded.notices))
        stored = loading_case.store(dossier, known, by=by)
    loaded.notices += [each.message for each in advice(dossier)]
    if before is not None and content_bytes(build(stored.pk, all_words=True)) == before:
        return
    if had_pending and not replace:
        waiting = Publication.objects.filter(claim=stored).exists()
        raise PendingChanges(
            (
                _("The case “%(slug)s” has pending changes at this desk.")
                if waiting
                else _("The case “%(slug)s” is a draft at this desk and differs from the file.")
            )
            % {"slug": dossier.slug}
            + " "
            + _("Publish or undo them first, or load with --replace to overwrite them.")
        )
    loaded.outcome = "added" if before is None else "changed"
    note_edit(by=by, record=stored, what="loaded from a file")
