"""Everybody tries every act: each is sent with data that are right, and taken back; the tables of rights say who gets it done.

An act, a page or an action of a list that stands in no table fails.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.db import connection, transaction
from django.test import Client, RequestFactory

from claims.models import Party, User
from tests.admin import acts as desk
from tests.admin import acts_of_desk
from tests.admin.acts import STATES, Act
from tests.admin.rights import ELSEWHERE, IMPORTS, LETTERS, OF_JOBS, READ, READ_ONLY_MODELS, expected, kinds_in, tried
from tests.admin.test_permissions import addresses
from tests.cast import member
from tests.factories import DraftFactory, NoticeFactory

WRITTEN = (
    "importrun",
    "revision",
    "submission",
    "comment",
    "draft",
    "presence",
    "savedsearch",
    "notice",
    "user",
    "merge",
    "message",
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
    cases = {state: desk.a_case(state, users["owner"], second) for state in STATES}
    made = {state: desk.of_case(claim, root, kinds_in(state)) for state, claim in cases.items()}
    shared = acts_of_desk.of_shared(root, users["editor"]) | acts_of_desk.of_published(cases["published"], second)
    return {"clients": clients, **made, "desk": shared}


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


@pytest.mark.parametrize("state", [*STATES, "desk"])
@pytest.mark.long
def test_each_act_is_done_by_whom_the_table_says(state: str, world: dict[str, Any]) -> None:
    clients = world["clients"]
    done = {
        name: "".join(letter for letter in tried(state, name) if is_done(clients[LETTERS[letter]], act))
        for name, act in world[state].items()
    }
    said = {name: "".join(each for each in row if each in tried(state, name)) for name, row in expected(state).items()}
    assert {name: (row, said.get(name)) for name, row in done.items() if said.get(name) != row} == {}
    assert done.keys() == said.keys()


@pytest.mark.parametrize("role", ["anonymous", "stranger"])
@pytest.mark.parametrize("state", [*STATES, "desk"])
def test_nobody_without_access_gets_anything_done(state: str, role: str, world: dict[str, Any]) -> None:
    assert [name for name, act in world[state].items() if is_done(world["clients"][role], act)] == []


def test_who_imports(world: dict[str, Any], settings: Any, tmp_path: Any) -> None:
    """Files are of the person who brought them, so each brings its own."""
    settings.FACTCHECK_DATA = str(tmp_path)
    slug = Party.objects.filter(is_published=True).values_list("slug", flat=True)[0]
    done = dict.fromkeys(IMPORTS, "")
    for letter, role in LETTERS.items():
        for name in acts_of_desk.imported(world["clients"][role], slug, taken_back, _fingerprint):
            done[name] += letter
    assert done == IMPORTS
    for role in ("anonymous", "stranger"):
        assert list(acts_of_desk.imported(world["clients"][role], slug, taken_back, _fingerprint)) == []


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


@pytest.fixture
def admin_request(world: dict[str, Any]) -> Any:
    request = RequestFactory().get("/admin/")
    request.user = User.objects.get(username="root")
    return request
