"""The case as a file: JSON of ``dossier/1`` with all words. A wrong file is refused whole, with every problem named."""

import json
from typing import Any

from pydantic import ValidationError

from claims.dossier.coherence import problems
from claims.dossier.schema import Dossier
from claims.errors import FileProblem, FileRefused

MAX_BYTES = 20_000_000
_SHOWN = 80


def read(data: bytes, name: str) -> Dossier:
    """Raise FileRefused with the path inside the file, the value found, and what was expected."""
    if len(data) > MAX_BYTES:
        raise FileRefused(name, [FileProblem("$", f"{len(data)} bytes", f"at most {MAX_BYTES} bytes")])
    document = _parse(data, name)
    try:
        dossier = Dossier.model_validate(document)
    except ValidationError as refused:
        raise FileRefused(name, [_problem(error) for error in refused.errors()]) from None
    if found := problems(dossier):
        raise FileRefused(name, found)
    return dossier


def write(dossier: Dossier) -> str:
    """The file as text: two blanks of indent, members in the order of the schema, a line feed at the end."""
    return json.dumps(dossier.as_json(), ensure_ascii=False, indent=2) + "\n"


def _parse(data: bytes, name: str) -> Any:
    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=_unique_members, parse_constant=_refuse_constant)
    except UnicodeDecodeError as broken:
        problem = FileProblem(f"byte {broken.start}", repr(data[broken.start : broken.start + 1]), "UTF-8")
    except json.JSONDecodeError as broken:
        place = f"line {broken.lineno}, column {broken.colno}"
        problem = FileProblem(place, shown(broken.doc[broken.pos : broken.pos + 20]), f"JSON ({broken.msg})")
    except RecursionError:
        problem = FileProblem("$", "lists within lists without end", "a dossier")
    except ValueError as broken:
        problem = FileProblem("$", str(broken), "JSON in which each member stands once and numbers are whole")
    raise FileRefused(name, [problem])


def _unique_members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"member {next(each for each in names if names.count(each) > 1)!r} twice in one object")
    return members


def _refuse_constant(constant: str) -> Any:
    raise ValueError(constant)


def _problem(error: Any) -> FileProblem:
    expected = error["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
    if error["type"] == "missing":
        return FileProblem(path_of(error["loc"]), "nothing", "a value (the member is required)")
    if error["type"] == "extra_forbidden":
        return FileProblem(path_of(error["loc"]), "a member of this name", "only members that the schema knows")
    return FileProblem(path_of(error["loc"]), shown(error["input"]), expected)


def path_of(location: tuple[int | str, ...]) -> str:
    """``("points", 2, "text")`` → ``points[2].text``."""
    path = ""
    for step in location:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else str(step)
    return path or "$"


def shown(value: Any) -> str:
    """The value, short enough for a message and safe to print."""
    text = json.dumps(value, ensure_ascii=True, default=str)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}… ({len(text)} characters)"
