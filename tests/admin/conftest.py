"""The cast at the desk: `at_desk(user)` is a client that is logged in."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from claims.actions import editing, evidence
from claims.models import Claim, User
from tests.admin.workspaces import TEXT
from tests.factories import make_case


@pytest.fixture
def at_desk() -> Callable[[User], Client]:
    def log_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def case(db: None) -> Claim:
    """Three points, of which the first is denied."""
    return make_case(["denies", None, None])


@pytest.fixture
def saves(publisher: User) -> Callable[..., None]:
    """Somebody else saves these fields of a record."""

    def save(record: Any, **values: Any) -> None:
        fresh = type(record)._base_manager.get(pk=record.pk)
        for name, value in values.items():
            setattr(fresh, name, value)
        editing.save(by=publisher, record=fresh)

    return save


@pytest.fixture
def desk(editor: User, at_desk: Callable[[User], Client]) -> Client:
    return at_desk(editor)


@pytest.fixture
def started(editor: User) -> Claim:
    """A case that has its source and no claim yet."""
    return evidence.start(by=editor, text=TEXT, language="de")
