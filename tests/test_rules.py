"""Who may do what: every right for every role and every state of a claim, as a table."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from claims import rules
from claims.errors import NotPermitted
from claims.models import Claim, User
from claims.vocabulary import Stage
from tests import cast
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db
EVERYWHERE = {"own draft", "own in review", "other's draft", "published", "withdrawn"}
UNSEEN = {"own draft", "own in review", "other's draft"}
NOWHERE: set[str] = set()
CONTRIBUTORS, EDITORS, PUBLISHERS, ADMINISTRATORS = (set(cast.ROLES[start:]) for start in range(4))
"""A role and those that have all its rights."""

TABLE: dict[str, dict[str, set[str]]] = {
    "may_see_desk": dict.fromkeys(CONTRIBUTORS, EVERYWHERE),
    "may_create": dict.fromkeys(CONTRIBUTORS, EVERYWHERE),
    "may_edit": {"contributor": {"own draft"}} | dict.fromkeys(EDITORS, EVERYWHERE),
    "may_submit": {"contributor": {"own draft"}} | dict.fromkeys(EDITORS, EVERYWHERE),
    "may_edit_shared": dict.fromkeys(EDITORS, EVERYWHERE),
    "may_assign": {"contributor": {"own draft"}} | dict.fromkeys(EDITORS, EVERYWHERE),
    "may_approve": dict.fromkeys(EDITORS, EVERYWHERE),
    "may_publish": dict.fromkeys(PUBLISHERS, EVERYWHERE),
    "may_withdraw": dict.fromkeys(PUBLISHERS, EVERYWHERE),
    "may_merge": {"editor": UNSEEN} | dict.fromkeys(PUBLISHERS, EVERYWHERE),
    "may_revoke_tokens": dict.fromkeys(ADMINISTRATORS, EVERYWHERE),
    "may_edit_about": dict.fromkeys(ADMINISTRATORS, EVERYWHERE),
    "may_import": dict.fromkeys(EDITORS, EVERYWHERE),
    "may_remove_messages": dict.fromkeys(ADMINISTRATORS, EVERYWHERE),
    "may_settle_messages": dict.fromkeys(EDITORS, EVERYWHERE),
    "may_manage_webhooks": dict.fromkeys(ADMINISTRATORS, EVERYWHERE),
    "may_change_settings": dict.fromkeys(ADMINISTRATORS, EVERYWHERE),
    "may_redact": dict.fromkeys(ADMINISTRATORS, EVERYWHERE),
    "may_override": dict.fromkeys(ADMINISTRATORS, EVERYWHERE),
}
"""Right → role → where. (That nothing of a withdrawn claim changes is for the actions: no role has a way around it.)"""


def claims_of(user: Any) -> dict[str, Claim]:
    own = user if isinstance(user, User) else None
    return {
        "own draft": ClaimFactory(created_by=own),
        "own in review": ClaimFactory(created_by=own, stage=Stage.IN_REVIEW),
        "other's draft": ClaimFactory(created_by=UserFactory()),
        "published": ClaimFactory(created_by=own, stage=Stage.PUBLISHED, is_published=True),
        "withdrawn": ClaimFactory(created_by=own, stage=Stage.WITHDRAWN, is_published=True),
    }


def allowed(right: str, user: Any) -> set[str]:
    return {where for where, claim in claims_of(user).items() if getattr(rules, right)(user, claim)}


@pytest.mark.parametrize("role", [*cast.ROLES, cast.STRANGER])
@pytest.mark.parametrize("right", TABLE)
def test_right_holds_exactly_where_the_table_says(right: str, role: str, request: pytest.FixtureRequest) -> None:
    user = request.getfixturevalue(role)
    assert allowed(right, user) == TABLE[right].get(role, NOWHERE)


@pytest.mark.parametrize("right", TABLE)
def test_nobody_and_the_inactive_may_nothing(right: str, administrator: User) -> None:
    administrator.is_active = False
    for user in (None, AnonymousUser(), administrator):
        assert allowed(right, user) == NOWHERE


def test_table_holds_every_right() -> None:
    assert {name for name in vars(rules) if name.startswith("may_")} == TABLE.keys()


@pytest.mark.parametrize("right", TABLE)
def test_refusal_of_every_right_is_a_sentence(right: str, stranger: User) -> None:
    with pytest.raises(NotPermitted) as refused:
        rules.require(getattr(rules, right), stranger, ClaimFactory())
    assert refused.value.message.endswith(".")


def test_granted_right_is_silent(publisher: User) -> None:
    rules.require(rules.may_publish, publisher, ClaimFactory())


def test_superuser_may_everything() -> None:
    root = UserFactory(is_superuser=True)
    assert all(allowed(right, root) == EVERYWHERE for right in TABLE)


def test_new_claim_is_one_that_is_not_stored() -> None:
    assert rules.is_new(None)
    assert rules.is_new(None, Claim())
    assert not rules.is_new(None, ClaimFactory())
