"""Who may do what at the desk: small predicates, composed into named rights, each with its reason.

A right is a function of a user and, where it matters, of the claim. Actions ask ``require`` before they write.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from claims.errors import NotPermitted
from claims.models import Claim
from claims.vocabulary import Stage

Right = Callable[[Any, Claim | None], bool]


def is_active(user: Any, claim: Claim | None = None) -> bool:
    return bool(user and user.is_authenticated and user.is_active)


def has(permission: str) -> Right:
    """The user's role, or the user itself, holds the permission of the claims app."""

    def predicate(user: Any, claim: Claim | None = None) -> bool:
        return is_active(user) and user.has_perm(f"claims.{permission}")

    return predicate


def is_own_draft(user: Any, claim: Claim | None = None) -> bool:
    return claim is not None and claim.created_by_id == user.pk and claim.stage == Stage.DRAFT


def is_new(user: Any, claim: Claim | None = None) -> bool:
    return claim is None or claim._state.adding


def is_unseen(user: Any, claim: Claim | None = None) -> bool:
    return claim is None or not claim.is_published


def both(first: Right, *others: Right) -> Right:
    def predicate(user: Any, claim: Claim | None = None) -> bool:
        return all(right(user, claim) for right in (first, *others))

    return predicate


def either(first: Right, *others: Right) -> Right:
    def predicate(user: Any, claim: Claim | None = None) -> bool:
        return any(right(user, claim) for right in (first, *others))

    return predicate


may_see_desk: Right = has("view_claim")
may_create: Right = has("add_claim")
# A contributor works on own drafts only: what others answer for, others change.
may_edit: Right = both(has("change_claim"), either(has("edit_any_claim"), is_own_draft))
# Shared records appear in many cases: contributors may add them, but what was published only editors change.
may_edit_shared: Right = has("edit_any_claim")
may_submit: Right = both(has("submit_claim"), may_edit)
# Who looks after a case, until when, and from when it may be published.
may_assign: Right = either(has("edit_any_claim"), both(has("change_claim"), is_own_draft))
may_approve: Right = has("approve_claim")
may_publish: Right = has("publish_claim")
may_withdraw: Right = has("publish_claim")
# Merging changes what others refer to; where readers know the claim, its page leads elsewhere from then on.
may_merge: Right = both(has("edit_any_claim"), either(is_unseen, has("publish_claim")))
# Whoever looks after the accounts can take any token away.
may_revoke_tokens: Right = has("change_user")
# An import adds shared records by the hundred.
may_import: Right = has("edit_any_claim")
# What the site says of itself binds all who work for it.
may_edit_about: Right = has("change_abouttext")
# What is taken off the record is gone for good: whoever answers for the site decides.
may_redact: Right = has("add_redaction")
# Whoever settles a message speaks for the desk to its sender, whose contact nobody else has to see.
may_settle_messages: Right = has("edit_any_claim")
# Words that the law does not let the desk keep go with the whole message; nothing of it was ever public.
may_remove_messages: Right = has("change_user")
may_override: Right = has("override_two_person_rule")
# How the desk works, the two-person rule among it.
may_change_settings: Right = has("change_desksettings")
# What is published goes out to machines of others, signed in the name of the site.
may_manage_webhooks: Right = has("change_webhookendpoint")


def require(right: Right, user: Any, claim: Claim | None = None) -> None:
    """Raise NotPermitted unless the user has the right."""
    if not right(user, claim):
        raise NotPermitted(_refusals()[right])


def _refusals() -> dict[Right, str]:
    return {
        may_see_desk: _("You need an account of the desk."),
        may_create: _("You may not create claims. Ask an administrator for the role contributor."),
        may_edit: _("You may not change this case. Contributors change their own drafts; others need the role editor."),
        may_edit_shared: _("This record is published; changing it needs the role editor."),
        may_submit: _("You may not submit this case for review."),
        may_assign: _(
            "You may not assign this case. Contributors do so with their own drafts; others need the role editor."
        ),
        may_approve: _("You may not approve the work of others. That needs the role editor."),
        may_publish: _("You may not publish. Submit the case; a publisher will look at it."),
        may_withdraw: _("You may not withdraw claims. That needs the role publisher."),
        may_merge: _("You may not merge these records. That needs the role editor, for published claims publisher."),
        may_revoke_tokens: _("You may not revoke the tokens of others. Ask an administrator."),
        may_import: _("You may not import claims. That needs the role editor."),
        may_change_settings: _("You may not change the settings of the desk. That needs the role administrator."),
        may_manage_webhooks: _("You may not manage webhooks. That needs the role administrator."),
        may_edit_about: _("You may not change what the site says of itself. That needs the role administrator."),
        may_redact: _("You may not take a revision off the record. That needs the role administrator."),
        may_settle_messages: _("You may not settle messages from readers. That needs the role editor."),
        may_remove_messages: _("You may not delete messages from readers. That needs the role administrator."),
        may_override: _("You changed this case since the last revision; another person has to approve or publish it."),
    }
