"""Sixty searches as readers type them (queries.toml), over real claims: at least 57 lead to the claim that was meant."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from claims.models import User
from tests.pages import real_claims
from tests.pages.bulk import publish_at_once
from tests.pages.reading import links

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not real_claims.DATA.exists(), reason="the real data lie beside the repository"),
]
QUERIES = tomllib.loads((Path(__file__).parent / "queries.toml").read_text(encoding="utf-8"))["query"]
FIRST = 10
ENOUGH = 57


def test_readers_find_what_they_mean(client: Client, seed: None, publisher: User) -> None:
    publish_at_once(real_claims.cases(every=10), by=publisher)

    failed = [query for query in QUERIES if not _leads_there(client, query)]

    assert len(QUERIES) == 60
    assert len(QUERIES) - len(failed) >= ENOUGH, "\n".join(query["words"] for query in failed)


def _leads_there(client: Client, query: dict[str, Any]) -> bool:
    prefix = "" if query["language"] == "en" else "/de"
    response = client.get(f"{prefix}/claims/", {"q": query["words"]})
    if "suggests" in query:
        offered = [link for link in links(response) if link.startswith("?q=") and query["suggests"] in link]
        if not offered:
            return False
        response = client.get(f"{prefix}/claims/{offered[0]}")
    meant = (query["finds"],) if isinstance(query["finds"], str) else tuple(query["finds"])
    titles = [card.title.words for card in response.context["cards"][:FIRST]]
    return any(wanted in title for title in titles for wanted in meant)
