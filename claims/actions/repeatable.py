"""One instant: a transaction that sees everything as of its beginning, run again where another one came between."""

import random
import time
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import IntegrityError, OperationalError, connection, transaction

P = ParamSpec("P")
R = TypeVar("R")

ATTEMPTS = 8
HOPEFUL = 3  # attempts that keep nobody out
_RETRIED = {"40001", "40P01"}  # serialization_failure, deadlock_detected
_ONCE = {
    "claims_revision_position_key",
    "claims_revision_hash_key",
    "revision_number_once_a_claim",
    "claims_announcement_pkey",
    "keptanswer_once_a_key",
}
_is_running: ContextVar[bool] = ContextVar("is_running", default=False)


def repeatable(action: Callable[P, R]) -> Callable[P, R]:
    """Run in one REPEATABLE READ transaction of its own, again where another one came between.

    One inside another is part of it. Raises RuntimeError inside any other transaction of the caller, whose snapshot would
    not be that of the case.
    """

    @wraps(action)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if _is_running.get():
            return action(*args, **kwargs)
        for attempt in range(ATTEMPTS):
            token = _is_running.set(True)
            try:
                with transaction.atomic(durable=True):
                    if not connection.savepoint_ids:
                        with connection.cursor() as cursor:
                            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                            if (
                                attempt >= HOPEFUL
                            ):  # before the snapshot: who edits or publishes locks a row of this table
                                cursor.execute("LOCK TABLE claims_claim IN EXCLUSIVE MODE")
                    return action(*args, **kwargs)
            except (OperationalError, IntegrityError) as failed:
                if attempt + 1 == ATTEMPTS or not came_between(failed):
                    raise
                time.sleep(random.uniform(0, 0.02 * 2 ** min(attempt, 5)))  # noqa: S311  # spreads retries, keeps no secret
            finally:
                _is_running.reset(token)
        raise AssertionError

    return run


def came_between(failed: OperationalError | IntegrityError) -> bool:
    """Whether another transaction was the reason, so that a new attempt may succeed."""
    cause = failed.__cause__
    constraint = getattr(getattr(cause, "diag", None), "constraint_name", None)
    return getattr(cause, "sqlstate", None) in _RETRIED or constraint in _ONCE
