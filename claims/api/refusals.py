"""A refusal of the API itself, before or beside the actions. The framework loads this early: it imports nothing of it."""

from collections.abc import Iterable, Mapping
from typing import Any


class Refused(Exception):
    """A refusal of the API itself. ``found`` are dicts of ``message`` and ``field``, ``parameter`` or ``path``."""

    def __init__(self, kind: str, detail: str, found: Iterable[Mapping[str, str]] = (), **members: Any) -> None:
        super().__init__(detail)
        self.kind, self.detail, self.found, self.members = kind, detail, list(found), members
