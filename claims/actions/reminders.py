"""Reminders: what a date tells those concerned, once each: that a case is due, that its embargo has ended."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.actions import concerned, notices
from claims.models import Assignment, Claim, Edit, Notice, Submission
from claims.vocabulary import NoticeKind, Stage

MORNING = timedelta(hours=6)
"""When a day begins that something is due on, in UTC: nobody is told at midnight."""


def remind(*, at: datetime) -> int:
    """Send what has come due and was not sent yet; returns the number of notices. For a job that runs often."""
    return _send(_due(at), NoticeKind.DUE, _in_charge) + _send(_free(at), NoticeKind.FREE, _waiting)


def _due(at: datetime) -> QuerySet[Assignment]:
    """A date that was put off counts anew; one that was told on or after its day does not."""
    today = (at.astimezone(UTC) - MORNING).date()
    told = Notice.objects.filter(kind=NoticeKind.DUE, claim=OuterRef("claim"), at__date__gte=OuterRef("due_on"))
    return _unfinished().filter(~Exists(told), due_on__lte=today)


def _free(at: datetime) -> QuerySet[Assignment]:
    told = Notice.objects.filter(kind=NoticeKind.FREE, claim=OuterRef("claim"), at__gte=OuterRef("embargo_until"))
    return _unfinished().filter(~Exists(told), embargo_until__lte=at)


def _unfinished() -> QuerySet[Assignment]:
    """Of cases that still wait to be published: drafts, and those changed since their last revision."""
    changed = Edit.objects.filter(claim=OuterRef("claim"), at__gt=OuterRef("claim__publication__published_at"))
    waits = Q(claim__stage__in=[Stage.DRAFT, Stage.IN_REVIEW]) | Q(Exists(changed), claim__stage=Stage.PUBLISHED)
    return Assignment.objects.filter(waits).select_related("claim").order_by("claim")


def _in_charge(claim: Claim) -> set[int | None]:
    return concerned.assignee(claim) - {None} or {claim.created_by_id}


def _waiting(claim: Claim) -> set[int | None]:
    """Who works on it, and who decided on it last."""
    decided = Submission.objects.filter(claim=claim, decided_by__isnull=False).order_by("-decided_at")
    return concerned.followers(claim) | set(decided.values_list("decided_by_id", flat=True)[:1])


def _send(found: QuerySet[Assignment], kind: NoticeKind, to: Callable[[Claim], set[int | None]]) -> int:
    return sum(
        len(notices.notify(to=to(each.claim), kind=kind, by=None, claim=each.claim)) for each in found.iterator()
    )
