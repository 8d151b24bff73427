"""The schema as committed: up to date, and what is published or shipped is valid by an independent validator."""

import json
from typing import Any

import jsonschema
import pytest

from claims.dossier.schema import Dossier
from claims.management.commands.dossier_schema import PATH, schema_text
from claims.models import User
from claims.standing import standing_of, with_standing
from tests.actions import desk
from tests.actions.rich_case import rich_case
from tests.cases.files import SLUGS, read
from tests.conftest import NOW
from tests.factories import make_case


@pytest.fixture(scope="module")
def validator() -> Any:
    schema = json.loads(PATH.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_committed_schema_is_up_to_date() -> None:
    assert PATH.read_text(encoding="utf-8") == schema_text(), "run manage.py dossier_schema"


@pytest.mark.parametrize("slug", SLUGS)
def test_shipped_case_is_valid(slug: str, validator: Any) -> None:
    validator.validate(read(slug))


def test_rich_case_is_valid(validator: Any) -> None:
    validator.validate(rich_case())


@pytest.mark.django_db
def test_published_content_is_valid(validator: Any, editor: User) -> None:
    validator.validate(desk.content(desk.publish(desk.loaded(by=editor))))
    validator.validate(desk.content(desk.publish(make_case(["denies", None]))))


def test_dossier_with_its_standing_is_valid(validator: Any) -> None:
    dossier = Dossier.model_validate(rich_case())
    shown = with_standing(dossier, standing_of(dossier, as_of=None, now=NOW)).as_json()
    assert shown["standing"]["coverage"]["points"] == 3
    validator.validate(shown)


@pytest.mark.parametrize("member", ["title", "id", "slug", "language", "statement"])
def test_case_without_a_required_member_is_invalid(member: str, validator: Any) -> None:
    assert not validator.is_valid({name: value for name, value in rich_case().items() if name != member})


def test_unknown_member_is_invalid(validator: Any) -> None:
    assert not validator.is_valid(rich_case() | {"verdict": "false"})
