"""Export → empty database → load → export loses nothing."""

import json
from pathlib import Path

import pytest

from claims.actions import exporting, loading
from claims.dossier.schema import Dossier
from claims.formats import case_file
from claims.models import Claim, User
from tests.actions import desk
from tests.actions.rich_case import NESTED, Json, rich_case
from tests.cases.files import FILES, SLUGS

pytestmark = pytest.mark.django_db


def exported(slug: str) -> Json:
    document: Json = json.loads(case_file.write(exporting.export_case(slug)))
    return document


def reader_side(document: Json) -> Json:
    return {name: value for name, value in document.items() if name not in ("url", "revision")}


def load_file(path: Path, by: User) -> None:
    loading.load(by=by, dossier=case_file.read(path.read_bytes(), path.name))


def members_of(value: object) -> set[str]:
    """Every member name that occurs, with that of the object around it."""
    if isinstance(value, list):
        return {name for each in value for name in members_of(each)}
    if not isinstance(value, dict):
        return set()
    return set(value) | {name for each in value.values() for name in members_of(each)}


def test_rich_case_uses_every_member_of_the_schema() -> None:
    schema = json.dumps(Dossier.model_json_schema(by_alias=True))
    of_readers = {"url", "standing", "revision", "licence", "slug"}
    declared = {
        name
        for part in [*json.loads(schema)["$defs"].values(), json.loads(schema)]
        for name in part.get("properties", {})
        if part.get("title") not in {"RevisionStamp", "Coverage", "StandingOfClaim", "StandingOfPoint"}
    }
    assert declared - of_readers - {"naming_reason"} <= members_of(rich_case())


def test_rich_case_is_exported_as_it_was_loaded(editor: User) -> None:
    desk.loaded(by=editor)
    assert exported("rich-case") == rich_case()


def test_exported_case_loads_as_unchanged(editor: User) -> None:
    desk.loaded(by=editor)
    again = loading.load(by=editor, dossier=exporting.export_case("rich-case"))
    assert again.outcome == "unchanged"
    assert not [notice for notice in again.notices if "is kept as it is" in notice]


@pytest.mark.parametrize("slug", SLUGS)
def test_seed_is_exported_as_shipped(slug: str, editor: User) -> None:
    path = FILES / f"{slug}.json"
    load_file(path, editor)
    assert case_file.write(exporting.export_case(slug)) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("slug", SLUGS)
def test_published_seed_differs_from_its_file_in_url_and_revision_only(slug: str, editor: User) -> None:
    path = FILES / f"{slug}.json"
    load_file(path, editor)
    desk.publish(Claim.objects.get(slug=slug))
    document = exported(slug)
    assert document["revision"]["number"] == 1
    assert reader_side(document) == json.loads(path.read_text(encoding="utf-8"))


def test_published_export_loads_as_unchanged(editor: User) -> None:
    desk.publish(desk.loaded(by=editor))
    assert loading.load(by=editor, dossier=exporting.export_case("rich-case")).outcome == "unchanged"


def test_nested_quotation_marks_are_kept(editor: User) -> None:
    desk.loaded(by=editor)
    assert exported("rich-case")["responses"][0]["passages"][0]["text"] == NESTED


def test_unknown_slug_is_refused() -> None:
    with pytest.raises(Claim.DoesNotExist):
        exporting.export_case("nowhere")
