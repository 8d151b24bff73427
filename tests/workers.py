"""Workers of the queue as processes of their own, which die without a word, and know no time of day."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, connections
from procrastinate.contrib.django import app

from claims import jobs


@contextmanager
def working() -> Iterator[None]:
    """A worker as a process of its own, killed at the end. What is due by the clock it leaves alone: a test begins its jobs."""
    connections.close_all()
    worker = os.fork()
    if worker == 0:
        try:
            os.close(2)
            app.periodic_registry.periodic_tasks.clear()
            jobs.run_worker()
        finally:
            os._exit(1)
    try:
        yield
    finally:
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)


def wait_until(holds: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.05)


def silence_workers() -> None:
    """As if a minute had passed since each was heard of."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
