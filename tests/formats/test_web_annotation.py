"""Quotes as W3C Web Annotations: what is quoted, where it stands, and what it is evidence for."""

import copy
import json
from typing import Any

import jsonschema
import pytest

from claims.dossier.schema import Dossier
from claims.formats import web_annotation
from tests.actions.rich_case import rich_case
from tests.formats.annotation_model import COLLECTION
from tests.formats.conftest import stamped

Json = dict[str, Any]
MODEL = jsonschema.Draft202012Validator(COLLECTION)
ADDRESS = "http://localhost:8000/api/v1/claims/rich-case/annotations/"


def collection(dossier: Dossier) -> Json:
    found: Json = json.loads("".join(web_annotation.collection(ADDRESS, "Quotes", web_annotation.annotations(dossier))))
    return found


def selectors(annotation: Json) -> set[str]:
    return {selector["type"] for selector in annotation["target"]["selector"]}


@pytest.mark.parametrize("case", ["rich", "seed"])
def test_the_model_of_the_w3c_is_kept(case: str, request: pytest.FixtureRequest) -> None:
    document = collection(request.getfixturevalue(case))
    MODEL.validate(document)
    assert document["total"] == len(document["first"]["items"]) > 0


def test_an_empty_collection_keeps_it_too() -> None:
    document = json.loads("".join(web_annotation.collection(ADDRESS, "Quotes", [])))
    MODEL.validate(document)
    assert (document["total"], document["first"]["items"]) == (0, [])


def test_the_model_would_refuse_a_quote_without_words(rich: Dossier) -> None:
    """The schema can fail."""
    document = copy.deepcopy(collection(rich))
    quoted = next(each for each in document["first"]["items"] if "TextQuoteSelector" in selectors(each))
    del quoted["target"]["selector"][0]["exact"]
    assert not MODEL.is_valid(document)


def test_words_prefix_suffix_and_place_are_those_of_the_dossier(rich: Dossier) -> None:
    citation = next(each for each in rich.citations if each.quote and each.quote.prefix and each.quote.position)
    assert citation.quote
    assert citation.quote.position
    found = {each["id"]: each for each in web_annotation.annotations(rich)}[f"urn:uuid:{citation.id}"]
    quote, place = found["target"]["selector"]
    assert (quote["exact"], quote["prefix"]) == (citation.quote.exact, citation.quote.prefix)
    assert (place["start"], place["end"]) == (citation.quote.position.start, citation.quote.position.end)


def test_a_citation_without_words_or_place_is_no_quote(rich: Dossier) -> None:
    bare = {f"urn:uuid:{each.id}" for each in rich.citations if not each.quote}
    assert bare
    assert not bare & {each["id"] for each in web_annotation.annotations(rich)}


def test_words_that_are_not_published_leave_the_place(rich: Dossier) -> None:
    """As a public dossier has it of what is cited for claim and points."""
    citation = next(each for each in rich.citations if each.quote and each.quote.position)
    quote = (
        citation.quote.model_copy(update={"exact": None, "prefix": None, "suffix": None}) if citation.quote else None
    )
    public = rich.model_copy(update={"citations": [citation.model_copy(update={"quote": quote})]})
    (found,) = web_annotation.annotations(public)
    assert selectors(found) == {"TextPositionSelector"}


def test_a_quote_leads_to_the_point_it_is_evidence_for(seed: Dossier) -> None:
    bodies = [body for each in web_annotation.annotations(seed) for body in each["body"]]
    assert "http://localhost:8000/claims/facebook-bank-data/#point-2" in {body.get("id") for body in bodies}
    assert {body["value"] for body in bodies if "value" in body} >= {"relays"}


def test_a_source_without_an_address_is_its_page_here(seed: Dossier) -> None:
    sources = {each["target"]["source"] for each in web_annotation.annotations(seed)}
    assert sources == {"http://localhost:8000/sources/german-report-2018-08-07/"}


def test_the_copy_that_was_read_is_named_where_it_is_kept_elsewhere() -> None:
    states = [each["target"].get("state") for each in web_annotation.annotations(stamped(rich_case()))]
    assert any(state and "https://web.archive.org/1" in state.get("cached", []) for state in states)
