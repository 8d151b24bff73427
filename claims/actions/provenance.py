"""Who acts, through which door, as which act and why: what the triggers of the history write beside each change.

It is told to the database for the transaction at hand only. What is written without it counts as written from outside.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import connection, transaction

from claims.fields.ids import new_id
from claims.vocabulary import Through

P = ParamSpec("P")
R = TypeVar("R")

_through: ContextVar[str] = ContextVar("through", default=Through.COMMAND.value)


@dataclass(frozen=True)
class _Act:
    id: UUID
    cause: str
    actor: str
    door: str

    def tell(self) -> None:
        _tell(self.actor, str(self.id), self.door, self.cause)


_act: ContextVar[_Act | None] = ContextVar("act", default=None)


@contextmanager
def through(door: Through) -> Iterator[None]:
    """What is done inside came through this door."""
    token = _through.set(door.value)
    try:
        yield
    finally:
        _through.reset(token)


def door() -> str:
    """Through which door what is done now comes."""
    return _through.get()


@contextmanager
def act(*, by: Any, cause: str) -> Iterator[UUID]:
    """One act: all or nothing, undone together. Acts inside it are part of it. Yields its id."""
    outer = _act.get()
    actor = str(by.pk or "")
    current = replace(outer, actor=actor) if outer else _Act(new_id(), cause, actor, door())
    token = _act.set(current)
    try:
        with transaction.atomic():
            if current != outer:
                current.tell()
            yield current.id
    finally:
        _act.reset(token)
    if current != outer and connection.in_atomic_block:
        if outer:
            outer.tell()
        else:
            _tell("", "", "", "")


def recorded(cause: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """An action with the keyword ``by`` is an act of that person."""

    def decorate(action: Callable[P, R]) -> Callable[P, R]:
        @wraps(action)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            with act(by=kwargs["by"], cause=cause):
                return action(*args, **kwargs)

        return run

    return decorate


def came_through(door: Through) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """An action, or a job, that is a door of its own. Goes above ``recorded``."""

    def decorate(action: Callable[P, R]) -> Callable[P, R]:
        @wraps(action)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            with through(door):
                return action(*args, **kwargs)

        return run

    return decorate


def _tell(actor: str, act_id: str, door: str, cause: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('claims.actor', %s, true), set_config('claims.act', %s, true),"
            " set_config('claims.through', %s, true), set_config('claims.cause', %s, true)",
            [actor, act_id, door, cause[:300]],
        )
