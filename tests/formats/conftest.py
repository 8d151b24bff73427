"""Dossiers as they are published: the rich case, which uses every member of the schema, and the seed case."""

import json
from typing import Any

import pytest

from claims.dossier.schema import Dossier
from claims.formats import case_file
from tests.actions.rich_case import rich_case
from tests.cases.files import FILES, MAIN

STAMP: dict[str, Any] = {
    "number": 2,
    "position": 7,
    "kind": "update",
    "note": "A second answer.",
    "published_at": "2018-08-08T12:00:00.250000Z",
    "content_hash": "0" * 64,
    "hash": "1" * 64,
}


def stamped(case: dict[str, Any]) -> Dossier:
    return case_file.read(json.dumps(case | {"revision": STAMP}).encode(), "case.json")


@pytest.fixture
def rich() -> Dossier:
    return stamped(rich_case())


@pytest.fixture
def seed() -> Dossier:
    return stamped(json.loads((FILES / f"{MAIN}.json").read_bytes()))
