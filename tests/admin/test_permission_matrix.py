"""Who gets what done: role × act × state of the case, as tables written by hand and not read from the rules.

Each act is sent with data that are right, and taken back. An act, a page or an action of a list that stands in no table fails.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.db import connection, transaction
from django.test import Client, RequestFactory

from claims.models import User
from tests.admin import acts as desk
from tests.admin import acts_of_desk
from tests.admin.acts import STATES, Act
from tests.admin.test_permissions import addresses
from tests.cast import member
from tests.factories import DraftFactory, NoticeFactory

ROLES = ("anonymous", "stranger", "owner", "contributor", "editor", "publisher", "administrator")
"""``owner``: the contributor whose case it is; ``contributor``: another one."""
LETTERS = dict(zip("OCEPA", ROLES[2:], strict=True))
"""How the tables name those who get it done. Nobody without access to the desk ever does."""
Row = tuple[str, str, str, str]

EDITING: Row = ("OEPA", "EPA", "EPA", "")
EVERYBODY: Row = ("OCEPA", "OCEPA", "OCEPA", "OCEPA")
# One column for each of: draft, in review, published with a pending change, withdrawn.
OF_A_CASE: dict[str, Row] = {
    "save a claim": EDITING,
    "delete a claim": ("OEPA", "EPA", "", ""),
    "restore a claim": EDITING,
    "undo a change of a claim": EDITING,
    "merge the claim": ("EPA", "EPA", "", ""),  # into a draft: readers of a published one would be led to nothing
    "assign": ("OEPA", "EPA", "EPA", "EPA"),
    "comment": EVERYBODY,
    "settle a comment": EVERYBODY,
    "say that one is there": EVERYBODY,
    # Steps
    "submit": ("OEPA", "EPA", "EPA", ""),
    "approve": ("", "EPA", "", ""),
    "give-back": ("", "EPA", "", ""),
    "publish": ("PA", "PA", "PA", ""),
    "withdraw": ("", "", "PA", ""),
    # Workspace
    "make a text": EDITING,
    "make a claim": EDITING,
    "make a point": EDITING,
    "make a parties": EDITING,
    "make a answer": EDITING,
    "make a event": EDITING,
    "make a own-claim": EDITING,
    "make a hedge": EDITING,
    "make a relayed": EDITING,
    "pick passage": ("OEPA", "EPA", "", ""),  # an answer that readers have seen stays as it is
    "pick words": EDITING,
    "set a stance": EDITING,
    "reorder the points": EDITING,
    "take back": ("O", "", "", ""),
    # Actions of the list
    "export_csv of the list": EVERYBODY,
    "export_xlsx of the list": EVERYBODY,
    "assign_selected of the list": ("OEPA", "EPA", "EPA", "EPA"),
    "add_topic_selected of the list": EDITING,
    "publish_selected of the list": ("PA", "PA", "PA", ""),
    "withdraw_selected of the list": ("", "", "PA", ""),
    "delete_selected of the list": ("OEPA", "EPA", "", ""),
}
OF_A_PART: dict[str, Row] = dict.fromkeys(("save a", "delete a", "restore a", "undo a change of a", "add a"), EDITING)
"""The same for each kind of part."""
KINDS = ("point", "response")
"""Of parts; the others go the same ways."""
EXCEPT: dict[str, Row] = {"restore a response": ("OEPA", "EPA", "", "")}
"""What differs for one kind."""

NEW, SEEN = "OCEPA", "EPA"
OF_THE_DESK: dict[str, str] = {
    **{f"{act} {name}": NEW for name in acts_of_desk.SHARED for act in (
        "save a new", "delete a new", "restore a new", "undo a change of a new", "add a",
        "delete_selected of", "export_csv of", "export_xlsx of",
    )},
    **{f"{act} a published {name}": SEEN for name in acts_of_desk.SHARED for act in ("save", "restore", "undo a change of")},
    **{f"delete a published {name}": "" for name in acts_of_desk.SHARED},
    **{f"{act} a {name}": NEW for name in ("ratingscale", "snapshot") for act in (
        "save", "delete", "restore", "undo a change of", "add",
    )},
    "merge a party": "EPA",
    "merge a source": "EPA",
    "undo the merge of a party": "EPA",
    "undo the merge of a source": "EPA",
    "undo the merge of a claim": "EPA",
    "start a case": NEW,
    "add a claim": NEW,
    "keep a draft": NEW,
    "discard a draft": NEW,
    "save a search": NEW,
    "delete a search of another": "",
    "read the notices": NEW,
    "change the own settings": NEW,
    **{f"{act} a abouttext": "A" for act in ("save", "delete", "restore", "undo a change of", "add")},
    "take up a message": SEEN,
    "begin a case from a message": SEEN,
    "settle a message": SEEN,
    "delete a message": "A",
    "save an account": "A",
    "add an account": "A",
    "delete an account": "",
    "set a password": "A",
    "change the desk's settings": "A",
    "delete the desk's settings": "",
}  # fmt: skip

READ = {"history", "export", "import_wrong", "changelist"}
"""Pages of models that write nothing but what the actions of lists do."""
ELSEWHERE = {
    **dict.fromkeys(("import", "import_report"), "writes a file before it writes rows: test_imports.py"),
    **dict.fromkeys(("autocomplete", "claims_lookup", "jsi18n", "view_on_site", "index", "app_list"), "read only"),
    **dict.fromkeys(("failed_jobs", "notices", "claims_claim_desk", "claims_claim_changes"), "read only"),
    **dict.fromkeys(("claim_imports", "claim_import", "claim_import_report"), "by a job: test_claim_imports.py"),
    **dict.fromkeys(("tokens", "token_revoke"), "of oneself; others' by administrators: test_tokens.py"),
    **dict.fromkeys(("claims_claim_card", "claims_claim_evidence", "claims_claim_event_order"), "test_cards.py"),
    "claims_claim_translations": "test_translations.py",
    **dict.fromkeys(("claims_webhookendpoint_rotate", "claims_webhookendpoint_test"), "test_webhooks.py"),
    "claims_delivery_replay": "of administrators: test_webhooks.py",
    **dict.fromkeys(("login", "logout", "password_change", "password_change_done"), "Django's own, of oneself"),
}
READ_ONLY_MODELS = ("claims_revision", "auth_group", "knox_authtoken", "procrastinate_procrastinatejob")
"""Of which nobody but a superuser changes anything."""


WRITTEN = (
    *("revision", "submission", "comment", "draft", "presence"),
    *("savedsearch", "notice", "user", "merge", "message"),
)
"""Tables by which an act is seen to be done; every other one is watched by the history."""


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    """Made once, in a transaction that is rolled back when the module is done."""
    with django_db_blocker.unblock(), taken_back():
        yield _made()


@contextmanager
def taken_back() -> Iterator[None]:
    """As the tests of Django have it: publishing, which wants a transaction of its own, runs in it."""
    block: Any = transaction.atomic()
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)


def _made() -> dict[str, Any]:
    users = {"stranger": member("stranger"), "owner": member("contributor", "owner")}
    users |= {role: member(role) for role in ("contributor", "editor", "publisher", "administrator")}
    second = member("publisher", "second")
    root = Client()
    root.force_login(User.objects.create_superuser("root"))
    clients = {"anonymous": Client()}
    for name, user in users.items():
        clients[name] = Client()
        clients[name].force_login(user)
    for user in users.values():
        DraftFactory(user=user, form="/admin/kept/")
        NoticeFactory(to=user)
    made = {state: desk.of_case(desk.a_case(state, users["owner"], second), root, KINDS) for state in STATES}
    return {"clients": clients, **made, "desk": acts_of_desk.of_shared(root, users["editor"])}


def is_done(client: Client, act: Act) -> bool:
    """Sent, and taken back."""
    before, session = _fingerprint(), client.cookies.get(settings.SESSION_COOKIE_NAME)
    with taken_back():
        answer: Any = client.post(act.url, act.data)
        done = bool(answer.streaming and answer.getvalue()) or _fingerprint() != before
    if session:  # setting a password renews it, which is taken back too
        client.cookies[settings.SESSION_COOKIE_NAME] = session.value
    return done


def _fingerprint() -> tuple[str, ...]:
    one = "(SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM claims_{} t)"
    rows = [one.format(name) for name in WRITTEN]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT (SELECT max(id) FROM claims_change), {', '.join(rows)}")  # noqa: S608  our names
        return tuple(cursor.fetchone())


def expected(state: str) -> dict[str, str]:
    if state == "desk":
        return OF_THE_DESK
    column = STATES.index(state)
    parts = {f"{act} {kind}": row for act, row in OF_A_PART.items() for kind in KINDS}
    return {act: row[column] for act, row in (OF_A_CASE | parts | EXCEPT).items() if act in OF_A_CASE or act in parts}


@pytest.mark.parametrize("state", [*STATES, "desk"])
def test_each_act_is_done_by_whom_the_table_says(state: str, world: dict[str, Any]) -> None:
    clients = world["clients"]
    done = {
        name: "".join(letter for letter, role in LETTERS.items() if is_done(clients[role], act))
        for name, act in world[state].items()
    }
    assert {name: said for name, said in done.items() if expected(state).get(name) != said} == {}
    assert done.keys() == expected(state).keys()


@pytest.mark.parametrize("role", ["anonymous", "stranger"])
@pytest.mark.parametrize("state", [*STATES, "desk"])
def test_nobody_without_access_gets_anything_done(state: str, role: str, world: dict[str, Any]) -> None:
    assert [name for name, act in world[state].items() if is_done(world["clients"][role], act)] == []


def test_every_address_that_writes_has_an_act(world: dict[str, Any]) -> None:
    """By its own name, or as a page that several models have."""
    tried = {act.page for state in (*STATES, "desk") for act in world[state].values()}
    known = tried | {_page(name) for name in tried} | READ | ELSEWHERE.keys()
    names = {str(pattern.name) for pattern in addresses()}
    unknown = {name for name in names if name not in known and _page(name) not in known}
    assert {name for name in unknown if not name.startswith(READ_ONLY_MODELS)} == set()


def _page(name: str) -> str:
    """Without the model: ``claims_party_change`` is a ``change``."""
    models = (f"{model._meta.app_label}_{model._meta.model_name}_" for model in admin.site._registry)
    return next((name.removeprefix(model) for model in models if name.startswith(model)), name)


def test_every_action_of_a_list_has_an_act(world: dict[str, Any], admin_request: Any) -> None:
    tried = {name.split(" of ")[0] for state in (*STATES, "desk") for name in world[state]}
    offered = {name for each in admin.site._registry.values() for name in each.get_actions(admin_request)}
    assert offered - tried - OF_JOBS == set()


OF_JOBS = {"retry", "cancel", "abort", "replay_selected"}
"""The queue's own, for superusers, and that of webhooks, for administrators: test_webhooks.py."""


@pytest.fixture
def admin_request(world: dict[str, Any]) -> Any:
    request = RequestFactory().get("/admin/")
    request.user = User.objects.get(username="root")
    return request
