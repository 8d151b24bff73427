"""Two parties that turned out to be one."""

import pytest

from claims.models import Party
from tests.factories import PartyFactory


@pytest.fixture
def kept(db: None) -> Party:
    return PartyFactory(name="Facebook", slug="facebook")


@pytest.fixture
def merged(db: None) -> Party:
    return PartyFactory(name="Facebook Inc.", short_name="FB", slug="facebook-inc")
