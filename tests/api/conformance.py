"""Random requests to every address of the API, and whether the answers are what its description (OpenAPI) promises.

Schemathesis makes the requests from the description, half of them against it, and judges the answers. What it cannot know
is filled in from the desk's records: ids in paths and bodies, and the `If-Match` without which no change gets far.
"""

import copy
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.failures import FailureGroup
from schemathesis.core.parameters import ParameterLocation
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation

from claims.api.documentation import described
from factcheck.wsgi import application

load_all_checks()
LEFT_OUT = {
    "positive_data_acceptance": "The rules of a case refuse much that has the right form, such as a stance on a point "
    "of another case.",
    "ignored_auth": "It sends every request again without a token. tests/api/test_desk_records.py asks that of each address, "
    "and the anonymous run here of all.",
    "use_after_free": "It follows chains of requests, which these are not: each is about records that were there before.",
    "ensure_resource_availability": "As above. That what was created is found is asked in tests/api/test_desk_records.py.",
    "object_level_authorization": "It compares what two accounts see. At the desk everybody sees every case.",
    "max_response_time": "Speed is measured by `make bench`, on a machine that does nothing else.",
}
"""Checks of schemathesis that say nothing here, each with its reason."""
JUDGES: list[Any] = [check for check in CHECKS.get_all() if check.__name__ not in LEFT_OUT]
TOGETHER = 25
"""Requests of one transaction: what one of them changed, the next ones meet."""
KNOWN_IDS = 0.8
"""Share of the ids that are those of records."""


@dataclass
class Ids:
    """Ids of what is there. ``of_paths``: by the address without its last variable; ``of_members``: by a body's member."""

    of_paths: dict[str, list[str]]
    of_members: dict[str, list[str]]
    shared: list[str] = field(default_factory=list)
    """Of the claims, for addresses that are not named."""


@dataclass
class Outcome:
    statuses: Counter[int] = field(default_factory=Counter)
    deviations: dict[str, str] = field(default_factory=dict)
    """One report for each address and kind of deviation."""

    def summary(self) -> str:
        codes = ", ".join(f"{code}: {count}" for code, count in sorted(self.statuses.items()))
        return f"{self.statuses.total()} requests ({codes}), {len(self.deviations)} deviations"


def operations() -> list[APIOperation]:
    raw = copy.deepcopy(described())
    for methods in raw["paths"].values():
        for operation in methods.values():
            operation.pop("security", None)  # the run itself says whose token is sent
    schema = schemathesis.openapi.from_dict(raw)
    schema.app = application
    # Refusals too: what is gone; a condition that does not hold, answered before the body is looked at; a body too large.
    schema.config.checks.negative_data_rejection.expected_statuses += ["410", "412", "413"]
    found = []
    for each in schema.get_all_operations():
        assert isinstance(each, Ok), each  # none that cannot be read is left out in silence
        found.append(each.ok())
    return found


def requests_to(operation: APIOperation, count: int, chance: int) -> Iterator[Case]:
    """Half of them as described, half of them not, the same ones for each ``chance``."""
    for mode, share in ((GenerationMode.POSITIVE, count - count // 2), (GenerationMode.NEGATIVE, count // 2)):
        if share:
            yield from _drawn(operation, mode, share, chance)


def _drawn(operation: APIOperation, mode: GenerationMode, count: int, chance: int) -> list[Case]:
    drawn: list[Case] = []

    @seed(chance)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode))
    def draw(case: Case) -> None:
        drawn.append(case)

    try:
        draw()
    except BaseException as nothing:  # what is described cannot be broken: no parameter, no body
        if mode != GenerationMode.NEGATIVE or drawn:
            raise nothing
    return drawn


def fill_in(case: Case, ids: Ids, chance: random.Random) -> None:
    """Ids and versions that are there, wherever the case is not meant to be wrong in that place."""
    assert case.meta is not None  # of cases that were drawn
    wrong = {place for place, part in case.meta.components.items() if part.mode == GenerationMode.NEGATIVE}
    if ParameterLocation.PATH not in wrong and case.path_parameters:
        known = ids.of_paths.get(case.operation.path.split("{")[0], ids.shared)
        for name in ("id", "key"):
            if name in case.path_parameters and known and chance.random() < KNOWN_IDS:
                case.path_parameters[name] = chance.choice(known)
        if "number" in case.path_parameters:
            case.path_parameters["number"] = 1
    if ParameterLocation.BODY not in wrong and isinstance(case.body, dict):
        for name in set(case.body) & set(ids.of_members):
            if chance.random() < KNOWN_IDS:
                value = chance.choice(ids.of_members[name])
                case.body[name] = [value] if isinstance(case.body[name], list) else value
    if ParameterLocation.HEADER not in wrong and "If-Match" in case.headers and chance.random() < KNOWN_IDS:
        case.headers["If-Match"] = "*"


def judge(case: Case, token: str | None, outcome: Outcome) -> None:
    headers = {"Accept-Encoding": "identity"}  # the client of the tests unpacks nothing
    headers |= {"Authorization": f"Bearer {token}"} if token else {}
    response = case.call(headers=headers)
    outcome.statuses[response.status_code] += 1
    try:
        case.validate_response(response, checks=JUDGES, headers=headers, transport_kwargs={"headers": headers})
    except FailureGroup as group:
        for failure in group.exceptions:
            about = f"{case.operation.label}: {failure.title}"
            outcome.deviations.setdefault(
                about, f"{about}\n{failure}\n{case.as_curl_command()}\n{response.content[:600]!r}"
            )


@contextmanager
def rolled_back() -> Iterator[None]:
    """A transaction like that of a test: what runs within may ask for one of its own, and nothing of it stays."""
    outer: Any = transaction.atomic()
    outer._from_testcase = True
    ends_of_requests = (request_started, request_finished)
    try:
        for end in ends_of_requests:  # as Django's own client for tests does: the connection is that of the transaction
            end.disconnect(close_old_connections)
        with outer:
            yield
            transaction.set_rollback(True)
    finally:
        for end in ends_of_requests:
            end.connect(close_old_connections)


def run(cases: list[Case], ids: Ids, token: str | None, chance: random.Random, before: Callable[[], None]) -> Outcome:
    """In random order, ``TOGETHER`` at a time. ``before`` runs before each of these groups."""
    outcome = Outcome()
    chance.shuffle(cases)
    for start in range(0, len(cases), TOGETHER):
        before()
        with rolled_back():
            for case in cases[start : start + TOGETHER]:
                fill_in(case, ids, chance)
                judge(case, token, outcome)
    return outcome
