"""The API keeps to its own description: no error of ours, and no status, header or body that it does not promise."""

import gc
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from knox.models import AuthToken
from rest_framework.test import APIClient
from schemathesis.schemas import APIOperation

from claims import cases
from claims import models as tables
from claims.api.desk.resources import RESOURCES
from tests import cast, databases, factories
from tests.api import conformance, hostile
from tests.api.problems import named
from tests.api.records import make

# Bodies that hold a file are closed by nobody but the garbage collector in the client of schemathesis.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
ANONYMOUS = "anonymous"
EVERYBODY = (ANONYMOUS, *cast.ROLES)
DESK = "/api/v1/desk/"


@pytest.fixture(scope="module")
def desk(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, str | None]]:
    """Tokens by role, at a desk with the seed case and a record of each kind. A database of its own, thrown away."""
    with (
        django_db_blocker.unblock(),
        databases.copied() as database,
        databases.in_use(database),
    ):
        users = {role: cast.member(role) for role in cast.ROLES}
        files = sorted(str(file) for file in Path(cases.__path__[0]).glob("*.json"))
        call_command("load_case", *files, "--publish", "--by", "publisher", verbosity=0)
        for resource in RESOURCES:
            make(resource)
        for user in users.values():
            factories.NoticeFactory(to=user)
            factories.TokenFactory(user=user)
        claim = tables.Claim.objects.order_by("pk").first()
        factories.CommentFactory(claim=claim)
        factories.DeliveryFactory()
        factories.ImportRunFactory()
        yield {ANONYMOUS: None} | {role: AuthToken.objects.create(user=user)[1] for role, user in users.items()}


def known_ids() -> conformance.Ids:
    def of(model: Any, column: str = "pk") -> list[str]:
        return [str(each) for each in model._default_manager.order_by("pk").values_list(column, flat=True)]

    slugs = {"claims": tables.Claim, "parties": tables.Party, "sources": tables.Source, "topics": tables.Topic}
    paths = {f"{DESK}{resource.path}/": of(resource.model) for resource in RESOURCES}
    paths |= {f"/api/v1/{name}/": of(model, "slug") for name, model in slugs.items()}
    parts = {"points": tables.Point, "responses": tables.Response, "events": tables.Event}
    paths |= {f"/api/v1/{name}/": of(model) for name, model in (parts | {"assessments": tables.Assessment}).items()}
    others = {"tokens": tables.Token, "notices": tables.Notice, "comments": tables.Comment, "merges": tables.Merge}
    others |= {"webhooks": tables.WebhookEndpoint, "claim-imports": tables.ImportRun}
    paths |= {f"{DESK}{name}/": of(model) for name, model in others.items()}
    paths[f"{DESK}acts/"] = sorted({act for act in of(tables.Change, "act") if act != "None"})
    members = {
        name: of(resource.model._meta.get_field(name).related_model)
        for resource in RESOURCES
        for name in (*resource.fixed, *resource.own, *resource.links)
        if resource.model._meta.get_field(name).is_relation
    }
    return conformance.Ids(paths, members | {"into": of(tables.Claim)}, shared=of(tables.Claim))


def spread(role: str, requests: int) -> list[tuple[APIOperation, int]]:
    """Which addresses get how many. Half of the anonymous requests go to what anybody may read.

    A small number goes to a fifth of the addresses of the desk, another fifth for each role: making requests for an address
    costs more than sending them.
    """
    number = EVERYBODY.index(role)
    operations = conformance.operations()
    random.Random(0).shuffle(operations)
    desk = [each for each in operations if each.path.startswith(DESK)]
    desk = desk[number :: len(EVERYBODY)] if requests < len(operations) else desk
    public = [each for each in operations if not each.path.startswith(DESK)]
    if role != ANONYMOUS:
        return _evenly(desk + public[number :: len(EVERYBODY)], requests)
    return _evenly(public, requests // 2) + _evenly(desk, requests - requests // 2)


def _evenly(operations: list[APIOperation], requests: int) -> list[tuple[APIOperation, int]]:
    each, more = divmod(requests, len(operations))
    return [(operation, each + (index < more)) for index, operation in enumerate(operations)]


def check(role: str, token: str | None, *, requests: int) -> conformance.Outcome:
    cases = [
        case
        for operation, count in spread(role, requests)
        for case in conformance.requests_to(operation, count, chance=EVERYBODY.index(role))
    ]
    outcome = conformance.run(cases, known_ids(), token, random.Random(EVERYBODY.index(role)), before=cache.clear)
    del cases
    gc.collect()  # files of bodies, while their warning is expected
    return outcome


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.long
def test_a_thousand_requests(desk: dict[str, str | None], role: str) -> None:
    outcome = check(role, desk[role], requests=200)
    assert not outcome.deviations, "\n\n".join(outcome.deviations.values())


@pytest.mark.conformance
@pytest.mark.parametrize("role", EVERYBODY)
def test_ten_thousand_requests(desk: dict[str, str | None], role: str, capsys: pytest.CaptureFixture[str]) -> None:
    outcome = check(role, desk[role], requests=2200)
    with capsys.disabled():
        sys.stdout.write(f"\n{role}: {outcome.summary()}\n")
    assert not outcome.deviations, "\n\n".join(outcome.deviations.values())


@pytest.mark.long
def test_hostile_input_is_refused_by_name_everywhere(desk: dict[str, str | None]) -> None:
    """NUL, lone surrogates, depth, doubled keys, endless numbers, other types: 4xx with a reason, never an error of ours."""
    client, ids, wrong = APIClient(HTTP_IF_MATCH="*", raise_request_exception=False), known_ids(), []
    client.force_authenticate(tables.User.objects.get(username="administrator"))
    with conformance.rolled_back():
        for each in hostile.requests(ids.of_paths, ids.shared[0]):
            cache.clear()
            body: Any = each.body  # bytes, which the stubs do not expect
            answer = client.generic(each.method.upper(), each.address, body, content_type=each.media_type)
            if not _is_fit(each, answer):
                wrong.append(f"{each.about} → {answer.status_code} {getattr(answer, 'content', b'')[:200]!r}")
    assert not wrong, "\n".join(wrong)


def _is_fit(asked: hostile.Hostile, answer: Any) -> bool:
    """Whether the answer is a refusal with its reason, which names what was wrong."""
    if asked.is_text and answer.status_code < 400:
        return True
    if not 400 <= answer.status_code < 500:
        return False
    problem = answer.json()
    if asked.address.startswith("/v1alpha1/"):  # in Google's shape
        return bool(problem["error"]["message"])
    is_told = answer["Content-Type"] == "application/problem+json" and problem["detail"]
    return is_told and (not asked.names or any(name.startswith(asked.names) for name in named(problem)))
