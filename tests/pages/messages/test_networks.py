"""Networks are told apart for a day, and nobody's address is kept."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import RequestFactory

from claims.pages.messages.networks import network_of, sender_of
from tests.conftest import NOW


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("::ffff:203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2ff::7", "2001:db8:1:200::/56"),
        ("unix:", ""),
        ("", ""),
    ],
    ids=["4", "4 in 6", "6", "none", "empty"],
)
def test_address_becomes_a_network(address: str, network: str) -> None:
    assert network_of(address) == network


def test_sender_is_the_same_for_a_network_and_a_day() -> None:
    def sender(address: str, at: Any = NOW) -> str:
        return sender_of(RequestFactory(REMOTE_ADDR=address).get("/"), at=at)

    assert sender("203.0.113.7") == sender("203.0.113.8")
    assert sender("203.0.113.7") != sender("203.0.114.7")
    assert sender("203.0.113.7") != sender("203.0.113.7", NOW + timedelta(days=1))
