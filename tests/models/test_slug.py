"""The register of slugs: who has one for good, and when one is free again."""

from collections.abc import Callable
from typing import Any

import pytest

from claims.models import Slug
from tests.factories import ClaimFactory, PartyFactory
from tests.models.guards import SHARED, change
from tests.models.refusals import execute, refused

pytestmark = pytest.mark.django_db

each = pytest.mark.parametrize(("table", "make"), SHARED.items(), ids=SHARED)


@each
def test_old_slug_still_leads_to_its_record(table: str, make: Callable[..., Any]) -> None:
    row = make(slug="old")
    change(row, slug="new")
    registered = Slug.objects.filter(kind=table.removeprefix("claims_"), record_id=row.pk)
    assert {entry.slug for entry in registered} == {"old", "new"}


@each
def test_record_may_take_its_old_slug_again(table: str, make: Callable[..., Any]) -> None:
    row = make(slug="old")
    change(row, slug="new")
    change(row, slug="old")
    row.refresh_from_db()
    assert row.slug == "old"


@each
def test_slugs_of_a_deleted_draft_are_free_again(table: str, make: Callable[..., Any]) -> None:
    row = make(slug="old")
    change(row, slug="new")
    row.delete()
    assert {make(slug="old").slug, make(slug="new").slug} == {"old", "new"}


@each
def test_without_its_trigger_a_slug_is_never_free(table: str, make: Callable[..., Any]) -> None:
    row = make(slug="old")
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    execute(f"ALTER TABLE {table} DISABLE TRIGGER claims_slug_freed")
    row.delete()
    with refused("claims_slug_never_reused"):
        make(slug="old")


def test_slugs_of_different_kinds_do_not_meet() -> None:
    PartyFactory(slug="facebook")
    ClaimFactory(slug="facebook")
    assert Slug.objects.filter(slug="facebook").count() == 2
