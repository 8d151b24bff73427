"""A thousand edits of one claim by twenty clients at once: each is saved or refused, and none is lost.

Every edit appends its mark to the words that the client has seen. A save over words it has not seen takes a mark away.
"""

import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connections
from knox.models import AuthToken

from claims.actions import editing
from claims.models import Change, Claim
from tests import cast
from tests.api.test_desk_records import address
from tests.databases import Database
from tests.factories import make_case

CLIENTS = 20


@dataclass(frozen=True)
class Tally:
    saved: list[str]
    """The marks of the edits that were answered with 200."""
    refused: int


@pytest.fixture
def claim(cloned_database: Database) -> Claim:
    return make_case(scope_note="Start.")


@pytest.fixture
def token(cloned_database: Database) -> str:
    return str(AuthToken.objects.create(user=cast.member("editor"))[1])


def patch(line: http.client.HTTPConnection, claim: Claim, token: str, **body: Any) -> tuple[int, Any]:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "If-Match": "*"}
    line.request("PATCH", urlsplit(address("claims", claim.pk)).path, json.dumps(body), headers)
    answer = line.getresponse()
    return answer.status, json.loads(answer.read())


def client(number: int, edits: int, server: str, claim: Claim, token: str) -> Tally:
    """Goes on from what the last answer said is stored, whether it was saved or refused."""
    line, words, version = http.client.HTTPConnection(server, timeout=60), claim.scope_note, claim.version
    saved: list[str] = []
    refused = 0
    for edit in range(edits):
        mark = f" {number:02}{edit:02}"
        status, answer = patch(line, claim, token, scope_note=words + mark, version=version)
        assert status in (200, 409), answer
        if status == 200:
            saved.append(mark)
        else:
            refused += 1
        record = answer if status == 200 else answer["current"]
        words, version = record["scope_note"], record["version"]
    line.close()
    return Tally(saved, refused)


def edit_at_once(edits: int, server: str, claim: Claim, token: str) -> Tally:
    """So many edits by all clients together."""
    with ThreadPoolExecutor(CLIENTS) as pool:
        running = [pool.submit(client, each, edits // CLIENTS, server, claim, token) for each in range(CLIENTS)]
        tallies = [done.result(timeout=300) for done in running]
    return Tally([mark for each in tallies for mark in each.saved], sum(each.refused for each in tallies))


def lost(tally: Tally) -> list[str]:
    """Edits that were answered as saved and are not in the words that are stored."""
    words = Claim.objects.get().scope_note.split()
    return [mark for mark in tally.saved if mark.strip() not in words]


@pytest.mark.long
def test_thousand_edits_are_saved_or_refused_and_none_is_lost(server: str, claim: Claim, token: str) -> None:
    tally = edit_at_once(1000, server, claim, token)
    connections.close_all()
    assert len(tally.saved) + tally.refused == 1000
    assert tally.refused
    assert lost(tally) == []
    kept = Change.objects.filter(
        table="claims_claim", row=str(claim.pk), after__has_key="scope_note", operation="update"
    )
    assert kept.count() == len(tally.saved) == Claim.objects.get().version - 1


def test_without_the_version_check_edits_are_lost(
    server: str, claim: Claim, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = editing._bump
    monkeypatch.setattr(editing, "_bump", lambda record, version: count(record, None))
    tally = edit_at_once(200, server, claim, token)
    assert (len(tally.saved), tally.refused) == (200, 0)
    assert lost(tally)
