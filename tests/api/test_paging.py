"""Paging through the list of published claims: no gap, no repeat, whatever happens meanwhile."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from rest_framework.test import APIClient

from claims.actions import publishing
from claims.models import Claim, Publication, User
from tests.api.problems import named, refused
from tests.api.test_claim_list import LIST, slugs

pytestmark = pytest.mark.django_db
Publish = Callable[..., Claim]


def walked(anyone: APIClient, address: str, way: str = "next") -> list[str]:
    """The slugs of all pages, in the order they came."""
    found: list[str] = []
    following: str | None = address
    while following:
        response = anyone.get(following)
        found += slugs(response)
        following = response.json()[way]
        assert len(found) < 500, "the list has no end"
    return found


def test_pages_follow_each_other_both_ways(anyone: APIClient, publish: Publish) -> None:
    made = [publish().slug for _ in range(7)]
    assert walked(anyone, f"{LIST}?limit=3") == made[::-1]
    last = anyone.get(anyone.get(f"{LIST}?limit=4").json()["next"]).json()
    assert last["next"] is None
    assert slugs(anyone.get(last["previous"])) == made[:2:-1]


def test_no_gap_and_no_repeat_among_claims_of_one_moment(anyone: APIClient, publish: Publish) -> None:
    made = {publish().slug for _ in range(12)}
    Publication.objects.update(published_at=datetime(2026, 1, 1, tzinfo=UTC))
    found = walked(anyone, f"{LIST}?limit=5")
    assert len(found) == 12
    assert set(found) == made


def test_no_gap_and_no_repeat_while_claims_are_added(anyone: APIClient, publish: Publish) -> None:
    made = [publish().slug for _ in range(6)]
    first = anyone.get(f"{LIST}?limit=2")
    publish()
    second = anyone.get(first.json()["next"])
    oldest = Publication.objects.get(slug=publish().slug)
    Publication.objects.filter(pk=oldest.pk).update(published_at=oldest.published_at - timedelta(days=1))
    third = walked(anyone, second.json()["next"])
    assert slugs(first) + slugs(second) + third == [*made[::-1], oldest.slug]


def test_cursor_survives_the_row_it_names(anyone: APIClient, publish: Publish, publisher: User) -> None:
    made = [publish() for _ in range(4)]
    following = anyone.get(f"{LIST}?limit=2").json()["next"]
    publishing.withdraw(by=publisher, claim_id=made[2].pk, reason="Mistaken identity.")
    assert slugs(anyone.get(following)) == [made[1].slug, made[0].slug]


def test_page_left_empty_still_leads_back(anyone: APIClient, publish: Publish, publisher: User) -> None:
    first, second = publish(), publish()
    following = anyone.get(f"{LIST}?limit=1").json()["next"]
    publishing.withdraw(by=publisher, claim_id=first.pk, reason="Mistaken identity.")
    page = anyone.get(following).json()
    assert page["results"] == []
    assert page["next"] is None
    assert page["previous"] is not None
    assert second.slug == anyone.get(LIST).json()["results"][0]["slug"]


def test_cursor_holds_only_for_its_parameters(anyone: APIClient, publish: Publish) -> None:
    publish(), publish()
    following = anyone.get(f"{LIST}?limit=1&language=en").json()["next"]
    assert anyone.get(following.replace("limit=1", "limit=9")).status_code == 200
    problem = refused(anyone.get(following.replace("language=en", "language=de")), 400)
    assert named(problem) == {"cursor"}
