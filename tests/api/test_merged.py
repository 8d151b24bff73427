"""Merged parties and claims for programs: either id finds what is published of both."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.actions import merging
from claims.models import Claim, User
from tests.factories import PartyFactory, TopicFactory, make_case, subject_of

pytestmark = pytest.mark.django_db
LIST = "/api/v1/claims/"
Publish = Callable[..., Claim]


def slugs(answer: Any) -> set[str]:
    return {each["slug"] for each in answer.json()["results"]}


@pytest.mark.parametrize("name", ["party", "claimant"])
@pytest.mark.parametrize("asked", ["kept", "merged", "earlier"])
def test_filters_find_both_parties(name: str, asked: str, anyone: APIClient, publish: Publish, publisher: User) -> None:
    parties = {slug: PartyFactory(slug=slug) for slug in ("kept", "merged", "earlier")}
    published = {publish(claimant=party).slug for party in parties.values()}
    publish()
    for kept, merged in (("merged", "earlier"), ("kept", "merged")):
        merging.merge(by=publisher, kind="party", kept_id=parties[kept].pk, merged_id=parties[merged].pk)
    assert slugs(anyone.get(LIST, {name: asked})) == published
    assert slugs(anyone.get(LIST, {name: str(parties[asked].pk)})) == published


def test_topics_that_were_merged(anyone: APIClient, publish: Publish, publisher: User) -> None:
    kept, merged = TopicFactory(slug="banks"), TopicFactory(slug="bancs")
    published = set()
    for topic in (kept, merged):
        claim = make_case()
        claim.topics.add(topic)
        published.add(publish(claim=claim).slug)
    merging.merge(by=publisher, kind="topic", kept_id=kept.pk, merged_id=merged.pk)
    for asked in ("banks", "bancs"):
        assert slugs(anyone.get(LIST, {"topic": asked})) == published
    assert slugs(anyone.get("/api/v1/topics/")) == {"banks"}
    assert anyone.get("/api/v1/topics/bancs/")["Location"] == "/api/v1/topics/banks/"


def test_stance_of_a_merged_responder(anyone: APIClient, publish: Publish, publisher: User) -> None:
    one, other = publish(), publish()
    kept = subject_of(one)
    merging.merge(by=publisher, kind="party", kept_id=kept.pk, merged_id=subject_of(other).pk)
    found = anyone.get(LIST, {"responder": kept.slug, "stance": "denies"})
    assert slugs(found) == {one.slug, other.slug}


def test_merged_claim_answers_with_the_kept_one(anyone: APIClient, publish: Publish, publisher: User) -> None:
    kept, merged = publish(), publish()
    merging.merge(by=publisher, kind="claim", kept_id=kept.pk, merged_id=merged.pk)
    answer = anyone.get(f"{LIST}{merged.slug}/")
    assert (answer.status_code, answer["Location"]) == (308, f"{LIST}{kept.slug}/")
    assert slugs(anyone.get(LIST)) == {kept.slug}
