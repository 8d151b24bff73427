"""Every factory makes a valid row without arguments."""

import inspect
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from factory.django import DjangoModelFactory

from claims.models import Announcement, DeskSettings, RevisionDocument, Slug, User
from tests import factories

FACTORIES: dict[Any, Any] = {
    made._meta.model: made  # type: ignore[attr-defined]  # the stubs of factory boy know no _meta
    for _, made in inspect.getmembers(factories, inspect.isclass)
    if issubclass(made, DjangoModelFactory) and made is not DjangoModelFactory
}
TRANSLATED = [
    made for model, made in FACTORIES.items() if "translations" in {name.name for name in model._meta.related_objects}
]
NOT_FOR_FORMS = ["password", "card", "search_text", "claimant_id", "known_from", "made_start", "made_end"]
READ_SIDE = {
    "StandingStep",
    "PublishedParty",
    "PublishedStance",
    "PublishedSource",
    "PublishedTopic",
    "PublishedRelation",
    "PublishedPoint",
    "PublishedResponse",
    "PublishedEvent",
    "PublishedAssessment",
    "PublishedAnswer",
    "PublishedRequest",
    "PublishedCitation",
    "SnapshotChange",
}
BY_OTHERS = {
    User,
    Slug,
    DeskSettings,
    RevisionDocument,
    Announcement,
}  # migrations, triggers, and the factory of revisions


def check_deferred_rules() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.django_db
@pytest.mark.parametrize("make", FACTORIES.values(), ids=lambda made: made.__name__)
def test_factory_makes_a_valid_row(make: Any) -> None:
    first, second = make(), make()
    check_deferred_rules()
    for row in (first, second):
        row.full_clean(exclude=NOT_FOR_FORMS)


@pytest.mark.django_db
@pytest.mark.parametrize("make", TRANSLATED, ids=lambda made: made.__name__)
def test_factory_makes_translations(make: Any) -> None:
    factories.translate(make()).full_clean()


@pytest.mark.django_db
def test_case_answers_only_the_points_it_is_told_to() -> None:
    claim = factories.make_case(["denies", None, "qualifies"])
    assert list(claim.stances.values_list("point__order", "stance")) == [(1, "denies"), (3, "qualifies")]


@pytest.mark.django_db
def test_case_can_be_without_response() -> None:
    assert not factories.make_case([None]).responses.exists()


def test_every_table_that_people_fill_has_a_factory() -> None:
    filled = {
        model
        for model in apps.get_app_config("claims").get_models()
        if model not in BY_OTHERS and not model.__name__.endswith("Translation") and model.__name__ not in READ_SIDE
    }
    assert filled <= FACTORIES.keys()
