"""No change of a dossier goes unseen: every value of the schema is changed, and left out, once."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from django.db.models import TextChoices
from pydantic import BaseModel, ValidationError

from claims import vocabulary
from claims.dossier.schema import Dossier, Part
from claims.fields.moment import Moment
from tests.actions.rich_case import COPY, OLDER_COPY, Json
from tests.dossier.test_differences import full_case, read, told
from tests.dossiers import an_id

UNCOMPARED = {"schema", "id", "url", "standing", "revision"}
"""Members of a dossier that say nothing about the case itself."""
Path = tuple[str | int, ...]


def leaves(value: Any, path: Path = ()) -> Iterator[Path]:
    """The address of every single value."""
    if isinstance(value, dict | list):
        for key, member in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(member, (*path, key))
    else:
        yield path


def owner_of(case: Json, path: Path) -> Any:
    found: Any = case
    for step in path[:-1]:
        found = found[step]
    return found


WORDS = [
    {choice.value for choice in each}
    for each in vars(vocabulary).values()
    if isinstance(each, type) and issubclass(each, TextChoices) and each is not TextChoices
]


def others(value: Any, path: Path) -> Iterator[Any]:
    """Values that may stand there instead; the first one that the schema takes is tried."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 100
    else:
        yield from (word for group in WORDS if value in group for word in sorted(group - {value}))
        yield from (an_id("something else"), OLDER_COPY if value == COPY else "d" * 64)
        yield from ("2018-08-02", "Europe/Vienna", "nl", f"{value}x", f"{value}-x", f"{value}0")


def changed(path: Path) -> Json:
    for other in others(owner_of(full_case(), path)[path[-1]], path):
        case = full_case()
        owner_of(case, path)[path[-1]] = other
        try:
            read(case)
        except ValidationError:
            continue
        return case
    raise AssertionError(f"no other value for {path}")


LEAVES = [path for path in leaves(full_case()) if path[0] not in UNCOMPARED]


def test_a_dossier_does_not_differ_from_itself() -> None:
    assert told(full_case(), full_case()) == []


@pytest.mark.parametrize("path", LEAVES, ids=lambda path: ".".join(map(str, path)))
def test_every_value_that_changes_is_a_difference(path: Path) -> None:
    assert told(full_case(), changed(path))


@pytest.mark.parametrize("path", LEAVES, ids=lambda path: ".".join(map(str, path)))
def test_every_value_that_is_left_out_is_a_difference(path: Path) -> None:
    case = full_case()
    owner = owner_of(case, path)
    del owner[path[-1]]
    try:
        read(case)
    except ValidationError:
        return  # the schema requires it
    assert told(full_case(), case)
    assert told(case, full_case())


def test_the_case_has_every_member_of_the_schema() -> None:
    """So that the walk above misses none, new ones included."""
    written = {step for path in leaves(full_case()) for step in path if isinstance(step, str)}
    assert members(Dossier) - UNCOMPARED - {"as_of", *members_of_standing()} <= written


def members(model: type[BaseModel], seen: set[type[BaseModel]] | None = None) -> set[str]:
    seen = seen if seen is not None else set()
    if model in seen:
        return set()
    seen.add(model)
    found = {field.alias or name for name, field in model.model_fields.items()}
    for field in model.model_fields.values():
        for inner in _models_in(field.annotation):
            found |= members(inner, seen)
    return found


def members_of_standing() -> set[str]:
    names = ("StandingOfClaim", "StandingOfPoint", "Coverage", "RevisionStamp")
    return {member for each in Part.__subclasses__() if each.__name__ in names for member in each.model_fields}


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, Part | Moment):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
