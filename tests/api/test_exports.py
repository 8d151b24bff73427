"""Files of all that is published: what they hold, and what they leave out."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from django.conf import settings
from rest_framework.test import APIClient

from claims.actions import loading, publishing
from claims.formats import case_file
from claims.models import Claim, Publication, Redaction, RevisionDocument, User
from tests import factories
from tests.actions.rich_case import PRIVATE_NAME, rich_case
from tests.api.exported import address, body, dossiers, feed, table

pytestmark = pytest.mark.django_db
Publish = Callable[..., Claim]

SCHEMA = Path(settings.BASE_DIR) / "docs" / "dossier.schema.json"


@pytest.fixture
def rich(publish: Publish, publisher: User) -> Claim:
    """The rich case, published: with a private person, and words that the public does not get."""
    loading.load(by=publisher, dossier=case_file.read(json.dumps(rich_case()).encode(), "case.json"))
    return publish(Claim.objects.get(slug="rich-case"))


class TestDossiers:
    def test_each_is_the_one_that_its_own_address_has(self, anyone: APIClient, rich: Claim, publish: Publish) -> None:
        publish()
        for dossier in dossiers(anyone):
            assert dossier == anyone.get(f"/api/v1/claims/{dossier['slug']}/").json()

    def test_the_committed_schema_accepts_each(self, anyone: APIClient, rich: Claim, publish: Publish) -> None:
        publish()
        validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_bytes()))
        found = dossiers(anyone)
        assert len(found) == 2
        for dossier in found:
            validator.validate(dossier)

    def test_private_names_and_unpublished_words_stay_here(self, anyone: APIClient, rich: Claim) -> None:
        text = json.dumps(dossiers(anyone), ensure_ascii=False)
        assert PRIVATE_NAME not in text
        assert all("prefix" not in citation.get("quote", {}) for citation in dossiers(anyone)[0]["citations"])

    def test_withdrawn_merged_and_drafts_are_left_out(
        self, anyone: APIClient, publish: Publish, publisher: User
    ) -> None:
        gone, merged, kept = publish(), publish(), publish()
        factories.make_case()
        publishing.withdraw(by=publisher, claim_id=gone.pk, reason="Mistaken identity.")
        Publication.objects.filter(claim=merged).update(merged_into_slug=kept.slug)
        assert [dossier["slug"] for dossier in dossiers(anyone)] == [kept.slug]

    def test_redacted_documents_are_left_out(self, anyone: APIClient, publish: Publish) -> None:
        claim = publish()
        Redaction.objects.create(revision=claim.revisions.get(), reason="Names a person.", by=factories.UserFactory())
        RevisionDocument.objects.filter(revision__claim=claim).update(content=None, salt=None)
        assert dossiers(anyone) == []

    def test_as_of_looks_back(self, anyone: APIClient, rich: Claim) -> None:
        (dossier,) = dossiers(anyone, "?as_of=2019-08-06")
        assert dossier["standing"]["as_of"] == "2019-08-06"
        assert dossier == anyone.get("/api/v1/claims/rich-case/?as_of=2019-08-06").json()


class TestOtherFiles:
    def test_csv_has_a_row_a_point_and_response(self, anyone: APIClient, publish: Publish) -> None:
        claim = publish(stances=("denies", None))
        found = table(anyone)
        assert [(row["claim_slug"], row["point_number"], row["stance"]) for row in found] == [
            (claim.slug, "1", "denies"),
            (claim.slug, "2", ""),
        ]

    def test_xlsx_says_the_same(self, anyone: APIClient, publish: Publish) -> None:
        publish(title="=1+1", stances=("denies", None))
        response = anyone.get(address("claims.xlsx"))
        sheet = openpyxl.load_workbook(io.BytesIO(body(response))).active
        header, *rows = sheet.iter_rows(values_only=True)
        found = [{name: value or "" for name, value in zip(header, row, strict=True)} for row in rows]
        assert found == table(anyone)
        assert found[0]["title"] == "'=1+1"

    def test_annotations_are_of_all_claims(self, anyone: APIClient, rich: Claim) -> None:
        document = json.loads(body(anyone.get(address("annotations.json"))))
        some = json.loads(body(anyone.get(address("annotations.json", "?q=nowhere"))))
        assert (some["id"], some["total"]) == (f"{document['id']}?q=nowhere", 0)
        own = anyone.get("/api/v1/claims/rich-case/annotations/").json()
        assert document["first"]["items"] == own["first"]["items"]
        assert document["total"] == len(own["first"]["items"]) > 0

    def test_data_feed_keeps_what_is_gone(self, anyone: APIClient, publish: Publish, publisher: User) -> None:
        gone, kept = publish(), publish()
        publishing.withdraw(by=publisher, claim_id=gone.pk, reason="Mistaken identity.", hide_revisions=True)
        by_address = {element["url"].split("/")[-2]: element for element in feed(anyone)}
        assert "dateDeleted" in by_address[gone.slug]
        assert gone.title not in json.dumps(by_address[gone.slug])
        assert by_address[kept.slug]["item"][0]["name"] == kept.title
