"""What the list of published claims refuses: wrong parameters by name, other methods, other formats."""

import pytest
from rest_framework.test import APIClient

from claims.api.public.claims import COUNTED, ClaimList
from claims.pages import asking, finding
from tests.api.problems import named, refused
from tests.api.test_claim_list import LIST

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("qq=1", "qq"),
        ("format=json", "format"),
        ("q=", "q"),
        ("q=%00", "q"),
        ("q=%ED%A0%80", "q"),
        ("q=" + "x" * 201, "q"),
        ("q=a&q=b", "q"),
        ("standing=disputed", "standing"),
        ("answers=many", "answers"),
        ("year=18", "year"),
        ("year=0000", "year"),
        ("party=facebook&role=hero", "role"),
        ("role=claimant", "role"),
        ("facets=role", "facets"),
        ("stance=hates", "stance"),
        ("party=Not%20a%20slug", "party"),
        ("language=german!", "language"),
        ("as_of=yesterday", "as_of"),
        ("as_of=2018-02-30", "as_of"),
        ("as_of=9998", "as_of"),
        ("as_of=" + "9" * 5000, "as_of"),
        ("made_from=0000", "made_from"),
        ("made_from=0001-01-01T00:00%2B23:59", "made_from"),
        ("updated_until=9999-12-31T23:59-23:59", "updated_until"),
        ("published_from=2018-13", "published_from"),
        ("source_domain=https://example.org/a", "source_domain"),
        ("source_domain=localhost", "source_domain"),
        ("source_domain=a%00.b", "source_domain"),
        ("source_domain=" + "a." * 200, "source_domain"),
        ("topic=%ED%A0%80", "topic"),
        ("order=best", "order"),
        ("order=relevance", "order"),
        ("facets=standing,colour", "facets"),
        ("facets=", "facets"),
        ("fields=id,standing.colour", "fields"),
        ("fields=id&fields=slug", "fields"),
        ("fields=%ED%A0%80", "fields"),
        ("limit=" + "9" * 5000, "limit"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=-1", "limit"),
        ("limit=%D9%A3", "limit"),
        ("cursor=nonsense", "cursor"),
        ("cursor=%F0%9F%98%80", "cursor"),
        ("cursor=W10", "cursor"),
        ("cursor=MQ", "cursor"),
    ],
)
def test_wrong_parameter_is_named(anyone: APIClient, query: str, parameter: str) -> None:
    problem = refused(anyone.get(f"{LIST}?{query}"), 400, "invalid-parameter")
    assert named(problem) == {parameter}


def test_every_wrong_parameter_is_named(anyone: APIClient) -> None:
    assert named(refused(anyone.get(f"{LIST}?a=1&b=2&limit=x"), 400)) == {"a", "b", "limit"}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_cannot_be_written_to(anyone: APIClient, method: str) -> None:
    response = getattr(anyone, method)(LIST)
    refused(response, 405, "method-not-allowed")
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_other_formats_are_refused(anyone: APIClient) -> None:
    refused(anyone.get(LIST, headers={"Accept": "text/html"}), 406, "not-acceptable")


def test_whoever_reads_the_pages_can_ask_for_nothing_more() -> None:
    offered = {parameter.name for parameter in ClaimList.parameters()}
    assert set(asking.FILTERS) <= offered
    assert set(asking.WAYS) <= set(ClaimList.orders)
    assert {*finding.COUNTED, "role"} <= set(COUNTED)


def test_files_take_the_filters_and_refuse_alike(anyone: APIClient) -> None:
    problem = refused(anyone.get("/api/v1/exports/claims.csv?role=claimant"), 400, "invalid-parameter")
    assert problem["detail"] == "“role” says something only together with “party”. Give “party” too."
