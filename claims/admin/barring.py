"""Steps that the two-person rule keeps from who worked on the case: said before a note is written, with who may take them."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from claims import rules
from claims.actions import notices, review
from claims.models import Claim, Submission

MOST_NAMES = 5


def from_approving(user: Any, claim: Claim) -> str:
    """Why the user may not approve the case as it was handed in, in a sentence or two; empty where nothing bars them."""
    open_ = _handed_in(claim)
    barred = review.barred_from_approving(by=user, submission=open_)
    if open_ is None:
        return barred
    if review.is_overtaken(open_):
        return review.overtaken()
    if not barred:
        return ""
    return f"{barred} {_who_may(claim, besides={open_.submitted_by_id})}"


def from_publishing(user: Any, claim: Claim) -> str:
    """As ``from_approving``; whoever may publish alone, with a reason, is barred from nothing."""
    return "" if rules.may_override(user, claim) else as_own_work(user, claim)


def as_own_work(user: Any, claim: Claim) -> str:
    """Why the case is not the user's to publish without a second person."""
    barred = review.barred_from_publishing(by=user, claim=claim)
    return f"{barred} {_who_may(claim, besides={user.pk})}" if barred else ""


def parted(user: Any, claim: Claim, acts: Sequence[str]) -> tuple[list[str], list[str]]:
    """Of these steps those that the user may take with this case, and why not another, in a sentence.

    What was changed since it was handed in can be handed in again.
    """
    why = {name: asked(user, claim) for name, asked in _ASKED.items() if name in acts}
    reasons = [reason for reason in why.values() if reason]
    taken = [name for name in acts if not why.get(name)]
    if review.overtaken() in reasons and rules.may_submit(user, claim):
        return ["submit", *taken], [review.overtaken()]
    return taken, reasons[:1]


def _handed_in(claim: Claim) -> Submission | None:
    return Submission.objects.select_related("claim").filter(claim=claim, decision="").first()


def _who_may(claim: Claim, *, besides: set[int]) -> str:
    able = notices.desk_users("approve_claim").exclude(pk__in=review.changed_by(claim) | besides)
    found = list(able.order_by("username")[: MOST_NAMES + 1])
    if not found:
        return _("Nobody else at the desk may: an administrator can give somebody the role editor.")
    names = ", ".join(user.get_full_name() or user.get_username() for user in found[:MOST_NAMES])
    if len(found) > MOST_NAMES:
        return _("May do so: %(names)s and others.") % {"names": names}
    return _("May do so: %(names)s.") % {"names": names}


_ASKED = {"approve": from_approving, "publish": from_publishing}
