"""Checks asked together say what Django says when it asks one by one."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from claims.models import Party, Source
from claims.models.checked import Checked
from tests import factories

pytestmark = pytest.mark.django_db

Said = dict[str, list[str]]


def said(record: Checked, exclude: tuple[str, ...], way: Any) -> Said:
    try:
        way(record, set(exclude))
    except ValidationError as refused:
        return refused.message_dict
    return {}


@pytest.mark.parametrize("exclude", [(), ("kind",), ("name", "slug")], ids=str)
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"kind": "ghost"},
        {"name": " ", "kind": "ghost"},
        {"slug": "taken"},
        {"slug": "taken", "name": ""},
        {"slug": None},
    ],
    ids=str,
)
def test_it_says_the_same(changes: dict[str, Any], exclude: tuple[str, ...]) -> None:
    factories.PartyFactory(slug="taken")
    party = Party(**{"slug": "free", "kind": "person", "name": "Ada", **changes})

    assert said(party, exclude, Checked.validate_constraints) == said(party, exclude, models.Model.validate_constraints)


def test_what_holds_costs_one_statement_for_all_checks(django_assert_num_queries: Any) -> None:
    source = factories.SourceFactory()
    unique = [rule for rule in Source._meta.constraints if isinstance(rule, models.UniqueConstraint)]
    with django_assert_num_queries(3 + len(unique)):  # within a savepoint
        source.validate_constraints()
