"""Cases as files: JSON of ``dossier/1`` with all words, or NDJSON, a case a line. A wrong file is refused whole, each problem named."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from claims.dossier.coherence import problems
from claims.dossier.schema import Dossier
from claims.errors import FileProblem, FileRefused
from claims.fields.texts import IN_ORDER

MAX_BYTES = 20_000_000
_SHOWN = 80
_NAMED = 50  # problems; a file with more of them is another kind of file
_NAME = re.compile(r"[\w-]{1,80}\Z", re.ASCII)


def read_all(data: bytes, name: str) -> list[Dossier]:
    """The cases of a file: one a line where its name ends in ``.ndjson``, else one. Raise FileRefused, naming the line."""
    if not name.endswith(".ndjson"):
        return [read(data, name)]
    return [read(line, f"{name}, line {number}") for number, line in enumerate(data.split(b"\n"), 1) if line.strip()]


def read(data: bytes, name: str) -> Dossier:
    """Raise FileRefused with the path inside the file, the value found, and what was expected."""
    if len(data) > MAX_BYTES:
        raise FileRefused(name, [FileProblem("$", f"{len(data)} bytes", f"at most {MAX_BYTES} bytes")])
    document = _parse(data, name)
    try:
        dossier = Dossier.model_validate(document, context={IN_ORDER: True})
    except ValidationError as refused:
        raise FileRefused(name, _first([_problem(error) for error in refused.errors()])) from None
    if found := problems(dossier):
        raise FileRefused(name, _first(found))
    return dossier


def write(dossier: Dossier) -> str:
    """The file as text: two blanks of indent, members in the order of the schema, a line feed at the end."""
    return json.dumps(dossier.as_json(), ensure_ascii=False, indent=2) + "\n"


def _first(found: list[FileProblem]) -> list[FileProblem]:
    if len(found) <= _NAMED:
        return found
    return [*found[:_NAMED], FileProblem("$", f"{len(found) - _NAMED} more problems", "none")]


def _parse(data: bytes, name: str) -> Any:
    try:
        document = json.loads(
            data.decode("utf-8"), object_pairs_hook=_unique_members, parse_constant=_not_whole, parse_float=_not_whole
        )
        misfits = list(_misfits(document, ()))
    except UnicodeDecodeError as broken:
        problem = FileProblem(f"byte {broken.start}", repr(data[broken.start : broken.start + 1]), "UTF-8")
    except json.JSONDecodeError as broken:
        place = f"line {broken.lineno}, column {broken.colno}"
        problem = FileProblem(place, shown(broken.doc[broken.pos : broken.pos + 20]), f"JSON ({broken.msg})")
    except RecursionError:
        problem = FileProblem("$", "lists within lists without end", "a dossier")
    except ValueError as broken:  # Python reads no number of thousands of digits
        problem = FileProblem("$", str(broken), "JSON")
    else:
        if not misfits:
            return document
        raise FileRefused(name, _first(misfits))
    raise FileRefused(name, [problem])


@dataclass(frozen=True)
class _Misfit:
    """Stands in the parsed document where something is JSON for Python and not for a dossier."""

    value: str
    expected: str


def _unique_members(pairs: list[tuple[str, Any]]) -> Any:
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    twice = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
    return _Misfit(f"member {shown(twice)} twice", "each member once")


def _not_whole(number: str) -> _Misfit:
    return _Misfit(shown(number), "a whole number")


def _misfits(value: Any, path: tuple[int | str, ...]) -> Iterator[FileProblem]:
    if isinstance(value, _Misfit):
        yield FileProblem(path_of(path), value.value, value.expected)
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in inner:
        yield from _misfits(each, (*path, step))


def _problem(error: Any) -> FileProblem:
    expected = error["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
    if error["type"] == "missing":
        return FileProblem(path_of(error["loc"]), "nothing", "a value (the member is required)")
    if error["type"] == "extra_forbidden":
        return FileProblem(path_of(error["loc"]), "a member of this name", "only members that the schema knows")
    if error["type"] in {"model_type", "dict_type"}:
        expected = "an object"
    return FileProblem(path_of(error["loc"]), shown(error["input"]), expected)


def path_of(location: tuple[int | str, ...]) -> str:
    """``("points", 2, "text")`` → ``points[2].text``."""
    path = ""
    for step in location:
        if isinstance(step, int):
            path += f"[{step}]"
        else:
            path += ("." if path else "") + (step if _NAME.match(step) else shown(step))
    return path or "$"


def shown(value: Any) -> str:
    """The value, short enough for a message and safe to print."""
    text = json.dumps(value, ensure_ascii=True, default=str)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}… ({len(text)} characters)"
