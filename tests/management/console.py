"""Commands as somebody at a terminal runs them: exit code, output, error output."""

import sys
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.management import CommandError, load_command_class


@dataclass(frozen=True)
class Done:
    code: int
    output: str
    errors: str


def run(capsys: pytest.CaptureFixture[str], name: str, *arguments: object) -> Done:
    """What `manage.py` does, but for closing the connection, in which the test's transaction is."""
    capsys.readouterr()
    command: Any = load_command_class("claims", name)
    command._called_from_command_line = True
    code = 0
    try:
        options = vars(command.create_parser("manage.py", name).parse_args(list(map(str, arguments))))
        command.execute(*options.pop("args", ()), **options)
    except CommandError as refused:
        print(refused, file=sys.stderr)  # noqa: T201  as Django does
        code = refused.returncode
    except SystemExit as ended:
        code = int(ended.code or 0)
    captured = capsys.readouterr()
    return Done(code, captured.out, captured.err)
