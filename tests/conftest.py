"""What every test may ask for: the cast, a clock that stands still, a database to commit to, a running site."""

import gc
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from claims.models import User
from tests import cast, databases, network, sites

NOW = datetime(2018, 8, 8, 12, 0, tzinfo=UTC)
"""Where the clock stands: the day after the seed case's report."""


@pytest.fixture(scope="session", autouse=True)
def closed_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        network.close(patch)
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first; the order is kept otherwise."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """What was loaded so far stays; looking through it again and again for garbage takes a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


hypothesis.settings.register_profile("tests", deadline=None)
"""How long an example takes says more of the machine than of the code."""
hypothesis.settings.load_profile("tests")


@pytest.fixture
def clock(time_machine: Any) -> Any:
    """Python's clock stands at NOW; `clock.move_to(…)` and `clock.shift(seconds)` move it. The database has its own."""
    time_machine.move_to(NOW, tick=False)
    return time_machine


# --- The cast ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def contributor(db: None) -> User:
    return cast.member("contributor")


@pytest.fixture
def editor(db: None) -> User:
    return cast.member("editor")


@pytest.fixture
def publisher(db: None) -> User:
    return cast.member("publisher")


@pytest.fixture
def administrator(db: None) -> User:
    return cast.member("administrator")


@pytest.fixture
def stranger(db: None) -> User:
    """Logged in, and of no role."""
    return cast.member(cast.STRANGER)


# --- Databases and sites -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Two runs at once on one machine get databases of their own."""
    test = connection.settings_dict["TEST"]
    test["NAME"], lock = databases.take_name(test["NAME"] or f"test_{connection.settings_dict['NAME']}")
    with lock:
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """As pytest-django's, which makes no database where all tests that were chosen work on copies of it.

    Migrations take half a minute; so the database is a copy of a migrated one, which runs and workers share.
    """
    is_kept = django_db_keepdb and not django_db_createdb
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = databases.migrated()
        made = setup_databases(request.config.option.verbose, False, keepdb=is_kept, serialized_aliases=set())
        databases.drop_copies()  # of a run that was killed
    yield
    with django_db_blocker.unblock():
        databases.drop_copies()
        if not django_db_keepdb:
            teardown_databases(made, request.config.option.verbose)


@pytest.fixture
def cloned_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[databases.Database]:
    """An empty, migrated database to commit to, for tests with several connections, threads or processes.

    Django's default connection leads to it in every thread. A thread closes its own: `connections.close_all()`.
    """
    with (
        django_db_blocker.unblock(),
        databases.copied() as database,
        databases.in_use(database),
    ):
        yield database


@pytest.fixture(scope="session")
def site_data(django_db_setup: None) -> Path:
    """The data folder of this worker's sites: static files collected, passwords of the accounts."""
    _database, made = sites.seeded()
    folder = Path(settings.FACTCHECK_DATA) / f"site-{connection.settings_dict['NAME']}"
    shutil.rmtree(folder, ignore_errors=True)
    return Path(shutil.copytree(made, folder))


@pytest.fixture(scope="session")
def seeded_database(django_db_setup: None) -> databases.Database:
    """The template of the sites: the seed case published, and an account of each role. Nobody connects to it."""
    name, _data = sites.seeded()
    return databases.Database(name)


@pytest.fixture(scope="module")
def seeded_site(seeded_database: databases.Database, site_data: Path) -> Iterator[sites.Site]:
    """A server on a copy of the seed case: `.url`, `.accounts[role]["username"|"password"|"token"]`, `.database`."""
    with (
        databases.copied(seeded_database.name) as database,
        sites.serving(database, site_data) as site,
    ):
        yield site
