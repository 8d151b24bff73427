"""Idempotency-Key: a POST that is sent twice has one effect, and one answer."""

import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connections
from django.utils import timezone
from knox.models import AuthToken
from rest_framework.test import APIClient

from claims import jobs
from claims.actions import editing
from claims.actions.answering_once import KEPT_FOR
from claims.models import Claim, KeptAnswer, Revision, Topic, User
from tests import cast, factories
from tests.api.conftest import Client
from tests.api.problems import named, refused
from tests.databases import Database

TOPICS = "/api/v1/desk/topics/"
BODY = {"slug": "banks", "name": "Banks", "language": "en"}


def add(client: APIClient, key: str | None = "a", body: Any = BODY, path: str = TOPICS) -> Any:
    return client.post(path, body, format="json", headers={"Idempotency-Key": key} if key is not None else {})


@pytest.mark.django_db
class TestKeys:
    def test_same_request_again_gets_the_first_answer(self, at_desk: APIClient) -> None:
        first, second = add(at_desk), add(at_desk)
        assert (first.status_code, first.content) == (second.status_code, second.content)
        for header in ("Location", "ETag", "Content-Type"):
            assert first[header] == second[header]
        assert Topic.objects.count() == 1

    def test_answer_stays_the_first_one_whatever_became_of_the_record(self, at_desk: APIClient) -> None:
        first = add(at_desk)
        Topic.objects.all().delete()
        assert add(at_desk).content == first.content
        assert not Topic.objects.exists()

    def test_order_of_members_does_not_matter(self, at_desk: APIClient) -> None:
        assert add(at_desk).content == add(at_desk, body=dict(reversed(BODY.items()))).content

    @pytest.mark.parametrize("path", [TOPICS, "/api/v1/desk/parties/"])
    def test_other_request_is_refused(self, at_desk: APIClient, path: str) -> None:
        add(at_desk)
        problem = refused(add(at_desk, body=BODY | {"slug": "other"}, path=path), 422, "key-reused")
        assert named(problem) == {"Idempotency-Key"}
        assert Topic.objects.count() == 1

    def test_each_account_has_keys_of_its_own(self, at_desk: APIClient, client_of: Client, publisher: User) -> None:
        add(at_desk)
        assert add(client_of(publisher), body=BODY | {"slug": "other"}).status_code == 201

    def test_quotation_marks_are_no_part_of_it(self, at_desk: APIClient) -> None:
        assert add(at_desk, '"a b"').content == add(at_desk, '"a b"').content
        assert (
            add(at_desk, '"k"', BODY | {"slug": "other"}).content == add(at_desk, "k", BODY | {"slug": "other"}).content
        )

    @pytest.mark.parametrize("key", ["", '""', "x" * 256, "a b", "é", '"a', "a,b", "a;b=1", "\x07", "\x00"])
    def test_what_is_no_key(self, at_desk: APIClient, key: str) -> None:
        assert named(refused(add(at_desk, key), 400, "invalid-header")) == {"Idempotency-Key"}
        assert not Topic.objects.exists()

    def test_refusal_is_not_kept(self, at_desk: APIClient) -> None:
        refused(add(at_desk, body=BODY | {"language": "English"}), 400)
        assert add(at_desk).status_code == 201

    def test_fault_of_ours_is_not_kept(self, at_desk: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(**_: Any) -> None:
            raise RuntimeError

        at_desk.raise_request_exception = False
        with monkeypatch.context() as patch:
            patch.setattr(editing, "note_edit", fail)
            assert add(at_desk).status_code == 500
        assert not Topic.objects.exists()
        assert add(at_desk).status_code == 201

    def test_publication_is_answered_once(self, client_of: Client, publisher: User) -> None:
        claim = factories.make_case()
        factories.EditFactory(claim=claim)
        path = f"/api/v1/desk/claims/{claim.pk}/publish/"
        first, second = (add(client_of(publisher), body={}, path=path) for _ in range(2))
        assert (first.status_code, first.content) == (201, second.content)
        assert Revision.objects.count() == 1

    def test_old_answers_are_swept(self) -> None:
        old, young = factories.KeptAnswerFactory(), factories.KeptAnswerFactory()
        now = timezone.now()
        KeptAnswer.objects.filter(pk=old.pk).update(at=now - KEPT_FOR - timedelta(seconds=1))
        assert jobs.sweep_kept_answers(int(now.timestamp()) + 1) == 1
        assert KeptAnswer.objects.get() == young

    def test_they_are_kept_for_more_than_a_day(self) -> None:
        assert timedelta(hours=24) < KEPT_FOR


def post(server: str, token: str, path: str, body: Any) -> tuple[int, bytes, str | None]:
    line = http.client.HTTPConnection(server, timeout=120)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "If-Match": "*"}
    line.request("POST", urlsplit(path).path, json.dumps(body), headers | {"Idempotency-Key": '"fifty"'})
    answer = line.getresponse()
    content = answer.read()
    line.close()
    return answer.status, content, answer.getheader("Location")


def at_once(server: str, token: str, path: str, body: Any) -> set[tuple[int, bytes, str | None]]:
    with ThreadPoolExecutor(50) as pool:
        running = [pool.submit(post, server, token, path, body) for _ in range(50)]
        return {done.result(timeout=200) for done in running}


class TestFiftyAtOnce:
    @pytest.fixture
    def token(self, cloned_database: Database) -> str:
        return str(AuthToken.objects.create(user=cast.member("publisher"))[1])

    def test_record_is_added_once(self, server: str, token: str) -> None:
        answers = at_once(server, token, TOPICS, BODY)
        connections.close_all()
        assert [status for status, _, _ in answers] == [201]
        assert Topic.objects.count() == KeptAnswer.objects.count() == 1

    def test_claim_is_published_once(self, server: str, token: str) -> None:
        claim = factories.make_case()
        factories.EditFactory(claim=claim)
        answers = at_once(server, token, f"/api/v1/desk/claims/{claim.pk}/publish/", {})
        connections.close_all()
        assert [status for status, _, _ in answers] == [201]
        assert (Claim.objects.get().stage, Revision.objects.count()) == ("published", 1)
