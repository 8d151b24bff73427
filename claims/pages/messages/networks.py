"""From which network a request comes, as a hash that says so for one day and leads back to nobody's address."""

import ipaddress
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from rest_framework.throttling import BaseThrottle

PREFIX = {4: 24, 6: 56}
"""Bits that name a network: about what one line of one household or office has."""


def sender_of(request: HttpRequest, *, at: datetime) -> str:
    """64 hexadecimal digits, others on another day. Who asks is read as in the API, behind a proxy or not."""
    asking: Any = request
    network = network_of(BaseThrottle().get_ident(asking) or "")
    return salted_hmac(__name__, f"{at:%Y-%m-%d} {network}", algorithm="sha256").hexdigest()


def network_of(address: str) -> str:
    """The network of an address; what is no address is one network together."""
    try:
        found = ipaddress.ip_address(address.strip())
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return str(ipaddress.ip_network((found, PREFIX[found.version]), strict=False))
