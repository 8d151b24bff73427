"""Review: handing a case in, approving exactly that content, giving it back; and the two-person rule."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from claims import rules
from claims.actions import concerned, history_seen, notices, provenance
from claims.actions.editing import sentence
from claims.actions.shared_changes import shared_changes
from claims.dossier.build import build
from claims.dossier.content import content_bytes, content_fingerprint
from claims.errors import InvalidRecord, NotPermitted, RecordChanged
from claims.models import Claim, DeskSettings, Edit, Publication, Revision, Submission
from claims.models.workflow import Decision
from claims.vocabulary import NoticeKind, Stage


@provenance.recorded("submit")
def submit(*, by: Any, claim_id: UUID, note: str = "", seen: int | None = None) -> Submission:
    """Hand the case in as it stands. ``seen``: the newest change of the case that was looked at.

    Raises NotPermitted, InvalidRecord, RecordChanged.
    """
    claim = Claim.objects.select_for_update().get(pk=claim_id)
    rules.require(rules.may_submit, by, claim)
    history_seen.require_seen(claim, seen)
    if claim.stage == Stage.WITHDRAWN:
        raise InvalidRecord(_("The claim is withdrawn; there is nothing to review."))
    Submission.objects.filter(claim=claim, decision="").delete()
    submission = Submission.objects.create(
        claim=claim, submitted_by=by, note=sentence("note", note), content=_fingerprint(claim_id)
    )
    Claim.objects.filter(pk=claim.pk).update(stage=Stage.IN_REVIEW)
    barred = changed_by(claim) if is_two_person_rule_on() else set()
    to = concerned.reviewers(claim, authors=barred | {by.pk})
    notices.notify(to=to, kind=NoticeKind.SUBMITTED, by=by, claim=claim, text=submission.note)
    return submission


@provenance.recorded("approve")
def approve(*, by: Any, claim_id: UUID, note: str = "", seen: int | None = None) -> Submission:
    """Approve the content that was handed in. Raises NotPermitted, RecordChanged where it was edited since.

    ``seen``: as in ``submit``; so that nobody approves what was handed in again meanwhile, and not looked at.
    """
    submission = _open_submission(claim_id)
    rules.require(rules.may_approve, by, submission.claim)
    history_seen.require_seen(submission.claim, seen)
    if barred := barred_from_approving(by=by, submission=submission):
        raise NotPermitted(barred)
    if submission.content != _fingerprint(claim_id):
        raise RecordChanged(overtaken())
    return _decide(submission, by, Decision.APPROVED, note)


def barred_from_approving(*, by: Any, submission: Submission | None) -> str:
    """Why this person may not approve what was handed in, in a sentence; empty where nothing bars them."""
    if submission is None:
        return _("The case is not handed in for review.")
    if by.pk in changed_by(submission.claim) | {submission.submitted_by_id} and is_two_person_rule_on():
        return _("You worked on this case since the last revision; another person has to approve it.")
    return ""


@provenance.recorded("give back")
def give_back(*, by: Any, claim_id: UUID, note: str, seen: int | None = None) -> Submission:
    """Return the case to its authors. The note says what to mend; without one, InvalidRecord. ``seen``: as in ``submit``."""
    submission = _open_submission(claim_id)
    rules.require(rules.may_approve, by, submission.claim)
    history_seen.require_seen(submission.claim, seen)
    note = sentence("note", note, _("Say what has to be mended."))
    Claim.objects.filter(pk=claim_id).update(stage=_stage_without_review(claim_id))
    return _decide(submission, by, Decision.RETURNED, note)


def overtaken() -> str:
    return _("The case was edited after it was handed in. It has to be handed in again.")


def is_overtaken(submission: Submission) -> bool:
    """Whether the case, or what it shares, was changed since it was handed in. Two queries where it was not."""
    claim, since = submission.claim, submission.submitted_at
    is_edited = Edit.objects.filter(claim=claim, at__gt=since).exists() or shared_changes(claim, since).last_at
    return bool(is_edited) and submission.content != _fingerprint(claim.pk)


def require_second_person(*, by: Any, claim: Claim, since: Revision | None, content: str, override_reason: str) -> bool:
    """Whether a second person saw the content; raise NotPermitted where one has to and did not.

    Publishing the unchanged work of others is a second person's look; so is an approval of exactly this content by
    somebody who changed nothing since the last revision. An administrator may override with a recorded reason.
    """
    if _is_seen_by_two(by, claim, since, _approved(claim, since).filter(content=content)):
        return True
    if not is_two_person_rule_on():
        return False
    if override_reason.strip() and rules.may_override(by, claim):
        return False
    raise NotPermitted(_own_work())


def barred_from_publishing(*, by: Any, claim: Claim) -> str:
    """Why the two-person rule keeps this person from publishing the case, in a sentence; empty where it does not."""
    since = Revision.objects.filter(claim=claim).order_by("-number").first()
    if by.pk not in changed_by(claim, since) or not is_two_person_rule_on():
        return ""
    return "" if _is_seen_by_two(by, claim, since, _approved(claim, since)) else _own_work()


def _own_work() -> str:
    return _("You changed this case since the last revision. Another person has to approve or publish it: submit it.")


def _is_seen_by_two(by: Any, claim: Claim, since: Revision | None, approvals: QuerySet[Submission]) -> bool:
    authors = changed_by(claim, since)
    return bool(authors and by.pk not in authors) or approvals.exclude(decided_by__in=authors).exists()


def _approved(claim: Claim, since: Revision | None) -> QuerySet[Submission]:
    """Approvals that hold: any edit voids them, even one that another edit took back, and so does a revision."""
    found = Submission.objects.filter(claim=claim, decision=Decision.APPROVED)
    last_edit = Edit.objects.filter(claim=claim).order_by("-at").values_list("at", flat=True).first()
    last_shared = shared_changes(claim, since.published_at if since else None).last_at
    for last_change in filter(None, (last_edit, last_shared)):
        found = found.filter(decided_at__gte=last_change)
    return found.filter(decided_at__gt=since.published_at) if since else found


def changed_by(claim: Claim, since: Revision | None = None) -> set[int]:
    """Everybody who changed anything of the case, or of the parties and sources it shares, since its last revision."""
    since = since or Revision.objects.filter(claim=claim).order_by("-number").first()
    edits = Edit.objects.filter(claim=claim)
    if since:
        edits = edits.filter(at__gt=since.published_at)
    authors = set(edits.order_by().values_list("by_id", flat=True).distinct())
    return authors | shared_changes(claim, since.published_at if since else None).actors


def drop(claim: Claim) -> None:
    """What was handed in of a claim that is withdrawn: nobody decides on it any more."""
    Submission.objects.filter(claim=claim, decision="").delete()


def close(*, claim: Claim, by: Any) -> None:
    """A publication settles what was open: publishing is approving."""
    Submission.objects.filter(claim=claim, decision="").update(
        decision=Decision.APPROVED, decided_by=by, decided_at=timezone.now()
    )


def is_two_person_rule_on() -> bool:
    setting = DeskSettings.objects.values_list("two_person_rule", flat=True).first()
    return True if setting is None else setting


def _fingerprint(claim_id: UUID) -> str:
    return content_fingerprint(content_bytes(build(claim_id)))


def _stage_without_review(claim_id: UUID) -> Stage:
    return Stage.PUBLISHED if Publication.objects.filter(claim=claim_id).exists() else Stage.DRAFT


def _open_submission(claim_id: UUID) -> Submission:
    Claim.objects.select_for_update().get(pk=claim_id)
    found = Submission.objects.select_related("claim").filter(claim=claim_id, decision="").first()
    if found is None:
        raise InvalidRecord(_("The case is not handed in for review."))
    return found


def _decide(submission: Submission, by: Any, decision: Decision, note: str) -> Submission:
    submission.decision, submission.decided_by, submission.decided_at = decision, by, timezone.now()
    submission.decision_note = sentence("note", note)
    submission.save(update_fields=["decision", "decided_by", "decided_at", "decision_note"])
    to = {submission.submitted_by_id} | changed_by(submission.claim)
    notices.notify(to=to, kind=NoticeKind[decision.name], by=by, claim=submission.claim, text=submission.decision_note)
    return submission
