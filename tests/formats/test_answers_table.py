"""Cases as a table: a row a claim, point and response."""

import csv
import io
from typing import Any

import openpyxl
import pytest

from claims.dossier.schema import Dossier
from claims.formats import answers_table, tables
from claims.standing import standing_of, with_standing
from tests.conftest import NOW
from tests.dossiers import citation, claim, denies, generally_denies, points, says, seed_like, source

Row = dict[str, Any]


def rows(dossier: Dossier) -> list[Row]:
    shown = with_standing(dossier, standing_of(dossier, now=NOW))
    return [dict(zip(answers_table.HEADER, cells, strict=True)) for cells in answers_table.rows([shown])]


def test_each_point_meets_each_response() -> None:
    found = rows(claim(points(3), says("water", denies(1)), says("council", denies(2), order=2)))
    assert [(row["point_number"], row["respondent"]) for row in found] == [
        (number, name) for number in (1, 2, 3) for name in ("Example Water", "Sampletown council")
    ]
    assert [row["stance"] for row in found] == ["denies", None, None, "denies", None, None]


def test_a_claim_that_nobody_answered_has_a_row_a_point() -> None:
    found = rows(claim(points(2)))
    assert [(row["point"], row["response_id"], row["point_standing"]) for row in found] == [
        ("Point 1.", None, "unanswered"),
        ("Point 2.", None, "unanswered"),
    ]


def test_general_denials_are_told_from_express_ones() -> None:
    found = rows(claim(points(2), says("water", denies(1), generally_denies(2))))
    assert [row["directness"] for row in found] == ["express", "general"]


def test_standing_of_claim_and_point_stand_beside_each_other() -> None:
    found = rows(seed_like())
    assert {row["claim_standing"] for row in found} == {"partly_denied"}
    assert [row["point_standing"] for row in found][:2] == ["qualified", "denied"]


def test_sources_are_those_of_the_stance() -> None:
    held = source("report", url="https://example.org/report")
    stances = [each | {"citations": [citation("c", "report")["citations"][0]["id"]]} for each in denies(1)]
    (row,) = rows(claim(points(1), says("water", stances), held, citation("c", "report")))
    assert row["sources"] == ["https://example.org/report"]


@pytest.mark.parametrize("start", tables.FORMULA)
def test_formulas_are_neutral_in_both_formats(start: str) -> None:
    hostile = f"{start}HYPERLINK(1)"
    dossier = claim(points(1), title="x").model_copy(update={"title": hostile})
    header, written = answers_table.HEADER, list(answers_table.rows([dossier]))
    lines = "".join(tables.csv_lines(header, written)).removeprefix("\ufeff")
    (row,) = csv.DictReader(io.StringIO(lines, newline=""))
    file = io.BytesIO()
    tables.write_xlsx(file, header, written)
    cell = openpyxl.load_workbook(file).active["E2"]
    assert row["title"] == f"'{hostile}"
    assert (cell.data_type, cell.value.replace("_x000D_", "\r")) == ("s", f"'{hostile}")


def test_a_full_sheet_goes_on_in_the_next() -> None:
    file = io.BytesIO()
    tables.write_xlsx(file, ["n"], ([number] for number in range(5)), most=3)
    sheets = openpyxl.load_workbook(file).worksheets
    assert [[cell.value for cell in sheet["A"]] for sheet in sheets] == [["n", "0", "1"], ["n", "2", "3"], ["n", "4"]]


def test_a_table_without_rows_has_its_header() -> None:
    file = io.BytesIO()
    tables.write_xlsx(file, ["n"], [])
    assert [cell.value for cell in openpyxl.load_workbook(file).active["A"]] == ["n"]
