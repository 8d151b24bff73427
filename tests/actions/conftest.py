"""Two parties that turned out to be one; a receiver of webhooks."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from claims.models import Party
from tests.factories import PartyFactory
from tests.receivers import Receiver, receiving


@pytest.fixture
def kept(db: None) -> Party:
    return PartyFactory(name="Facebook", slug="facebook")


@pytest.fixture
def merged(db: None) -> Party:
    return PartyFactory(name="Facebook Inc.", short_name="FB", slug="facebook-inc")


@pytest.fixture
def receiver(settings: LazySettings) -> Iterator[Receiver]:
    """Of webhooks, on this machine, to which they may go."""
    settings.WEBHOOKS_MAY_BE_PRIVATE = True
    with receiving() as made:
        yield made
