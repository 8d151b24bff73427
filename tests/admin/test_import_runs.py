"""Imports of lists as runs: a long table is a job from the look to the report, and what breaks off is told."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims import jobs
from claims.actions import importing
from claims.formats import list_imports
from claims.models import ListRun, Party, User
from tests.admin.uploads import URL, confirm, table, upload
from tests.factories import ListRunFactory, PartyFactory

AtDesk = Callable[[User], Client]


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.FACTCHECK_DATA = tmp_path


def test_long_table_is_a_job_from_the_look_to_the_report(editor: User, at_desk: AtDesk) -> None:
    client = at_desk(editor)
    url = upload(client, table(3000)).headers["Location"]
    run = ListRun.objects.get()
    assert (run.state, "Look again" in client.get(url).content.decode()) == ("waiting", True)
    jobs.import_list(run=str(run.pk))
    page = client.get(url, {"p": 2})
    assert (page.context["run"].counts["wrong"], len(page.context["wrong"])) == (300, 100)
    answer: Any = client.get(f"{url}wrong.csv")
    assert len(b"".join(answer.streaming_content).decode().splitlines()) == 301
    client.post(url)
    assert (Party.objects.count(), ListRun.objects.get().state) == (0, "done"), (
        "none is stored unless that is asked for"
    )
    client.post(url, {"only_right": "on"})
    assert (Party.objects.count(), ListRun.objects.get().state) == (0, "waiting")
    jobs.import_list(run=str(run.pk))
    page = client.get(url)
    assert Party.objects.count() == 2700
    assert "2,700 records were added" in page.content.decode()
    assert "300 wrong rows were left out" in page.content.decode()


def test_mended_file_is_brought_again(editor: User, at_desk: AtDesk) -> None:
    client = at_desk(editor)
    first = client.get(upload(client, "slug,kind,name\na,alien,A\n").headers["Location"])
    assert first.context["upload_url"] == URL
    second = confirm(client, "slug,kind,name\na,person,A\n")
    assert "1 record was added" in client.get(second.headers["Location"]).content.decode()
    assert [run.file_name for run in client.get(URL).context["runs"]] == ["table.csv", "table.csv"]


def test_file_is_stored_once(editor: User, at_desk: AtDesk) -> None:
    client = at_desk(editor)
    url = confirm(client, "slug,kind,name\na,person,A\n").headers["Location"]
    assert "was" in client.post(url, follow=True).content.decode()
    assert ListRun.objects.get().counts["added"] == 1


def test_row_that_became_wrong_meanwhile_keeps_all_out(editor: User, at_desk: AtDesk) -> None:
    client = at_desk(editor)
    PartyFactory(slug="house")
    url = upload(client, "slug,kind,name,affiliation\na,person,A,house\nb,person,B,\n").headers["Location"]
    Party.objects.all().delete()
    page = client.post(url, follow=True)
    run = page.context["run"]
    assert (run.counts["wrong"], run.is_storing, Party.objects.count()) == (1, False, 0)
    assert "some rows are wrong" in run.reason
    client.post(url, {"only_right": "on"})
    assert Party.objects.get().slug == "b"


def test_error_of_the_site_is_told_and_the_run_starts_once_more(
    editor: User, at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = at_desk(editor)
    url = upload(client, table(501)).headers["Location"]
    run = str(ListRun.objects.get().pk)
    with monkeypatch.context() as broken:
        broken.setattr(importing, "look", lambda **given: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            jobs.import_list(run=run)
    assert "It broke off" in client.get(url).content.decode()
    client.post(url, {"again": ""})
    jobs.import_list(run=run)
    assert client.get(url).context["run"].counts["added"] == 451


def test_report_is_in_the_language_of_who_brought_the_file(editor: User, at_desk: AtDesk) -> None:
    client = at_desk(editor)
    upload(client, table(501), "party")
    german = client.post(f"/de{URL}", {"file": SimpleUploadedFile("t.csv", table(501).encode())})
    for run in ListRun.objects.all():
        jobs.import_list(run=str(run.pk))
    sentence = list_imports.wrong_of(ListRun.objects.latest("brought_at"), 0, 1)[0].sentence
    assert sentence.startswith("Keines der Wörter, die hier stehen können: person"), (sentence, german)


def test_runs_cost_the_same_for_many(editor: User, at_desk: AtDesk) -> None:
    client, counts = at_desk(editor), []
    for rows in (1, 9):
        ListRunFactory.create_batch(rows, by=editor)
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        counts.append(len(queries))
    assert counts[0] == counts[1]
