"""The processes of the site. None outlives the one that started it."""

import ctypes
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

STOP_SECONDS = 12
START_SECONDS = 180
PR_SET_PDEATHSIG = 1  # from linux/prctl.h

libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with_parent(parent: int | None = None) -> None:
    """Asks the kernel for SIGTERM when the parent ends, even by SIGKILL. Only Linux can do that."""
    if libc is None:
        return
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if parent is not None and os.getppid() != parent:  # it ended before the kernel was asked
        os.kill(os.getpid(), signal.SIGTERM)


@dataclass(frozen=True)
class Child:
    title: str
    process: subprocess.Popen[bytes]

    def signal_all(self, number: signal.Signals) -> None:
        """Also what the child has started: they share its process group."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


class Crew:
    """The children that work together: when one ends, the others have to."""

    def __init__(self) -> None:
        self.children: list[Child] = []

    def start(self, title: str, command: Sequence[str], *, keep_open: int | None = None) -> None:
        """In a session of its own, so that Ctrl-C reaches the supervisor only, which then ends the crew in order."""
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=() if keep_open is None else (keep_open,),
            preexec_fn=partial(die_with_parent, os.getpid()),  # noqa: PLW1509  no other thread runs yet
        )
        self.children.append(Child(title, process))

    def first_ended(self) -> Child | None:
        return next((child for child in self.children if child.process.poll() is not None), None)

    def wait_for_an_end(self) -> Child:
        while (ended := self.first_ended()) is None:
            time.sleep(0.2)
        return ended

    def stop(self) -> None:
        """Everybody gets 12 seconds together, then the kernel does it."""
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children:
            if child.process.poll() is None:
                child.process.terminate()  # the child alone: it ends its own in its own order
        for child in self.children:
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0, deadline - time.monotonic()))
            child.signal_all(signal.SIGKILL)
            child.process.wait()


def wait_until_served(port: int, crew: Crew) -> bool:
    """Whether the server answers; False when a child ended first or three minutes have passed."""
    deadline = time.monotonic() + START_SECONDS
    while crew.first_ended() is None and time.monotonic() < deadline:
        if is_served(port):
            return True
        time.sleep(0.05)
    return False


def is_served(port: int) -> bool:
    """Any answer counts: it comes from our own server, for the port is ours."""
    request = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        request.request("GET", "/healthz", headers={"Host": f"localhost:{port}"})
        request.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        request.close()
    return True
