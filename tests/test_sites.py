"""The running site of the browser tests, and the databases that tests commit to."""

import threading
import urllib.request

import pytest
from django.db import connection, connections

from claims.models import Claim, Party, User
from tests.databases import Database
from tests.factories import PartyFactory, make_case
from tests.network import NetworkUsed
from tests.sites import Site


def test_site_shows_the_seed_case(seeded_site: Site) -> None:
    with urllib.request.urlopen(f"{seeded_site.url}/healthz") as answer:  # noqa: S310  our own server
        assert answer.status == 200
    with seeded_site.database.connect() as other:
        slugs = other.execute("SELECT slug FROM claims_publication ORDER BY slug").fetchall()
    assert ("facebook-bank-data",) in slugs


def test_site_has_an_account_of_each_role(seeded_site: Site) -> None:
    assert set(seeded_site.accounts) == {"contributor", "editor", "publisher", "administrator"}
    assert all(account["token"] for account in seeded_site.accounts.values())


def test_copy_is_seen_by_other_connections_and_threads(cloned_database: Database) -> None:
    make_case(slug="seen")
    seen: list[str] = []

    def look() -> None:
        seen.extend(Claim.objects.values_list("slug", flat=True))
        connections.close_all()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    with cloned_database.connect() as other:
        seen.append(other.execute("SELECT slug FROM claims_claim").fetchone()[0])  # type: ignore[index]  # one row
    assert seen == ["seen", "seen"]


def test_copy_starts_empty(cloned_database: Database) -> None:
    assert not Claim.objects.exists()
    assert connection.settings_dict["NAME"] == cloned_database.name


@pytest.mark.django_db
def test_original_stays_empty() -> None:
    assert not Claim.objects.exists()
    assert not Party.objects.exists()
    assert PartyFactory().pk


def test_cast_has_its_roles(
    contributor: User, editor: User, publisher: User, administrator: User, stranger: User
) -> None:
    assert [user.groups.count() for user in (contributor, editor, publisher, administrator, stranger)] == [
        1,
        1,
        1,
        1,
        0,
    ]
    assert publisher.has_perm("claims.publish_claim")
    assert not stranger.has_perm("claims.view_claim")


def test_other_machines_are_out_of_reach() -> None:
    with pytest.raises(NetworkUsed):
        urllib.request.urlopen("http://example.org/")
    with pytest.raises(NetworkUsed):
        urllib.request.urlopen("http://192.0.2.1/")
