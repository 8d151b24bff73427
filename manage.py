#!/usr/bin/env python
"""Runs Django's commands: `python manage.py help` lists them."""

import os
import signal
import sys
from types import FrameType


def leave(signum: int, frame: FrameType | None) -> None:
    """Ends by an exception, so that exit handlers run (the local database stops with its last client)."""
    raise SystemExit(128 + signum)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    signal.signal(signal.SIGTERM, leave)

    from django.core.management import execute_from_command_line  # after the settings module is named

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
