"""Importing claims at the desk: bring a file, watch the run, read the report."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import jobs
from claims.models import Claim, ImportRun, User
from tests.factories import ImportRunFactory
from tests.formats.imports.reading import review

pytestmark = pytest.mark.django_db
AtDesk = Callable[[User], Client]
IMPORTS = "/admin/claim-imports/"


@pytest.fixture(autouse=True)
def data_folder(settings: Any, tmp_path: Path) -> None:
    settings.FACTCHECK_DATA = str(tmp_path)


def form(content: bytes | None = None, **fields: Any) -> dict[str, Any]:
    data = json.dumps(review()).encode() if content is None else content
    return {"format": "claimreview", "file": SimpleUploadedFile("reviews.json", data)} | fields


def test_file_is_brought_imported_and_reported(desk: Client) -> None:
    answer = desk.post(IMPORTS, form())
    run = ImportRun.objects.get()
    assert answer.headers["Location"] == reverse("admin:claim_import", args=[run.pk])
    assert "Waiting" in desk.get(answer.headers["Location"]).content.decode()
    jobs.import_claims(run=str(run.pk))
    page = desk.get(answer.headers["Location"]).content.decode()
    assert "1 row was read" in page
    assert "Rows stored as drafts: 1" in page
    report = desk.get(reverse("admin:claim_import_report", args=[run.pk]))
    assert b"".join(report.streaming_content).decode("utf-8-sig").startswith("file,row")  # type: ignore[attr-defined]


def test_refusal_is_shown(desk: Client) -> None:
    desk.post(IMPORTS, form(b"{"))
    run = ImportRun.objects.get()
    jobs.import_claims(run=str(run.pk))
    assert "reviews.json was refused" in desk.get(f"{IMPORTS}{run.pk}/").content.decode()


def test_run_is_started_once_more(desk: Client) -> None:
    desk.post(IMPORTS, form())
    run = ImportRun.objects.get()
    jobs.import_claims(run=str(run.pk))
    desk.post(f"{IMPORTS}{run.pk}/")
    jobs.import_claims(run=str(run.pk))
    run.refresh_from_db()
    assert (run.counts["unchanged"], Claim.objects.count()) == (1, 1)


def test_only_publishers_are_offered_to_publish(desk: Client, publisher: User, at_desk: AtDesk) -> None:
    assert "is_publishing" not in desk.get(IMPORTS).content.decode()
    assert "is_publishing" in at_desk(publisher).get(IMPORTS).content.decode()


def test_editor_who_asks_to_publish_gets_drafts(desk: Client) -> None:
    desk.post(IMPORTS, form(is_publishing="on"))
    assert ImportRun.objects.get().is_publishing is False


@pytest.mark.parametrize("fields", [{"format": "xml"}, {"file": ""}])
def test_wrong_form_is_shown_again(fields: dict[str, str], desk: Client) -> None:
    answer = desk.post(IMPORTS, form() | fields)
    assert (answer.status_code, answer.context["form"].errors.keys()) == (200, fields.keys())


def test_file_that_is_too_large_is_refused_beside_the_field(desk: Client, settings: Any) -> None:
    settings.IMPORT_LARGEST = 10
    assert "Divide it." in desk.post(IMPORTS, form()).content.decode()


@pytest.mark.parametrize("page", ["", f"{uuid4()}/", f"{uuid4()}/report.csv"], ids=["list", "run", "report"])
def test_contributors_have_no_part_in_it(page: str, contributor: User, at_desk: AtDesk) -> None:
    assert at_desk(contributor).get(IMPORTS + page).status_code == 403


@pytest.mark.parametrize("page", ["", "report.csv"])
def test_unknown_run(page: str, desk: Client) -> None:
    assert desk.get(f"{IMPORTS}{uuid4()}/{page}").status_code == 404


def test_list_of_runs_costs_the_same_for_many(desk: Client) -> None:
    counts = []
    for rows in (1, 10):
        ImportRunFactory.create_batch(rows - ImportRun.objects.count())
        with CaptureQueriesContext(connection) as queries:
            desk.get(IMPORTS)
        counts.append(len(queries))
    assert counts[0] == counts[1]
