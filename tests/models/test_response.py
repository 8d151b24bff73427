"""What may still change of a published response."""

from typing import Any

import pytest

from claims.models import Response
from tests.factories import CitationFactory, PassageFactory, ResponseFactory, translate
from tests.models.guards import change, published
from tests.models.refusals import check_deferred_rules


@pytest.fixture
def response(db: None) -> Response:
    response: Response = PassageFactory().response
    return published(response)


@pytest.mark.parametrize(
    "columns",
    [
        {"order": 7},
        {"withdrawn_at": '{"value": "2018-08-09"}'},
        {"remark": "Spoken before the report was out."},
        {"is_removed": True},
    ],
    ids=lambda columns: next(iter(columns)),
)
def test_published_response_may_change(response: Response, columns: dict[str, Any]) -> None:
    change(response, **columns)
    check_deferred_rules()


def test_published_response_may_be_replaced(response: Response) -> None:
    ResponseFactory(claim=response.claim, party=response.party, replaces=response)
    check_deferred_rules()


def test_words_of_a_published_response_may_be_translated_and_cited(response: Response) -> None:
    passage = response.passages.get()
    translate(passage, "fr")
    passage.citations.add(CitationFactory(claim=response.claim))
    check_deferred_rules()
