"""The places of quotations, and who relays whom."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from claims.dossier.schema import Dossier
from claims.pages.presenting.case_index import CaseIndex
from claims.pages.presenting.relays import MOST, Relays, relays
from claims.pages.presenting.sources import CitationView, source_views
from tests.dossiers import an_id, claim, snapshot, source

URL, ARCHIVE, OTHER = "https://news.example/report", "https://archive.example/1", "https://archive.example/2"
COPIES = [
    snapshot("2018-08-07") | {"sha256": "a" * 64, "archived": [ARCHIVE]},
    snapshot("2018-08-09") | {"sha256": "b" * 64, "archived": [OTHER]},
]


def cited(quote: dict[str, Any] | None, anchor: str = "exact", snapshots: Any = COPIES) -> CitationView:
    place = {"id": an_id("citation"), "source": an_id("source", "report"), "role": "origin", "anchor": anchor}
    dossier = claim(
        source("report", held=True, url=URL, snapshots=snapshots),
        citations=[place | ({"quote": quote} if quote else {})],
    )
    return source_views(CaseIndex(dossier))[0].citations[0]


def test_original_and_the_copy_that_holds_the_words_open_at_them() -> None:
    quote = {"exact": "not true", "position": {"start": 3, "end": 11, "snapshot": "b" * 64}}

    assert [(copy.is_archived, copy.address) for copy in cited(quote).copies] == [
        (False, f"{URL}#:~:text=not%20true"),
        (True, f"{OTHER}#:~:text=not%20true"),
    ]


def test_surroundings_tell_places_apart_where_they_are_public() -> None:
    copies = cited({"exact": "true", "prefix": "it is ", "suffix": " that"}, snapshots=[]).copies

    assert [copy.address for copy in copies] == [f"{URL}#:~:text=it%20is-,true,-that"]


@pytest.mark.parametrize(
    ("quote", "anchor"),
    [(None, "exact"), ({"position": {"start": 3, "end": 11, "snapshot": "a" * 64}}, "exact"),
     ({"exact": "true"}, "not_found"), ({"exact": "true"}, "not_held")],
    ids=["no quote", "the place only", "not found", "not held"],
)  # fmt: skip
def test_words_that_are_not_public_or_were_not_found_are_not_linked(quote: dict[str, Any] | None, anchor: str) -> None:
    assert cited(quote, anchor).copies == []


def test_a_quotation_that_is_itself_a_translation_says_from_what() -> None:
    assert cited({"exact": "nicht wahr", "language": "de", "translated_from": "en"}).translated_from == "English"


def chain(relayed: dict[str, list[str]]) -> Dossier:
    words = sorted({*relayed, *(each for listed in relayed.values() for each in listed)})
    parts = [source(word, relays=[an_id("source", each) for each in relayed.get(word, [])]) for word in words]
    return claim(*parts)


def drawn(relayed: dict[str, list[str]]) -> Relays | None:
    return relays(source_views(CaseIndex(chain(relayed))))


def numbers(found: Relays | None) -> list[int]:
    assert found
    return [node.source.number for node in found.nodes if node.source]


def test_what_is_relayed_stands_above_what_relays_it_and_this_file_at_the_foot() -> None:
    found = drawn({"a": ["b", "c"]})

    assert found
    assert numbers(found) == [2, 3, 1]
    assert found.nodes[-1].source is None
    assert len(found.lines) == 2  # to the report, and from it to this file


def test_the_drawing_says_in_words_who_relays_whom() -> None:
    html = render_to_string("claims/_relays.html", {"relays": drawn({"a": ["b", "c"], "b": ["c"]})})

    assert "Source 1 relays sources 2, 3." in html
    assert "Source 2 relays source 3." in html


def test_nothing_is_drawn_without_a_relay_or_with_too_many() -> None:
    assert drawn({"a": []}) is None
    assert drawn({"a": [f"b{number}" for number in range(MOST)]}) is None


LETTERS = "abcdef"


@given(st.dictionaries(st.sampled_from(LETTERS), st.sets(st.sampled_from(LETTERS), min_size=1), min_size=1))
def test_any_web_of_relays_is_drawn_each_source_once(web: dict[str, set[str]]) -> None:
    found = drawn({word: sorted(relayed - {word}) for word, relayed in web.items()})

    if found:
        assert len(numbers(found)) == len(set(numbers(found)))
        assert [node.y for node in found.nodes] == sorted(node.y for node in found.nodes)
        assert all(node.lines for node in found.nodes if node.source)
