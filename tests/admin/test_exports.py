"""Lists as files: what is filtered or selected, and no formula in them."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from claims.models import User
from tests.factories import ClaimFactory, PartyFactory

AtDesk = Callable[[User], Client]


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def rows_of(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body(answer).decode("utf-8-sig"))))


def test_filtered_list_is_saved_whole(editor: User, at_desk: AtDesk) -> None:
    wanted = ClaimFactory(title="WSJ: bank data")
    ClaimFactory()
    answer = at_desk(editor).get("/admin/claims/claim/export/csv/", {"q": "wsj"})
    assert [row["slug"] for row in rows_of(answer)] == [wanted.slug]
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_selected_rows_are_saved(editor: User, at_desk: AtDesk) -> None:
    wanted, _other = PartyFactory(affiliation=PartyFactory(slug="house")), PartyFactory()
    data = {"action": "export_csv", "_selected_action": [str(wanted.pk)]}
    (row,) = rows_of(at_desk(editor).post("/admin/claims/party/", data))
    assert (row["slug"], row["affiliation"], row["is_private"]) == (wanted.slug, "house", "no")


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_formula_is_saved_as_text(name: str, kind: str, editor: User, at_desk: AtDesk) -> None:
    PartyFactory(name=name)
    answer = at_desk(editor).get(f"/admin/claims/party/export/{kind}/")
    if kind == "csv":
        assert rows_of(answer)[0]["name"] == f"'{name}"
    else:
        rows = load_workbook(io.BytesIO(body(answer))).active.values
        assert f"'{name}" in list(rows)[1]


def test_moments_and_times_are_saved_as_text(editor: User, at_desk: AtDesk) -> None:
    ClaimFactory(made_at={"value": "2018-08"})
    (row,) = rows_of(at_desk(editor).get("/admin/claims/claim/export/csv/"))
    assert row["made_at"] == "2018-08"
    assert row["updated_at"].endswith("+00:00")


def test_export_takes_the_same_queries_for_one_and_ten(editor: User, at_desk: AtDesk) -> None:
    client, counts = at_desk(editor), []
    for more in (1, 9):
        ClaimFactory.create_batch(more)
        with CaptureQueriesContext(connection) as captured:
            assert len(rows_of(client.get("/admin/claims/claim/export/csv/"))) >= more
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_unknown_kind_of_file_is_not_found(editor: User, at_desk: AtDesk) -> None:
    assert at_desk(editor).get("/admin/claims/claim/export/exe/").status_code == 404


def test_export_is_closed_to_the_public_and_to_strangers(stranger: User, client: Client, at_desk: AtDesk) -> None:
    assert client.get("/admin/claims/claim/export/csv/").status_code == 302
    assert at_desk(stranger).get("/admin/claims/claim/export/csv/").status_code == 302


def test_accounts_are_not_exported_to_editors(editor: User, at_desk: AtDesk) -> None:
    assert at_desk(editor).get("/admin/claims/desksettings/export/csv/").status_code == 403
