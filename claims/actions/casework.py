"""Casework: who looks after a case and until when, before which moment it stays unpublished, what colleagues say.

Nothing of it is content: it voids no approval. What hinders a publication, the embargo, counts for everybody.
"""

import re
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from claims import rules
from claims.actions import concerned, history_seen, notices, provenance
from claims.actions.editing import check, refusals_of_the_database, sentence
from claims.errors import InvalidRecord, NotPublishable, RecordChanged
from claims.models import Assignment, Claim, Comment, User
from claims.vocabulary import NoticeKind

_MENTION = re.compile(r"(?<![\w.+@-])@([\w.@+-]+)")


def assignment_of(claim: Claim) -> Assignment:
    """The one that is stored; else an empty one, of version 0."""
    found = Assignment.objects.select_related("assignee").filter(claim=claim).first()
    return found or Assignment(claim=claim, version=0)


@provenance.recorded("assign")
def assign(
    *,
    by: Any,
    claim_id: UUID,
    assignee: User | None,
    due_on: date | None = None,
    embargo_until: datetime | None = None,
    version: int | None = None,
    seen: int | None = None,
) -> Assignment:
    """Say who looks after the case, until when it is due, and before which moment it must not be published.

    ``version``: the one the change was made from, 0 where there was no assignment; ``seen``: the newest change of the case
    that was looked at (``history_seen.newest``). Tells the assignee. Raises NotPermitted, InvalidRecord, RecordChanged;
    then nothing is stored.
    """
    claim = Claim.objects.select_for_update().get(pk=claim_id)
    rules.require(rules.may_assign, by, claim)
    stored = assignment_of(claim)
    if version is not None and version != stored.version:
        raise RecordChanged(_("Somebody else changed the assignment since you opened it. Nothing of yours was stored."))
    history_seen.require_seen(claim, seen)
    wanted = {"assignee": assignee, "due_on": due_on, "embargo_until": embargo_until}
    before = {name: getattr(stored, name) for name in wanted}
    if wanted == before:
        return stored
    if assignee and assignee != before["assignee"] and not notices.desk_users().filter(pk=assignee.pk).exists():
        message = _("Nobody without access to the desk can look after a case.")
        raise InvalidRecord(message, {"assignee": message})
    for name, value in wanted.items():
        setattr(stored, name, value)
    stored.version += 1
    check(stored)
    with refusals_of_the_database():
        stored.save()
    # A publication that runs beside this sees the claim's row changed, and starts again.
    Claim.objects.filter(pk=claim.pk).update(updated_at=timezone.now())
    if assignee and assignee != before["assignee"]:
        notices.notify(to=[assignee.pk], kind=NoticeKind.ASSIGNED, by=by, claim=claim)
    return stored


def require_no_embargo(claim: Claim) -> None:
    """Raise NotPublishable before the moment that the case is embargoed until, for everybody."""
    until = Assignment.objects.filter(claim=claim).values_list("embargo_until", flat=True).first()
    if until and timezone.now() < until:
        message = _("The case is embargoed until %(moment)s UTC.") % {"moment": f"{until:%Y-%m-%d %H:%M}"}
        raise NotPublishable(message, {"embargo_until": message})


@provenance.recorded("comment")
def comment(*, by: Any, claim_id: UUID, text: str, seen: int | None = None) -> Comment:
    """Say something about the case to colleagues. Tells whom it @mentions, the assignee, the creator, and those who
    commented before. ``seen``: as in ``assign``. Raises NotPermitted, InvalidRecord, RecordChanged."""
    claim = Claim.objects.get(pk=claim_id)
    rules.require(rules.may_see_desk, by, claim)
    history_seen.require_seen(claim, seen)
    said = Comment(claim=claim, by=by, text=sentence("text", text, _("Write what your colleagues should know.")))
    check(said)
    earlier = set(Comment.objects.filter(claim=claim).order_by().values_list("by_id", flat=True).distinct())
    said.save()
    notices.notify(
        to=mentioned(said.text) | concerned.assignee(claim) | {claim.created_by_id} | earlier,
        kind=NoticeKind.COMMENTED,
        by=by,
        claim=claim,
        text=said.text,
    )
    return said


def mentioned(text: str) -> set[int]:
    """Keys of the users that the text names as @username; a full stop or the like after the name is no part of it."""
    names = {name for found in _MENTION.findall(text) for name in (found, found.rstrip(".+-@"))}
    return set(User.objects.filter(username__in=names).values_list("pk", flat=True)) if names else set()


@provenance.recorded("resolve a comment")
def resolve(*, by: Any, comment_id: UUID, seen: int | None = None) -> Comment:
    """Mark a comment as settled; one that is stays as it is. ``seen``: as in ``assign``. Raises NotPermitted, RecordChanged."""
    said = _commented(by, comment_id, seen)
    if said.resolved_at is None:
        said.resolved_by, said.resolved_at = by, timezone.now()
        said.save(update_fields=["resolved_by", "resolved_at"])
    return said


@provenance.recorded("reopen a comment")
def reopen(*, by: Any, comment_id: UUID, seen: int | None = None) -> Comment:
    """Take back that a comment is settled. ``seen``: as in ``assign``. Raises NotPermitted, RecordChanged."""
    said = _commented(by, comment_id, seen)
    said.resolved_by = said.resolved_at = None
    said.save(update_fields=["resolved_by", "resolved_at"])
    return said


def _commented(by: Any, comment_id: UUID, seen: int | None) -> Comment:
    said = Comment.objects.select_for_update(of=["self"]).select_related("claim").get(pk=comment_id)
    rules.require(rules.may_see_desk, by, said.claim)
    history_seen.require_seen(said.claim, seen)
    return said
