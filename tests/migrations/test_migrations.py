"""Migrations follow the models, and lead back as well as forth."""

from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection

from claims.actions import publishing
from claims.migrations.sql import run_file
from claims.models import (
    Publication,
    PublishedAnswer,
    PublishedAssessment,
    PublishedCitation,
    PublishedEvent,
    PublishedPoint,
    PublishedRequest,
    PublishedResponse,
    PublishedSource,
    PublishedStance,
    PublishedTopic,
)
from tests import cast
from tests.actions import desk
from tests.databases import Database
from tests.factories import make_case

OURS = """
    SELECT 'table ' || relname FROM pg_class WHERE relname LIKE 'claims\\_%' AND relkind = 'r'
    UNION SELECT 'function ' || proname FROM pg_proc WHERE proname LIKE 'claims\\_%'
    UNION SELECT 'configuration ' || cfgname FROM pg_ts_config WHERE cfgname LIKE 'claims\\_%'
    UNION SELECT 'role ' || name FROM auth_group
    UNION SELECT 'trigger ' || tgname || tgenabled::text || ' of ' || tgrelid::regclass::text FROM pg_trigger
          WHERE tgname LIKE 'claims\\_%'
"""


def ours() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(OURS)
        return {row[0] for row in cursor.fetchall()}


def migrate(*target: str) -> None:
    call_command("migrate", *target, verbosity=0, interactive=False)


def test_no_migration_is_missing(db: None) -> None:
    found = StringIO()
    call_command("makemigrations", check_changes=False, dry_run=True, stdout=found)
    assert "No changes detected" in found.getvalue()


def test_rules_lead_back_over_rows_and_forth_again(cloned_database: Database) -> None:
    before = ours()
    make_case(slug="kept")
    migrate("claims", "0001")
    left = {entry for entry in ours() if entry.startswith(("trigger", "role"))}
    migrate("claims")
    assert (left, ours()) == (set(), before)


def test_functions_lead_back_to_nothing_and_forth_again(cloned_database: Database) -> None:
    """What tables stand on, once they are gone. Django's own way there, table by table, takes half a minute."""
    functions = run_file("functions")
    migrate("claims", "0001")
    before = ours()
    with connection.cursor() as cursor:
        for entry in before:
            kind, name = entry.split()
            if kind == "table":
                cursor.execute(f"DROP TABLE IF EXISTS {name} CASCADE")
        cursor.execute(functions.reverse_sql)
        left = ours()
        cursor.execute(functions.sql)
    assert (left, ours()) == (set(), {entry for entry in before if not entry.startswith("table")})


@pytest.mark.django_db
def test_roles_have_their_rights() -> None:
    rights = {group.name: set(group.permissions.values_list("codename", flat=True)) for group in Group.objects.all()}
    assert rights["contributor"] < rights["editor"] < rights["publisher"]
    assert {role for role, names in rights.items() if "publish_claim" in names} == {"publisher", "administrator"}
    assert {role for role, names in rights.items() if "override_two_person_rule" in names} == {"administrator"}


def parts() -> dict[str, list[Any]]:
    """What the read side holds of the parts of cases, and the columns that came with them."""
    columns = {
        "publication": ["claim_id", "made_start", "made_end", "search_text"],
        "publishedsource": ["source_id", "domain"],
        "publishedtopic": ["slug", "topic_id"],
        "publishedstance": ["response_id", "point_id", "party_id", "stance", "directness"],
    }
    for part in ("point", "response", "event", "assessment"):
        columns[f"published{part}"] = ["id", "publication_id", "place", "made_start", "made_end", "card"]
    models = {name: apps.get_model("claims", name) for name in columns}
    return {name: sorted(models[name].objects.values_list(*columns[name]), key=str) for name in columns}


def test_parts_are_filled_for_what_was_published_before(cloned_database: Database) -> None:
    loaded = desk.loaded(by=cast.member("editor"))
    desk.publish(loaded)
    publishing.withdraw(by=cast.member("publisher"), claim_id=loaded.pk, reason="Mistaken identity.")
    as_published = parts()
    migrate("claims", "0009")
    with connection.cursor() as cursor:  # the models of today know of rows that did not exist then
        for model in (PublishedPoint, PublishedResponse, PublishedEvent, PublishedAssessment, PublishedStance):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608  a table of ours
            assert cursor.rowcount
    PublishedTopic.objects.update(topic_id=loaded.pk)
    PublishedSource.objects.update(domain="")
    Publication.objects.update(made_start=None, made_end=None, search_text=[])
    migrate("claims")
    assert parts() == as_published


def answers() -> list[Any]:
    """What figures of parties and pages of sources read, but for the numbers of its rows."""
    of_answers = PublishedAnswer.objects.values_list("point", "party_id", "answer", "became", "denied_in", "later_in")
    of_requests = PublishedRequest.objects.values_list("id", "party_id", "outcome", "deadline_end", "days", "card")
    return sorted(
        [*of_answers, *of_requests, *PublishedCitation.objects.values_list("id", "source_id", "card")], key=str
    )


def test_answers_are_filled_for_what_was_published_before(cloned_database: Database) -> None:
    desk.publish(desk.loaded(by=cast.member("editor")))
    as_published = answers()
    assert {len(row) for row in as_published} == {3, 6}
    migrate("claims", "0021")
    for model in (PublishedAnswer, PublishedRequest, PublishedCitation):
        assert model.objects.all().delete()[0]
    migrate("claims")
    assert answers() == as_published
