"""Clients of the API: one without a token, and one for each member of the cast; and claims that are published."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test.testcases import LiveServerThread, _StaticFilesHandler
from knox.models import AuthToken
from rest_framework.test import APIClient

from claims.actions import publishing
from claims.models import Claim, User
from tests import factories
from tests.databases import Database

Client = Callable[[User], APIClient]


@pytest.fixture(autouse=True)
def no_requests_counted() -> None:
    cache.clear()


@pytest.fixture
def anyone() -> APIClient:
    return APIClient()


@pytest.fixture
def client_of(db: None) -> Client:
    """The client of a user, with a token of its own. It changes whatever is there, unless a test says which version."""

    def client(user: User) -> APIClient:
        _, token = AuthToken.objects.create(user=user)
        made = APIClient(HTTP_IF_MATCH="*")
        made.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
        return made

    return client


@pytest.fixture
def at_desk(client_of: Client, editor: User) -> APIClient:
    return client_of(editor)


@pytest.fixture
def publish(publisher: User) -> Callable[..., Claim]:
    """Publish a case: the one given, or a new one of `make_case`."""

    def published(claim: Claim | None = None, *, kind: str = "", note: str = "", **fields: Any) -> Claim:
        claim = claim or factories.make_case(**fields)
        publishing.publish(by=publisher, claim_id=claim.pk, kind=kind, note=note, is_reviewed=True)
        claim.refresh_from_db()
        return claim

    return published


@pytest.fixture
def server(cloned_database: Database) -> Iterator[str]:
    """The site in this process, so that a part of it can be taken out."""
    thread = LiveServerThread("localhost", _StaticFilesHandler, port=0)
    thread.daemon = True
    thread.start()
    assert thread.is_ready.wait(20)
    assert thread.error is None
    yield f"localhost:{thread.port}"
    thread.terminate()
