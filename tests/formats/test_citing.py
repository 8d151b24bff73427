"""A revision as BibTeX, CSL-JSON and RIS, whatever stands in its title."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.formats import citing

CITED = citing.Cited(
    site="factcheck",
    title="WSJ report: Facebook sought data",
    language="en",
    slug="facebook-bank-data",
    number=2,
    published=datetime(2018, 8, 7, 9, 38, tzinfo=UTC),
    url="https://facts.example.org/claims/facebook-bank-data/revisions/2/",
    hash="ab" * 32,
)
HOSTILE = st.text(st.sampled_from([*"ab \\{}$&%#_^~\"@,=\n\r\t'", "\u2028", "ä", "ع", "\x00", "\ud800"]), max_size=30)
LATEX = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
}


def plain(text: str) -> str:
    """LaTeX as it is typeset."""
    pattern = "|".join(map(re.escape, LATEX)) + r"|\\[$&%#_]"
    return re.sub(pattern, lambda found: LATEX.get(found[0], found[0][1:]), text)


def fields(entry: str) -> dict[str, str]:
    """By the rules of BibTeX: a value in braces ends where they are balanced. Fails on what is left over."""
    opening = re.match(r"@(\w+)\{([\w-]+),", entry)
    assert opening
    found = {"type": opening[1], "key": opening[2]}
    at = opening.end()
    while head := re.compile(r"\s*(\w+) = ").match(entry, at):
        at = end = head.end()
        if entry[at] == "{":
            depth = 0
            for end in range(at, len(entry)):
                depth += {"{": 1, "}": -1}.get(entry[end], 0)
                if depth == 0:
                    break
            found[head[1]], at = entry[at + 1 : end], end + 1
        else:
            end = entry.index(",", at)
            found[head[1]], at = entry[at:end], end
        assert entry[at] == ","
        at += 1
    assert entry[at:].strip() == "}"
    return found


def test_bibtex_names_site_title_date_revision_and_address() -> None:
    assert fields(citing.bibtex(CITED)) == {
        "type": "misc",
        "key": "facebook-bank-data-2",
        "author": "{factcheck}",
        "title": "{WSJ report: Facebook sought data}",
        "year": "2018",
        "month": "aug",
        "date": "2018-08-07",
        "version": "2",
        "url": CITED.url,
        "note": f"Revision 2, SHA-256 {CITED.hash}",
        "langid": "english",
    }


@given(HOSTILE)
def test_no_title_breaks_out_of_its_field(title: str) -> None:
    found = fields(citing.bibtex(replace(CITED, title=title)))
    shown = " ".join(re.split(r"[\x00-\x20\u2028\ud800]+", title)).strip()
    assert found["key"] == "facebook-bank-data-2"
    assert plain(found["title"][1:-1]) == shown
    assert not re.search(r"(?<!\\)[$&%#_]", found["title"])


@given(HOSTILE)
def test_no_title_adds_a_line_to_ris(title: str) -> None:
    written = citing.ris(replace(CITED, title=title))
    lines = written.split("\r\n")
    assert [line[:2] for line in lines] == ["TY", "ID", "AU", "TI", "T2", "PY", "DA", "ET", "UR", "LA", "N1", "ER", ""]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])


@given(HOSTILE)
def test_csl_is_a_list_of_one_item_whatever_its_title(title: str) -> None:
    [item] = json.loads(citing.csl_json(replace(CITED, title=title)).encode())
    assert item["type"] == "webpage"


def test_csl_has_members_and_types_of_its_schema() -> None:
    """As csl-data.json has them: no other member is allowed, a date is a list of lists of numbers."""
    [item] = json.loads(citing.csl_json(CITED))
    text = {"type", "id", "title", "container-title", "publisher", "version", "URL", "language", "note"}
    assert set(item) == text | {"author", "issued"}
    assert all(isinstance(item[member], str) for member in text)
    assert item["author"] == [{"literal": "factcheck"}]
    assert item["issued"] == {"date-parts": [[2018, 8, 7]]}
    assert item["URL"] == CITED.url


@pytest.mark.parametrize("url", ["https://a.example/{x}", "https://a.example/x}"])
def test_an_address_cannot_end_its_field(url: str) -> None:
    assert fields(citing.bibtex(replace(CITED, url=url)))["url"].startswith("https://a.example/")
