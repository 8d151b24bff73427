"""Files of all that is published: how they are asked for, filtered, kept and compressed."""

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims.models import Claim, Publication
from tests import factories
from tests.api.exported import FILES, FILTERED, address, body, dossiers
from tests.api.problems import named, refused

pytestmark = pytest.mark.django_db
Publish = Callable[..., Claim]


class TestFilters:
    @pytest.mark.parametrize("file", FILTERED)
    @pytest.mark.parametrize(
        ("query", "member"),
        [
            ("standing=false", "standing"),
            ("colour=red", "colour"),
            ("q=a%00b", "q"),
            ("q=" + "b" * 201, "q"),
            ("as_of=yesterday", "as_of"),
            ("as_of=" + "9" * 5000, "as_of"),
            ("party=%ED%A0%80", "party"),
            ("language=de&language=en", "language"),
            ("limit=5", "limit"),
            ("standing=", "standing"),
        ],
        ids=["no-word", "unknown", "nul", "long", "no-date", "digits", "surrogate", "twice", "limit", "empty"],
    )
    def test_wrong_ones_are_named(self, anyone: APIClient, file: str, query: str, member: str) -> None:
        problem = refused(anyone.get(address(file, f"?{query}")), 400, "invalid-parameter")
        assert member in named(problem)

    def test_the_data_feed_takes_none(self, anyone: APIClient) -> None:
        refused(anyone.get(address("datafeed.json", "?standing=denied")), 400, "invalid-parameter")

    @pytest.mark.parametrize("query", ["standing=denied", "q=zebra", "stance=denies&language=en", "topic=banking"])
    def test_a_file_holds_what_the_list_shows(self, anyone: APIClient, publish: Publish, query: str) -> None:
        case = factories.make_case(title="Courier: a zebra in the bank")
        case.topics.add(factories.TopicFactory(slug="banking"))
        publish(case)
        publish(stances=("confirms",))
        listed = {row["id"] for row in anyone.get(f"/api/v1/claims/?{query}").json()["results"]}
        assert {dossier["id"] for dossier in dossiers(anyone, f"?{query}")} == listed != set()


class TestAnswers:
    @pytest.mark.parametrize("file", FILES)
    def test_it_is_a_file_to_save_that_any_page_may_read(self, anyone: APIClient, publish: Publish, file: str) -> None:
        publish()
        response = anyone.get(address(file))
        assert (response.status_code, body(response)[:1] != b"") == (200, True)
        assert response["Content-Disposition"] == f'attachment; filename="{file}"'
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cache-Control"].startswith("public")

    @pytest.mark.parametrize("file", FILES)
    def test_unchanged_it_is_not_sent_again(self, anyone: APIClient, publish: Publish, file: str) -> None:
        publish()
        first = anyone.get(address(file))
        body(first)
        tag, modified = first["ETag"], first["Last-Modified"]
        for headers in ({"If-None-Match": tag}, {"If-Modified-Since": modified}):
            with CaptureQueriesContext(connection) as queries:
                assert anyone.get(address(file), headers=headers).status_code == 304
            assert len(queries) == 1  # the state of the record, and no document
        publish()
        changed = anyone.get(address(file), headers={"If-None-Match": tag})
        assert (changed.status_code, body(changed) != b"") == (200, True)

    def test_filters_make_another_file(self, anyone: APIClient, publish: Publish) -> None:
        publish()
        whole, chosen = (anyone.head(address("claims.csv", query)) for query in ("", "?language=en"))
        assert whole["ETag"] != chosen["ETag"]

    def test_a_deadline_that_passes_makes_another_file(self, anyone: APIClient, publish: Publish, clock: Any) -> None:
        claim = factories.make_case((None,))
        factories.RequestFactory(claim=claim, deadline={"value": "2018-08-08T12:01Z"})
        publish(claim)
        clock.shift(30)
        before = anyone.head(address("claims.ndjson"))
        clock.shift(60)
        after = anyone.head(address("claims.ndjson"), headers={"If-None-Match": before["ETag"]})
        assert before["Cache-Control"] == "public, max-age=30"
        assert (after.status_code, dossiers(anyone)[0]["standing"]["status"]) == (200, "no_response")

    @pytest.mark.parametrize("file", FILES)
    def test_gzip_is_sent_where_it_is_accepted(self, anyone: APIClient, publish: Publish, file: str) -> None:
        publish()
        plain = body(anyone.get(address(file)))
        packed = anyone.get(address(file), headers={"Accept-Encoding": "gzip"})
        assert (packed["Content-Encoding"], "Accept-Encoding" in packed["Vary"]) == ("gzip", True)
        unpacked = gzip.decompress(body(packed))
        assert unpacked == plain or file.endswith("xlsx")  # which holds the moment of its making

    @pytest.mark.parametrize("accept", ["text/csv", "application/json", "image/png", "nonsense"])
    def test_the_address_is_the_format(self, anyone: APIClient, accept: str) -> None:
        response = anyone.get(address("claims.csv"), headers={"Accept": accept})
        assert (response.status_code, response["Content-Type"]) == (200, "text/csv; charset=utf-8")
        assert body(response).startswith(b"\xef\xbb\xbfclaim_id,")

    @pytest.mark.parametrize("file", FILES)
    def test_head_has_the_headers_and_reads_no_document(self, anyone: APIClient, publish: Publish, file: str) -> None:
        publish()
        with CaptureQueriesContext(connection) as queries:
            response = anyone.head(address(file))
        assert (response.status_code, response.content, len(queries)) == (200, b"", 1)
        assert response["ETag"]

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_nothing_can_be_written(self, anyone: APIClient, method: str) -> None:
        refused(getattr(anyone, method)(address("claims.csv")), 405, "method-not-allowed")

    def test_there_is_no_other_file(self, anyone: APIClient) -> None:
        assert anyone.get(address("claims.pdf/")).status_code == 404

    @pytest.mark.parametrize("file", FILES)
    def test_an_empty_record_is_an_empty_file(self, anyone: APIClient, file: str) -> None:
        response = anyone.get(address(file))
        assert (response.status_code, len(body(response)) < 10_000) == (200, True)

    @pytest.mark.parametrize("file", FILES)
    def test_it_costs_as_many_queries_for_one_as_for_ten(self, anyone: APIClient, publish: Publish, file: str) -> None:
        costs = []
        for rows in (1, 10):
            while Publication.objects.count() < rows:
                publish()
            with CaptureQueriesContext(connection) as queries:
                body(anyone.get(address(file)))
            costs.append(len([each for each in queries if "SAVEPOINT" not in each["sql"]]))
        assert costs[0] == costs[1] <= 5
