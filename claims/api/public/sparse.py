"""``fields``: only these members of each result. What nobody asked for is not sent; what does not exist is refused."""

import types
import typing
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BaseModel

from claims.api.parameters import Parameter

MOST_CHARACTERS = 2000
Tree = dict[str, Any]
"""Names to what is wanted below each; empty for all of it."""


def parameter(form: type[BaseModel]) -> Parameter:
    known = paths(form)
    top = sorted(path for path in known if "." not in path)

    def read(text: str) -> Tree:
        if len(text) > MOST_CHARACTERS:
            raise ValueError(f"At most {MOST_CHARACTERS} characters; these are {len(text)}.")
        wanted = [path.strip() for path in text.split(",")]
        for path in wanted:
            if path not in known:
                raise ValueError(f"There is no member “{path[:80]}”. Known are: {', '.join(top)}, and what they hold.")
        return _tree(wanted)

    description = (
        "Only these members of each result, with commas between; a dot leads into one: `id,title,standing.status`."
    )
    items = {"type": "array", "items": {"type": "string"}, "minItems": 1, "examples": [top[:2]]}
    return Parameter("fields", description, read, items, is_list=True)


def sparse(document: Any, tree: Tree | None) -> Any:
    """The members of ``tree`` in a document of lists and objects; all of it where the tree is empty or None."""
    if not tree:
        return document
    if isinstance(document, list):
        return [sparse(each, tree) for each in document]
    if not isinstance(document, Mapping):
        return document
    return {name: sparse(document[name], below) for name, below in tree.items() if name in document}


@lru_cache(maxsize=32)
def paths(form: type[BaseModel]) -> frozenset[str]:
    """All members of a document by their dotted paths, those within lists and objects included."""
    return frozenset(_paths(form, ""))


def _paths(form: type[BaseModel], within: str) -> Iterable[str]:
    for name, field in form.model_fields.items():
        path = within + (field.alias or name)
        yield path
        for inner in _models(field.annotation):
            yield from _paths(inner, path + ".")


def _models(annotation: Any) -> list[type[BaseModel]]:
    """The documents that a member may hold, one or a list of them. Objects with free names have no paths of their own."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if typing.get_origin(annotation) in (list, typing.Union, types.UnionType, Annotated):
        return [found for each in typing.get_args(annotation) for found in _models(each)]
    return []


def _tree(wanted: Iterable[str]) -> Tree:
    """What is asked for as a whole and in part is given whole."""
    tree: Tree = {}
    for path in sorted(wanted, key=lambda path: path.count("."), reverse=True):
        *outer, last = path.split(".")
        place = tree
        for name in outer:
            place = place.setdefault(name, {})
        place[last] = {}
    return tree
