"""Leaving in good order when told to."""

import signal
import sys
from types import FrameType
from typing import NoReturn


def exit_on_sigterm() -> None:
    """Turns SIGTERM into `SystemExit`, so that the process leaves the server by its exit handlers. Main thread only."""
    signal.signal(signal.SIGTERM, _exit)


def _exit(number: int, frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)
