"""No test talks to another machine: connections are refused unless they stay on this one."""

import ipaddress
import socket
from typing import Any

import pytest


class NetworkUsed(BaseException):
    """A test tried to reach another machine. No `except Exception` of the code under test may swallow it."""


def is_local(address: Any) -> bool:
    """Socket files are; internet addresses are where they lead back to this machine."""
    if not isinstance(address, tuple):
        return True
    host = address[0]
    if host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def close(patch: pytest.MonkeyPatch) -> None:
    for name in ("connect", "connect_ex", "sendto"):
        patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
    look_up = socket.getaddrinfo

    def look_up_local(host: Any, *arguments: Any, **options: Any) -> Any:
        if host is not None and not is_local((host,)):
            raise NetworkUsed(f"A test looked up {host!r}. Give the code under test an answer instead.")
        return look_up(host, *arguments, **options)

    patch.setattr(socket, "getaddrinfo", look_up_local)


def _guarded(method: Any) -> Any:
    def local_only(self: socket.socket, *arguments: Any) -> Any:
        if not is_local(arguments[-1]):
            raise NetworkUsed(f"A test tried to reach {arguments[-1]}. Give the code under test an answer instead.")
        return method(self, *arguments)

    return local_only
