"""Publishing and withdrawing: the working rows of a case become one revision, or nothing happens.

Each is one REPEATABLE READ transaction: it sees the case as of one instant, whoever edits beside it, and is run again
where another change or publication came between. After a few attempts it waits for its turn and keeps the others out.
"""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from claims import rules
from claims.actions import (
    announcing,
    casework,
    chain,
    concerned,
    history_seen,
    notices,
    provenance,
    publications,
    review,
)
from claims.actions.editing import sentence, sentence_of
from claims.actions.evidence import UNTITLED
from claims.actions.repeatable import came_between, repeatable
from claims.dossier.advice import unheard_parties
from claims.dossier.build import build
from claims.dossier.canonical import canonical_bytes
from claims.dossier.content import content_bytes, content_fingerprint
from claims.dossier.schema import Dossier
from claims.errors import AlreadyWithdrawn, ContentUnchanged, InvalidRecord, NotPublishable
from claims.models import (
    Assessment,
    Citation,
    Claim,
    Event,
    Party,
    Point,
    Publication,
    Relation,
    Request,
    Response,
    Revision,
    RevisionDocument,
    Source,
    Stance,
    Topic,
)
from claims.vocabulary import NoticeKind, RevisionKind, Stage

_OF_CASE = (Point, Response, Stance, Request, Citation, Event, Assessment, Relation)
CHANGES = (RevisionKind.UPDATE, RevisionKind.CORRECTION, RevisionKind.CLARIFICATION, RevisionKind.TYPO)


@repeatable
@provenance.recorded("publish")
def publish(
    *,
    by: Any,
    claim_id: UUID,
    kind: str | None = None,
    note: str = "",
    override_reason: str = "",
    is_reviewed: bool | None = None,
    seen: int | None = None,
) -> Revision:
    """Append the case as it stands as a revision, and make it the current one.

    ``kind`` and ``note`` are needed for a change of a published case. ``is_reviewed=False`` is for commands: published
    without the two-person rule, and recorded as unreviewed. ``seen``: the newest change of the case that was looked at
    (``history_seen.newest``). Raises NotPermitted, NotPublishable, ContentUnchanged, AlreadyWithdrawn, RecordChanged.
    """
    claim = Claim.objects.select_for_update().get(pk=claim_id)
    rules.require(rules.may_publish, by, claim)
    history_seen.require_seen(claim, seen)
    if claim.stage == Stage.WITHDRAWN:
        raise AlreadyWithdrawn(_("The claim was withdrawn. A withdrawn claim is not published again."))
    casework.require_no_embargo(claim)
    dossier = build(claim_id)
    content = content_bytes(dossier)
    last = Revision.objects.filter(claim=claim).select_related("document").order_by("-number").first()
    if last and bytes(last.document.content or b"") == content:
        raise ContentUnchanged(
            _("Nothing to publish: the case equals revision %(number)d as readers see it.") % {"number": last.number}
        )
    _require_whole(dossier)
    checked_kind, checked_note = _kind_and_note(last, kind, note)
    override_reason = sentence("override_reason", override_reason)
    if is_reviewed is None:
        is_reviewed = review.require_second_person(
            by=by, claim=claim, since=last, content=content_fingerprint(content), override_reason=override_reason
        )
    try:
        with transaction.atomic():
            revision = chain.append(
                by=by,
                claim_id=claim_id,
                number=(last.number if last else 0) + 1,
                kind=checked_kind,
                note=checked_note,
                content=content,
                is_reviewed=is_reviewed,
                override_reason=override_reason,
            )
    except IntegrityError as refused:
        if came_between(refused):
            raise
        raise NotPublishable(sentence_of(refused)) from refused
    mark_published(claim, dossier)
    stamped = dossier.model_copy(update={"revision": chain.stamp(revision)})
    publications.project(revision, stamped)
    review.close(claim=claim, by=by)
    announcing.begin()
    notices.notify(to=concerned.followers(claim), kind=NoticeKind.PUBLISHED, by=by, claim=claim, text=checked_note)
    return revision


@repeatable
@provenance.recorded("withdraw")
def withdraw(
    *, by: Any, claim_id: UUID, reason: str, hide_revisions: bool = False, seen: int | None = None
) -> Revision:
    """Take a published claim off the pages: a tombstone with ``reason`` stays. Nothing follows a withdrawal.

    ``hide_revisions``: its old revisions answer with the tombstone too. ``seen``: as in ``publish``. Raises NotPermitted,
    InvalidRecord, AlreadyWithdrawn, RecordChanged.
    """
    claim = Claim.objects.select_for_update().get(pk=claim_id)
    rules.require(rules.may_withdraw, by, claim)
    history_seen.require_seen(claim, seen)
    if claim.stage == Stage.WITHDRAWN:
        raise AlreadyWithdrawn(_("The claim is already withdrawn."))
    last = Revision.objects.filter(claim=claim).order_by("-number").first()
    if last is None:
        raise InvalidRecord(_("The claim was never published; delete the draft instead."))
    checked = sentence("reason", reason, _("Say why the claim is withdrawn; readers will see it."))
    tombstone = {"schema": "tombstone/1", "id": str(claim.pk), "slug": claim.slug, "hides_revisions": hide_revisions}
    revision = chain.append(
        by=by,
        claim_id=claim.pk,
        number=last.number + 1,
        kind=RevisionKind.WITHDRAWAL,
        note=checked,
        content=canonical_bytes(tombstone),
        is_reviewed=False,
    )
    Claim.objects.filter(pk=claim.pk).update(stage=Stage.WITHDRAWN)
    notices.notify(to=concerned.followers(claim), kind=NoticeKind.WITHDRAWN, by=by, claim=claim, text=checked)
    review.drop(claim)
    announcing.begin()
    Publication.objects.filter(claim=claim).update(
        revision=revision, is_withdrawn=True, hides_revisions=hide_revisions, published_at=revision.published_at
    )
    return revision


def pending(claim_id: UUID) -> bool:
    """Whether the working rows differ from what readers see. True for a case that was never published."""
    published = (
        RevisionDocument.objects.filter(revision__publication=claim_id).values_list("content", flat=True).first()
    )
    return published is None or bytes(published) != content_bytes(build(claim_id))


def mark_published(claim: Claim, dossier: Dossier) -> None:
    """Mark every row that readers can now see: it can no longer be deleted, a response no longer altered."""
    Claim.objects.filter(pk=claim.pk).update(stage=Stage.PUBLISHED, is_published=True)
    for model in _OF_CASE:
        model._base_manager.filter(claim=claim, is_removed=False, is_published=False).update(is_published=True)
    for shared, parts in ((Party, dossier.parties), (Source, dossier.sources), (Topic, dossier.topics)):
        ids = [part.id for part in parts]
        shared._base_manager.filter(pk__in=ids, is_published=False).update(is_published=True)


def _require_whole(dossier: Dossier) -> None:
    if lacks := lacking(dossier):
        raise NotPublishable(_("The case is not complete.") + " " + " ".join(lacks.values()), lacks)


def lacking(dossier: Dossier) -> dict[str, str]:
    """What has to be there before the case can be published: a sentence for each place. No query."""
    lacks = {}
    if UNTITLED in (dossier.title, dossier.statement):
        lacks["title"] = _("Say what the claim is: give it a title and a statement.")
    if not dossier.points:
        lacks["points"] = _("Add at least one point.")
    if not dossier.citations_of_claim:
        lacks["citations_of_claim"] = _("Add a citation that shows where the claim was made.")
    for response in dossier.responses:
        of_passages = any(passage.citations for passage in response.passages)
        bare = not response.stances or not all(stance.citations for stance in response.stances)
        if not of_passages and bare:
            message = _("Add a citation to a passage of response %(order)d, or to each of its stances.")
            lacks[f"responses[{response.order}]"] = message % {"order": response.order}
    names = {party.id: party.name for party in dossier.parties}
    for party in sorted(unheard_parties(dossier) & set(dossier.subjects)):
        message = _("%(party)s has neither answered nor been asked: record a request, or say why nobody asked.")
        lacks[f"unasked[{names[party]}]"] = message % {"party": names[party]}
    return lacks


def _kind_and_note(last: Revision | None, kind: str | None, note: str) -> tuple[RevisionKind, str]:
    if last is None:
        if kind not in (None, "", RevisionKind.FIRST):
            message = _("A claim that was never published starts with the kind “first”.")
            raise InvalidRecord(message, {"kind": message})
        return RevisionKind.FIRST, sentence("note", note)
    if kind not in CHANGES:
        message = _("Say what kind of change this is: %(kinds)s.") % {"kinds": ", ".join(CHANGES)}
        raise InvalidRecord(message, {"kind": message})
    return RevisionKind(kind), sentence("note", note, _("Say in a note what changed and why; readers will see it."))
