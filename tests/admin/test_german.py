"""The desk in German: on none of its pages anything English is left."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import translation
from factory.django import DjangoModelFactory

from claims.actions import editing, publishing
from claims.models import Claim, User
from tests import factories
from tests.admin.shown import english_in
from tests.admin.test_permissions import addresses
from tests.cast import member
from tests.factories import make_case

pytestmark = pytest.mark.django_db

NO_PAGE = {
    "login",
    "logout",
    "jsi18n",
    "autocomplete",
    "view_on_site",
    "app_list",
    "claims_lookup",
    "auth_user_password_change",
}
LEAST = 90
"""Pages; less means that the walk went past most of them."""
NOT_OURS = {
    "Search": "Django names the picture of its search field so, past its own catalogue",
    "publisher": "a role is a name of a group, in the database",
    "Publisher": "the same",
    "The bank was asked for the data of its customers": "words of the case",
    "Did you ask for the data": "words of the case",
    "Claim": "a title",
    "English": "a language in its own words, as the switch of readers' pages has it",
}


@pytest.fixture
def administrator(db: None) -> User:
    """Of a name that is no English word."""
    return member("administrator", "frieda")


@pytest.fixture
def client(administrator: User) -> Client:
    client = Client()
    client.force_login(administrator)
    return client


def in_german(client: Client, path: str) -> Any:
    with translation.override("de"):
        return client.get(path, follow=False)


def rows(claim: Claim) -> dict[type[Model], Model]:
    """One of each model that the desk shows."""
    made: dict[type[Model], Model] = {Claim: claim}
    for factory in vars(factories).values():
        if isinstance(factory, type) and issubclass(factory, DjangoModelFactory) and factory is not DjangoModelFactory:
            model = factory._meta.model  # type: ignore[attr-defined]  # declared by factory-boy's metaclass
            if model in admin.site._registry and model not in made:
                made[model] = factory()
    return made


def pages(claim: Claim, user: User) -> Iterator[tuple[str, str]]:
    """Name and German address of every page of the desk that a row stands for."""
    by_name = {f"{row._meta.app_label}_{row._meta.model_name}": row for row in rows(claim).values()}
    runs: dict[str, Model] = {
        "claim_import": factories.ImportRunFactory(by=user),
        **{
            f"claims_{table}_import": factories.ListRunFactory(table=table, by=user)
            for table in ("party", "source", "topic")
        },
    }
    with translation.override("de"):
        for pattern in addresses():
            if pattern.name in NO_PAGE:
                continue
            model = "_".join(str(pattern.name).split("_")[:2])
            row = next(
                (run for name, run in runs.items() if str(pattern.name).startswith(name)), by_name.get(model, claim)
            )
            yield str(pattern.name), reverse(f"admin:{pattern.name}", kwargs=arguments(pattern, row))


def arguments(pattern: URLPattern, row: Model) -> dict[str, Any]:
    samples = {
        "UUIDConverter": row.pk,
        "StringConverter": "csv",
        "IntConverter": 1,
        "SlugConverter": "claim",
        "PathConverter": row.pk,
    }
    return {name: samples[type(each).__name__] for name, each in pattern.pattern.converters.items()}


@pytest.fixture
def case(administrator: User) -> Claim:
    """Published, and changed since."""
    claim = make_case(["denies", "qualifies", None])
    publishing.publish(by=administrator, claim_id=claim.pk, is_reviewed=False)
    claim.refresh_from_db()
    claim.scope_note = "Aus einem Bericht."
    editing.save(by=administrator, record=claim)
    return claim


@pytest.mark.long
def test_no_page_of_the_desk_says_anything_in_english(client: Client, case: Claim, administrator: User) -> None:
    found, seen = {}, 0
    for name, path in pages(case, administrator):
        answer = in_german(client, path)
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        seen += 1
        if english := english_in(answer.content.decode()) - NOT_OURS.keys():
            found[name] = english
    assert found == {}
    assert seen >= LEAST


@pytest.mark.parametrize(
    "html",
    [
        "<p>Nothing is stored yet. The import would do this:</p>",
        "<p>Jetzt <b>Start once more</b></p>",
        '<input type="submit" value="Look at the file">',
        '<a aria-label="Pages of wrong rows" href="/"></a>',
        "<p>3 wrong rows were left out</p>",
        "<p>A sentence that is of no catalogue and stands in the code.</p>",
    ],
)
def test_english_is_noticed(html: str) -> None:
    assert english_in(f"<body><p>Noch nichts.</p>{html}</body>")


@pytest.mark.parametrize(
    "html",
    [
        "<p>Importe</p><p>Beteiligte</p>",
        '<p lang="en">Nothing is stored yet. The import would do this:</p>',
        "<code>wrong</code><script>the cause of it</script>",
    ],
)
def test_german_and_the_words_of_cases_are_left_alone(html: str) -> None:
    assert english_in(html) == set()
