"""Importing claims through the API: bring a file, ask how far it is, read its report."""

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from claims import jobs
from claims.models import Claim, ImportRun, User
from tests.api.conftest import Client
from tests.api.problems import named, refused
from tests.factories import ImportRunFactory
from tests.formats.imports.reading import review

pytestmark = pytest.mark.django_db
IMPORTS = "/api/v1/desk/claim-imports/"


@pytest.fixture(autouse=True)
def data_folder(settings: Any, tmp_path: Path) -> None:
    settings.FACTCHECK_DATA = str(tmp_path)


def as_json(**members: Any) -> dict[str, Any]:
    return {"format": "claimreview", "file_name": "reviews.json", "content": json.dumps(review())} | members


def performed(client: APIClient, body: dict[str, Any], kind: str = "json") -> dict[str, Any]:
    answer = client.post(IMPORTS, body, format=kind)
    assert answer.status_code == 202, answer.content
    jobs.import_claims(run=answer.json()["id"])
    shown: dict[str, Any] = client.get(answer["Location"]).json()
    return shown


def test_content_in_json_is_imported(at_desk: APIClient) -> None:
    shown = performed(at_desk, as_json())
    assert (shown["state"], shown["counts"]["stored"], shown["by"]) == ("done", 1, "editor")
    assert Claim.objects.get().statement == "The moon is cheese."


def test_file_is_imported(at_desk: APIClient) -> None:
    file = SimpleUploadedFile("feed.json", json.dumps({"dataFeedElement": [{"item": review()}]}).encode())
    shown = performed(at_desk, {"format": "datafeed", "file": file, "dry_run": "true"}, "multipart")
    assert (shown["file_name"], shown["dry_run"], shown["counts"]["stored"]) == ("feed.json", True, 1)
    assert not Claim.objects.exists()


def test_file_sent_twice_with_one_key_is_imported_once(at_desk: APIClient) -> None:
    def sent(text: str) -> Any:
        body = {"format": "claimreview", "file": SimpleUploadedFile("a.json", text.encode())}
        return at_desk.post(IMPORTS, body, format="multipart", headers={"Idempotency-Key": "once"})

    first, again = sent(json.dumps(review())), sent(json.dumps(review()))
    assert (again.status_code, again.json()) == (202, first.json())
    assert ImportRun.objects.count() == 1
    refused(sent("{}"), 422, "key-reused")


@pytest.mark.parametrize(
    ("media_type", "status", "kind"),
    [
        ("multipart/form-data", 400, "invalid-request"),
        ("multipart/form-data; boundary=", 400, "invalid-request"),
        ("multipart/mixed; boundary=a", 415, "unsupported-media-type"),
    ],
)
def test_form_of_another_kind_is_refused(media_type: str, status: int, kind: str, at_desk: APIClient) -> None:
    problem = refused(at_desk.post(IMPORTS, b"--a--", content_type=media_type), status, kind)
    assert status == 400 or "multipart/form-data" in problem["detail"]


def test_form_that_is_too_large_is_refused_before_it_is_read(at_desk: APIClient, settings: Any) -> None:
    settings.IMPORT_LARGEST = 0
    body = {"format": "claimreview", "file": SimpleUploadedFile("a.json", b"x" * 200_000)}
    refused(at_desk.post(IMPORTS, body, format="multipart"), 413, "too-large")


def test_archive_that_unpacks_without_end_is_refused(at_desk: APIClient, settings: Any) -> None:
    settings.IMPORT_LARGEST = 100_000
    file = SimpleUploadedFile("a.json.gz", gzip.compress(b"[" * 1_000_000))
    shown = performed(at_desk, {"format": "claimreview", "file": file}, "multipart")
    assert (shown["state"], "more than 0 MB" in shown["reason"]) == ("refused", True)


def test_report_is_a_table(at_desk: APIClient) -> None:
    shown = performed(at_desk, as_json())
    report = at_desk.get(shown["report"].removeprefix("http://localhost:8000"))
    assert (report.status_code, report["Content-Type"]) == (200, "text/csv; charset=utf-8")
    (line,) = csv.DictReader(io.StringIO(report.content.decode("utf-8-sig")))
    assert (line["file"], line["outcome"], line["claim"]) == ("reviews.json", "stored", str(Claim.objects.get().pk))


def test_imports_are_listed_and_can_be_started_once_more(at_desk: APIClient) -> None:
    first, second = performed(at_desk, as_json()), performed(at_desk, as_json(dry_run=True))
    page = at_desk.get(IMPORTS, {"limit": 1}).json()
    assert page["results"] == [second]
    assert at_desk.get(page["next"]).json()["results"] == [first]
    again = at_desk.post(f"{IMPORTS}{first['id']}/again/")
    assert (again.status_code, again.json()["state"]) == (202, "waiting")
    jobs.import_claims(run=first["id"])
    assert at_desk.get(f"{IMPORTS}{first['id']}/").json()["counts"]["unchanged"] == 1


def test_report_of_a_trial_names_no_claim(at_desk: APIClient) -> None:
    shown = performed(at_desk, as_json(dry_run=True))
    report = at_desk.get(shown["report"].removeprefix("http://localhost:8000"))
    (line,) = csv.DictReader(io.StringIO(report.content.decode("utf-8-sig")))
    assert (line["outcome"], line["claim"]) == ("stored", "")


def test_refused_file_tells_its_reason(at_desk: APIClient) -> None:
    shown = performed(at_desk, as_json(content="{"))
    assert (shown["state"], "reviews.json was refused" in shown["reason"]) == ("refused", True)


@pytest.mark.parametrize("path", ["", "{id}/", "{id}/report/", "{id}/again/"])
def test_anonymous_and_those_without_the_right_are_refused(
    path: str, anyone: APIClient, client_of: Client, stranger: User, contributor: User
) -> None:
    address = IMPORTS + path.format(id=ImportRunFactory().pk)
    for client, status in ((anyone, 401), (client_of(stranger), 403), (client_of(contributor), 403)):
        if not path.endswith("again/"):
            refused(client.get(address), status)
        if path in ("", "{id}/again/"):
            refused(client.post(address, as_json(), format="json"), status)
    assert ImportRun.objects.count() == 1


def test_publishing_needs_a_publisher(at_desk: APIClient, client_of: Client, publisher: User) -> None:
    refused(at_desk.post(IMPORTS, as_json(publish=True), format="json"), 403, "not-permitted")
    assert performed(client_of(publisher), as_json(publish=True))["counts"]["published"] == 1


@pytest.mark.parametrize(
    ("members", "field"),
    [
        ({"format": "xml"}, "format"),
        ({"content": None}, "content"),
        ({"file_name": ""}, "file_name"),
        ({"file_name": "a\u202eb"}, "file_name"),
        ({"colour": "red"}, "colour"),
        ({"publish": "perhaps"}, "publish"),
    ],
)
def test_wrong_member_is_named(members: dict[str, Any], field: str, at_desk: APIClient) -> None:
    problem = refused(at_desk.post(IMPORTS, as_json(**members), format="json"), 400, "invalid-record")
    assert field in named(problem)


def test_file_and_content_at_once_or_neither_is_refused(at_desk: APIClient) -> None:
    body = as_json()
    del body["content"]
    assert named(refused(at_desk.post(IMPORTS, body, format="json"), 400)) == {"file"}


def test_unknown_import_and_report_that_is_not_there_yet(at_desk: APIClient) -> None:
    refused(at_desk.get(f"{IMPORTS}{uuid4()}/"), 404)
    refused(at_desk.get(f"{IMPORTS}{ImportRunFactory().pk}/report/"), 404)


def test_wrong_method(at_desk: APIClient) -> None:
    refused(at_desk.delete(IMPORTS), 405)
    refused(at_desk.patch(f"{IMPORTS}{uuid4()}/", {}, format="json"), 405)
