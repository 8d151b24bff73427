"""Who is concerned by what happens to a case: as few as possible, so that notices are read.

Each function gives keys of users; ``notices.notify`` leaves out the one who acts.
"""

from claims.actions import notices
from claims.models import Assignment, Claim, Submission


def assignee(claim: Claim) -> set[int | None]:
    return set(Assignment.objects.filter(claim=claim).values_list("assignee_id", flat=True))


def submitter(claim: Claim) -> set[int | None]:
    """Who handed the case in last."""
    found = Submission.objects.filter(claim=claim).order_by("-submitted_at")
    return set(found.values_list("submitted_by_id", flat=True)[:1])


def followers(claim: Claim) -> set[int | None]:
    """Who started the case, who looks after it, who handed it in."""
    return {claim.created_by_id} | assignee(claim) | submitter(claim)


def reviewers(claim: Claim, *, authors: set[int]) -> set[int | None]:
    """The assignee, and of those who decided on the case before, who still may. Where no such person can approve, all
    who can: none of the ``authors``, who would not be let."""
    able = set(notices.desk_users("approve_claim").values_list("pk", flat=True)) - authors
    decided = Submission.objects.filter(claim=claim, decided_by__isnull=False)
    known = assignee(claim) | set(decided.order_by().values_list("decided_by_id", flat=True).distinct())
    return (known & able or able) | assignee(claim)


def settlers(claim: Claim | None) -> set[int | None]:
    """Who hears of a message from a reader: of those who work on the case, who may settle it; where there is none, all
    who may."""
    able: set[int | None] = set(notices.desk_users("edit_any_claim").values_list("pk", flat=True))
    return (followers(claim) & able if claim else able) or able
