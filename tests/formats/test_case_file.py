"""Reading case files: a wrong one is refused whole, and each problem names path, value and expectation."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from claims.errors import FileRefused
from claims.formats import case_file
from tests.actions.rich_case import Json, rich_case
from tests.dossiers import an_id

NOT_JSON = [
    (b"", "line 1, column 1", '""', "JSON (Expecting value)"),
    (b'{"schema": "dossier/1",', "line 1, column 24", '""', "JSON (Expecting property name enclosed in double quotes)"),
    (b'{"title": "\xff"}', "byte 11", "b'\\xff'", "UTF-8"),
    (b"\xef\xbb\xbf{}", "line 1, column 1", '"\\ufeff{}"', "JSON (Unexpected UTF-8 BOM (decode using utf-8-sig))"),
    (b'{"points": [{"id": "1", "id": "2"}]}', "points[0]", 'member "id" twice', "each member once"),
    (b'{"points": [{"order": 1.5}]}', "points[0].order", '"1.5"', "a whole number"),
    (b'{"points": [{"order": 1e2}]}', "points[0].order", '"1e2"', "a whole number"),
    (b'{"points": NaN}', "points", '"NaN"', "a whole number"),
    (b'{"points": -Infinity}', "points", '"-Infinity"', "a whole number"),
    (b"[" * 100_000, "$", "lists within lists without end", "a dossier"),
    (b'{"a":' * 100_000, "$", "lists within lists without end", "a dossier"),
    (b"[]", "$", "[]", "an object"),
    (b'"text"', "$", '"text"', "an object"),
    (b"null", "$", "null", "an object"),
]
SURROGATE = "a valid string, unable to parse raw data as a unicode string"
WRONG: list[tuple[str, Callable[[Json], object], str, str]] = [
    ("title", lambda c: c.pop("title"), "nothing", "a value (the member is required)"),
    ("points[1].colour", lambda c: c["points"][1].update(colour="red"), "a member of this name", "only members that the schema knows"),
    ('"\\u001b[31m"', lambda c: c.update({"\x1b[31m": 1}), "a member of this name", "only members that the schema knows"),
    ("responses[0].stances[0].stance", lambda c: c["responses"][0]["stances"][0].update(stance="doubts"), '"doubts"', "'denies', 'qualifies'"),
    ("schema", lambda c: c.update(schema="dossier/2"), '"dossier/2"', "'dossier/1'"),
    ("id", lambda c: c.update(id="1"), '"1"', "badly formed hexadecimal UUID string"),
    ("slug", lambda c: c.update(slug="Big Slug"), '"Big Slug"', "match pattern"),
    ("title", lambda c: c.update(title="a\0b"), '"a\\u0000b"', "a text without the character U+0000 (at position 2)"),
    ("title", lambda c: c.update(title="a\u202eb"), '"a\\u202eb"', "a text without the character U+202E, which reverses letters (at position 2)"),
    ("parties[0].name", lambda c: c["parties"][0].update(name="\u2066x"), '"\\u2066x"', "a text without the character U+2066"),
    ("title", lambda c: c.update(title="  "), '"  "', "a text that is not blank"),
    ("title", lambda c: c.update(title="a\ud800"), '"a\\ud800"', SURROGATE),
    ("$", lambda c: c.update({"\ud800": 1}), '"\\ud800"', SURROGATE),
    ("statement", lambda c: c.update(statement="x" * 1_000_000), "… (1000002 characters)", "at most 20000 characters"),
    ("points[0].order", lambda c: c["points"][0].update(order=2**31), "2147483648", "less than or equal to 2147483647"),
    ("points[0].order", lambda c: c["points"][0].update(order=-1), "-1", "greater than or equal to 0"),
    ("points[0].order", lambda c: c["points"][0].update(order=True), "true", "a valid integer"),
    ("points[0].order", lambda c: c["points"][0].update(order="1"), '"1"', "a valid integer"),
    ("sources[0].held", lambda c: c["sources"][0].update(held="yes"), '"yes"', "a valid boolean"),
    ("made_at.value", lambda c: c["made_at"].update(value="2018-02-30"), '"2018-02-30"', "a date that exists"),
    ("made_at.value", lambda c: c["made_at"].update(value="yesterday"), '"yesterday"', "YYYY, YYYY-MM"),
    ("citations[0].quote.prefix", lambda c: quoted(c).update(prefix="\0"), '"\\u0000"', "a text without control characters"),
    ("citations[0].quote.suffix", lambda c: quoted(c).update(suffix="x" * 33), '"' + "x" * 33, "at most 32 characters"),
    ("assessments[0].url", lambda c: c["assessments"][0].update(url="javascript:alert(1)"), '"javascript', "URL"),
    ("assessments[0].url", lambda c: c["assessments"][0].update(url="https://a.example/\0"), "u0000", "without control characters"),
    ("language", lambda c: c.update(language="german!"), '"german!"', "match pattern"),
    ("translations.de.of", lambda c: c["translations"]["de"].update(of="abc"), '"abc"', "match pattern"),
    ("points", lambda c: c.update(points="none"), '"none"', "a valid list"),
]  # fmt: skip


def quoted(case: Json) -> Json:
    citation: Json = case["citations"][0]
    quote: Json = citation.setdefault("quote", {})
    return quote


def refusal(data: bytes) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        case_file.read(data, "case.json")
    return refused.value


@pytest.mark.parametrize(("data", "path", "value", "expected"), NOT_JSON)
def test_what_is_no_json_of_a_dossier_is_refused(data: bytes, path: str, value: str, expected: str) -> None:
    (problem,) = refusal(data).problems
    assert (problem.path, problem.value, problem.expected) == (path, value, expected)


@pytest.mark.parametrize(("path", "change", "value", "expected"), WRONG)
def test_wrong_member_is_named(path: str, change: Callable[[Json], Any], value: str, expected: str) -> None:
    case = rich_case()
    change(case)
    refused = refusal(json.dumps(case).encode())
    assert refused.problems[0].path == path
    assert value in refused.problems[0].value
    assert expected in refused.problems[0].expected
    assert refused.message.startswith(f"case.json was refused: {path}: found ")
    refused.message.encode("utf-8")  # it can be printed
    assert refused.message.isprintable()


def test_every_problem_is_named() -> None:
    case = rich_case()
    case["title"], case["points"][0]["order"] = 1, "first"
    assert [problem.path for problem in refusal(json.dumps(case).encode()).problems] == ["title", "points[0].order"]


def test_problems_beyond_fifty_are_counted() -> None:
    case = rich_case() | {f"x{number}": 1 for number in range(60)}
    problems = refusal(json.dumps(case).encode()).problems
    assert (len(problems), problems[-1].value) == (51, "10 more problems")


def test_number_that_python_does_not_read_is_refused() -> None:
    assert "5000 digits" in refusal(b'{"a": ' + b"9" * 5000 + b"}").problems[0].value


def test_file_beyond_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(case_file, "MAX_BYTES", 10)
    assert str(refusal(b" " * 11).problems[0]) == "$: found 11 bytes, expected at most 10 bytes"


def test_incoherent_case_is_refused() -> None:
    case = rich_case()
    case["relations"][0]["target"] = case["id"]
    problem = refusal(json.dumps(case).encode()).problems[0]
    assert str(problem) == f"relations[0].target: found {an_id('rich')}, expected another claim than this one"


def test_ids_are_read_in_their_one_form() -> None:
    case = rich_case()
    case["claimant"] = case["claimant"].upper()
    assert case_file.read(json.dumps(case).encode(), "case.json").claimant == an_id("courier")


def test_what_was_read_is_written_as_it_was() -> None:
    text = case_file.write(case_file.read(json.dumps(rich_case()).encode(), "case.json"))
    assert json.loads(text) == rich_case()
    assert case_file.write(case_file.read(text.encode(), "case.json")) == text
    assert text.startswith('{\n  "schema": "dossier/1",\n  "id": ')
    assert text.endswith("}\n")


def test_quoted_words_stay_as_the_source_has_them() -> None:
    case = rich_case()
    hedge = next(
        hedge for answer in case["responses"] for each in answer["stances"] for hedge in each.get("hedges", [])
    )
    hedge["words"] = "so\u202e fraht"
    case["made_at"]["stated"] = "am \u202eMontag"
    read = case_file.read(json.dumps(case).encode(), "case.json")
    assert read.made_at is not None
    assert read.made_at.stated == "am \u202eMontag"


def test_name_in_arabic_with_marks_of_direction_is_read() -> None:
    case = rich_case()
    case["parties"][0]["name"] = "\u200fبنك\u200e"
    assert case_file.read(json.dumps(case).encode(), "case.json").parties[0].name == "\u200fبنك\u200e"
