"""The cast at the desk: `at_desk(user)` is a client that is logged in."""

from collections.abc import Callable

import pytest
from django.test import Client

from claims.models import Claim, User
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
