"""Migrations follow the models, and lead back as well as forth."""

from importlib import import_module
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection, transaction

from claims.actions import publishing
from claims.migrations.sql import run_file
from claims.models import (
    PublishedAnswer,
    PublishedCitation,
    PublishedRequest,
    StandingStep,
    User,
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


@pytest.mark.long
def test_all_lead_back_over_what_was_published_and_forth_again(cloned_database: Database) -> None:
    """Rules and roles go and come; parts (0010) and answers (0022) are filled from the revisions. One walk, which is slow."""
    desk.publish(desk.loaded(by=cast.member("editor")))
    withdrawn = make_case(slug="withdrawn")
    desk.publish(withdrawn)
    publishing.withdraw(by=cast.member("publisher"), claim_id=withdrawn.pk, reason="Mistaken identity.")
    before, as_published = ours(), (parts(), answers())
    assert {len(row) for row in as_published[1]} == {3, 6}
    migrate("claims", "0001")
    assert {entry for entry in ours() if entry.startswith(("trigger", "role"))} == set()
    functions_lead_back_to_nothing_and_forth_again()
    migrate("claims")
    assert ours() == before
    assert (parts(), answers()) == as_published


def functions_lead_back_to_nothing_and_forth_again() -> None:
    """What tables stand on, once they are gone. Django's own way there, table by table, takes half a minute more."""
    functions, before = run_file("functions"), ours()
    with transaction.atomic(), connection.cursor() as cursor:
        for entry in before:
            kind, name = entry.split()
            if kind == "table":
                cursor.execute(f"DROP TABLE IF EXISTS {name} CASCADE")
        cursor.execute(functions.reverse_sql)
        assert ours() == set()
        cursor.execute(functions.sql)
        assert ours() == {entry for entry in before if not entry.startswith("table")}
        transaction.set_rollback(True)


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


def answers() -> list[Any]:
    """What figures of parties and pages of sources read, but for the numbers of its rows."""
    of_answers = PublishedAnswer.objects.values_list("point", "party_id", "answer", "became", "denied_in", "later_in")
    of_requests = PublishedRequest.objects.values_list("id", "party_id", "outcome", "deadline_end", "days", "card")
    return sorted(
        [*of_answers, *of_requests, *PublishedCitation.objects.values_list("id", "source_id", "card")], key=str
    )


@pytest.mark.django_db
def test_steps_from_before_say_again_who_withdrew_an_answer(publisher: User) -> None:
    """0027, over steps as an earlier release stored them."""
    withdrawn, kept = make_case(("denies",)), make_case(("denies",))
    withdrawn.responses.update(withdrawn_at={"value": "2018-08-09"})
    for claim in (withdrawn, kept):
        publishing.publish(by=publisher, claim_id=claim.pk, is_reviewed=False)
    as_published = steps()
    for step in StandingStep.objects.filter(publication_id=withdrawn.pk):
        for answer in step.answers["answers"]:
            answer.pop("has_withdrawn", None)
        step.save()
    assert steps() != as_published

    import_module("claims.migrations.0027_steps_of_withdrawn_answers").tell_who_withdrew(apps, None)

    assert steps() == as_published


def steps() -> list[Any]:
    columns = ("publication_id", "axis", "period", "status", "coverage", "answers")
    return sorted(StandingStep.objects.values_list(*columns), key=str)
