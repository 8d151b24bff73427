"""One deadline for a whole request. The time limits of a socket start anew with every byte: whoever sends one now and then
keeps a worker for ever. Here the connection is cut once the time is up, whatever is being waited for.

Looking a name up cannot be cut, and a connection that is being made cannot either: both are left to a thread of their own,
and left alone with it once the time is up.
"""

import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextvars import ContextVar
from functools import partial
from types import TracebackType
from typing import Any, TypeVar

import requests
from requests_hardened.ip_filter_adapter import IPFilterAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

R = TypeVar("R")


class Deadline:
    """``with Deadline(seconds) as deadline`` around the requests of a session that was ``limited``."""

    def __init__(self, seconds: float) -> None:
        self.has_passed = False
        self._ends = time.monotonic() + seconds
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

    def await_from(self, act: Callable[[], R]) -> R:
        """What ``act`` returns or raises, if it does so in time. Raises TimeoutError; ``act`` then goes on for nobody."""
        done: Future[R] = Future()

        def run() -> None:
            try:
                done.set_result(act())
            except BaseException as failed:
                done.set_exception(failed)

        threading.Thread(target=run, daemon=True).start()
        if not wait([done], max(0, self._ends - time.monotonic())).done:
            self.has_passed = True
            raise TimeoutError
        return done.result()

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
        if isinstance(adapter, IPFilterAdapter):  # which looks the name up itself, to see where it leads
            look_up = partial(_in_time, adapter.build_connection_pool_key_attributes)
            adapter.build_connection_pool_key_attributes = look_up


def _in_time(act: Callable[..., R], *arguments: Any, **named: Any) -> R:
    deadline = _current.get()
    return deadline.await_from(partial(act, *arguments, **named)) if deadline else act(*arguments, **named)


def _watched(connect: Callable[[], socket.socket]) -> socket.socket:
    connected = _in_time(connect)
    if deadline := _current.get():
        deadline.watch(connected)
    return connected


class _Plain(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _watched(super()._new_conn)


class _Tls(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _watched(super()._new_conn)


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _Tls
