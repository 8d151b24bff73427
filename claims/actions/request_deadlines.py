"""One deadline for a whole request. The time limits of a socket start anew with every byte: whoever sends one now and then
keeps a worker for ever. Here the connection is cut once the time is up, whatever is being waited for."""

import socket
import threading
from contextvars import ContextVar
from types import TracebackType

import requests
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection


class Deadline:
    """``with Deadline(seconds) as deadline`` around the requests of a session that was ``limited``. Names are looked up
    before there is a connection, and connecting has a limit of its own: neither is cut."""

    def __init__(self, seconds: float) -> None:
        self.has_passed = False
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._lock = threading.Lock()
        self._watched: list[socket.socket] = []

    def __enter__(self) -> "Deadline":
        self._token = _current.set(self)
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        _current.reset(self._token)
        with self._lock:
            for each in self._watched:
                each.close()
            self._watched.clear()

    def watch(self, connected: socket.socket) -> None:
        """A copy is kept: TLS takes the socket over and leaves nothing of it to cut."""
        with self._lock:
            self._watched.append(connected.dup())
        if self.has_passed:
            self._cut()

    def _cut(self) -> None:
        self.has_passed = True
        with self._lock:
            for each in self._watched:
                try:
                    each.shutdown(socket.SHUT_RDWR)
                except OSError:  # the other side was quicker
                    continue


_current: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


def limited(session: requests.Session) -> None:
    """Have the connections of the session keep the deadline at hand."""
    for adapter in session.adapters.values():
        if isinstance(adapter, requests.adapters.HTTPAdapter):
            adapter.poolmanager.pool_classes_by_scheme = {"http": _PlainPool, "https": _TlsPool}


def _watched(connected: socket.socket) -> socket.socket:
    if deadline := _current.get():
        deadline.watch(connected)
    return connected


class _Plain(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _watched(super()._new_conn())


class _Tls(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _watched(super()._new_conn())


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _Tls
