"""Reading the body of a request: one JSON object of bounded size, whose texts can be stored."""

import json
from collections.abc import Iterator
from typing import IO, Any

from django.core.exceptions import ValidationError
from rest_framework.parsers import BaseParser

from claims.api.refusals import Refused
from claims.fields.texts import refuse_unstorable

MOST_BYTES = 2_000_000
MOST_LEVELS = 100


class ObjectParser(BaseParser):
    """Strict JSON (RFC 8259): an object, each member once, no NaN, no NUL and no lone surrogate."""

    media_type = "application/json"
    most_bytes = MOST_BYTES

    def parse(self, stream: IO[bytes], media_type: str | None = None, parser_context: Any = None) -> dict[str, Any]:
        body = stream.read(self.most_bytes + 1)
        if len(body) > self.most_bytes:
            raise Refused("too-large", f"A body has at most {self.most_bytes:,} bytes.")
        data = _parsed(body)
        if not isinstance(data, dict):
            raise Refused("invalid-request", "The body has to be a JSON object: {…}.")
        if not _is_flat_enough(data):
            raise Refused("invalid-request", f"Lists and objects lie within each other at most {MOST_LEVELS} deep.")
        if found := [{"field": path, "message": message} for path, message in _unstorable(data, "")]:
            raise Refused("invalid-record", "A text of the body cannot be stored. See errors.", found)
        return data


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_refuse)
    except UnicodeDecodeError as broken:
        reason = f"byte {broken.start} is not UTF-8"
    except json.JSONDecodeError as broken:
        reason = f"line {broken.lineno}, column {broken.colno}: {broken.msg}"
    except RecursionError:
        reason = "lists or objects within each other without end"
    except ValueError as broken:
        reason = str(broken)
    raise Refused("invalid-request", f"The body is not JSON ({reason}).")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise ValueError(f"member “{twice}” stands twice in one object")
    return members


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


def _is_flat_enough(data: Any) -> bool:
    """Level by level, since a document that goes too deep is none to walk down."""
    level = [data]
    for _ in range(MOST_LEVELS):
        inner = [value.values() if isinstance(value, dict) else value for value in level]
        level = [each for values in inner for each in values if isinstance(each, dict | list)]
        if not level:
            return True
    return False


def _unstorable(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        try:
            refuse_unstorable(value)
        except ValidationError as refused:
            yield path, " ".join(refused.messages)
    elif isinstance(value, dict):
        for name, member in value.items():
            yield from _unstorable(name, f"{path}.{name}".strip("."))
            yield from _unstorable(member, f"{path}.{name}".strip("."))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _unstorable(item, f"{path}[{index}]")
