"""Who may open what: role × page × state of the case. A new address of the desk fails here until it stands in the table."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, reverse

from claims.actions import publishing
from claims.models import Claim, User
from tests.cast import member
from tests.factories import make_case

AtDesk = Callable[[User], Client]
ROLES = ("contributor", "editor", "publisher", "administrator")
STATES = ("own draft", "draft of another", "published", "withdrawn")

OPEN = {"login": "the way in", "logout": "sends to the way in", "jsi18n": "words for scripts, nothing of ours"}
"""Answered without access to the desk."""

OF_THE_DESK = {
    "index", "app_list", "autocomplete", "view_on_site", "password_change", "password_change_done", "account", "tokens",
    "token_revoke", "drafts", "drafts_discard", "save_search", "delete_search", "claims_lookup", "failed_jobs",
    "claim_imports", "claim_import", "claim_import_report", "notices", "notices_read",
    "claims_claim_new", "claims_claim_desk", "claims_claim_make", "claims_claim_pick", "claims_claim_cell",
    "claims_claim_take_back", "claims_claim_order", "claims_claim_card", "claims_claim_evidence",
    "claims_claim_event_order", "claims_claim_changes", "claims_claim_translations", "claims_claim_casework",
    "claims_claim_comment",
    "claims_claim_comment_settle", "claims_claim_presence", "claims_claim_submit", "claims_claim_approve",
    "claims_claim_give_back", "claims_claim_publish", "claims_claim_withdraw", "claims_claim_redact",
}  # fmt: skip
OF_A_MODEL = {
    "changelist", "add", "change", "delete", "history", "export", "restore", "undo", "import", "import_report",
    "import_wrong", "merge", "merge_done",
    "rotate", "test", "replay", "take", "begin", "settle",
}  # fmt: skip
"""Pages that several models have, as ``<app>_<model>_<page>``."""

# Contributor, editor, publisher, administrator; for each state of the case.
OF_A_CASE: dict[str, dict[str, tuple[int, int, int, int]]] = {
    "history": dict.fromkeys(STATES, (200, 200, 200, 200)),
    "delete": {
        "own draft": (200, 200, 200, 200),
        "draft of another": (403, 200, 200, 200),
        "published": (403, 403, 403, 403),
        "withdrawn": (403, 403, 403, 403),
    },
    "submit": {
        "own draft": (200, 200, 200, 200),
        "draft of another": (403, 200, 200, 200),
        "published": (403, 200, 200, 200),
        "withdrawn": (403, 200, 200, 200),
    },
    "approve": dict.fromkeys(STATES, (403, 200, 200, 200)),
    "give_back": dict.fromkeys(STATES, (403, 200, 200, 200)),
    "publish": dict.fromkeys(STATES, (403, 403, 200, 200)),
    "withdraw": dict.fromkeys(STATES, (403, 403, 200, 200)),
}
OF_LISTS: dict[str, tuple[int, int, int, int]] = {
    "index": (200, 200, 200, 200),
    "failed_jobs": (403, 403, 403, 200),
    "claim_imports": (403, 200, 200, 200),
    "claims_claim_changelist": (200, 200, 200, 200),
    "claims_party_changelist": (200, 200, 200, 200),
    "claims_party_import": (200, 200, 200, 200),
    "claims_source_import": (200, 200, 200, 200),
    "claims_topic_import": (200, 200, 200, 200),
    "claims_revision_changelist": (200, 200, 200, 200),
    "claims_user_changelist": (403, 403, 403, 200),
    "claims_user_add": (403, 403, 403, 200),
    "claims_webhookendpoint_changelist": (403, 403, 403, 200),
    "claims_webhookendpoint_add": (403, 403, 403, 200),
    "claims_delivery_changelist": (403, 403, 403, 200),
    "claims_message_changelist": (200, 200, 200, 200),
    "claims_message_add": (403, 403, 403, 403),
    "auth_group_changelist": (403, 403, 403, 403),
}


def addresses() -> list[URLPattern]:
    def flat(patterns: Any) -> Iterator[URLPattern]:
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                yield pattern
            else:
                yield from flat(pattern.url_patterns)

    return [pattern for pattern in flat(admin.site.get_urls()) if pattern.name]


def url_of(pattern: URLPattern) -> str:
    """The address, of rows that need not be there: access is asked first."""
    samples = {"uuid": uuid4(), "int": 1, "str": "csv", "slug": "claim", "path": str(uuid4())}
    names = {name: samples[type(each).__name__.removesuffix("Converter").lower().replace("string", "str")]
             for name, each in pattern.pattern.converters.items()}  # fmt: skip
    if pattern.name == "app_list":
        names = {"app_label": "claims"}
    return reverse(f"admin:{pattern.name}", kwargs=names)


def in_state(state: str, author: User) -> Claim:
    claim = make_case(created_by=author if state == "own draft" else None)
    if state in ("published", "withdrawn"):
        second = User.objects.filter(username="second").first() or member("publisher", "second")
        publishing.publish(by=second, claim_id=claim.pk, is_reviewed=False)
        if state == "withdrawn":
            publishing.withdraw(by=second, claim_id=claim.pk, reason="A mistake.")
    return claim


def test_every_address_stands_in_a_table() -> None:
    names = {str(pattern.name) for pattern in addresses()}
    models = {f"{model._meta.app_label}_{model._meta.model_name}_" for model in admin.site._registry}
    of_models = {f"{model}{page}" for model in models for page in OF_A_MODEL} | {"auth_user_password_change"}
    assert names - OPEN.keys() - OF_THE_DESK - of_models == set()


def test_tables_name_no_address_that_is_gone() -> None:
    names = {str(pattern.name) for pattern in addresses()}
    named = OF_LISTS.keys() | {f"claims_claim_{page}" for page in OF_A_CASE}
    assert named <= names


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["anonymous", "stranger"])
def test_no_address_answers_without_access_to_the_desk(method: str, who: str, stranger: User, at_desk: AtDesk) -> None:
    client = Client() if who == "anonymous" else at_desk(stranger)
    answered = {}
    for pattern in addresses():
        if pattern.name not in OPEN:
            answer = getattr(client, method)(url_of(pattern))
            answered[pattern.name] = (answer.status_code, "/login/" in answer.headers.get("Location", ""))
    assert {name: said for name, said in answered.items() if said != (302, True) and said[0] not in (401, 403)} == {}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", OF_LISTS)
def test_page_of_the_desk(role: str, name: str, request: Any, at_desk: AtDesk) -> None:
    user = request.getfixturevalue(role)
    assert at_desk(user).get(reverse(f"admin:{name}")).status_code == OF_LISTS[name][ROLES.index(role)]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("state", STATES)
def test_page_of_a_case(role: str, state: str, request: Any, at_desk: AtDesk) -> None:
    user = request.getfixturevalue(role)
    claim, client = in_state(state, user), at_desk(user)
    answered = {
        page: client.get(reverse(f"admin:claims_claim_{page}", args=[claim.pk])).status_code for page in OF_A_CASE
    }
    assert answered == {page: said[state][ROLES.index(role)] for page, said in OF_A_CASE.items()}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("state", STATES)
def test_saving_a_case(role: str, state: str, request: Any, at_desk: AtDesk) -> None:
    """Contributors save their own drafts, the others all that is not withdrawn."""
    user = request.getfixturevalue(role)
    claim = in_state(state, user)
    answer = at_desk(user).post(reverse("admin:claims_claim_change", args=[claim.pk]), {"title": "x"})
    may = state == "own draft" or (role != "contributor" and state != "withdrawn")
    assert (answer.status_code != 403) == may


@pytest.mark.parametrize("role", ROLES)
def test_actions_of_the_list(role: str, request: Any, at_desk: AtDesk) -> None:
    user = request.getfixturevalue(role)
    make_case()
    page = at_desk(user).get(reverse("admin:claims_claim_changelist"))
    offered = {name for name, _label in page.context["action_form"].fields["action"].choices if name}
    everybody = {"export_csv", "export_xlsx", "assign_selected", "add_topic_selected", "delete_selected"}
    publishers = {"publish_selected", "withdraw_selected"}
    assert offered == everybody | (publishers if role in ("publisher", "administrator") else set())
