"""The case files as fixtures: ``case`` is each of the three in turn, ``main`` the one with an answer."""

import pytest

from tests.cases.files import MAIN, SLUGS, Case, read


@pytest.fixture(params=SLUGS)
def case(request: pytest.FixtureRequest) -> Case:
    return read(request.param)


@pytest.fixture
def main() -> Case:
    return read(MAIN)
