"""Every list of the description costs as many queries for a hundred rows as for one."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims.actions import publishing
from claims.api.documentation import described
from claims.models import Claim, Publication, StandingStep, User
from tests import factories

pytestmark = pytest.mark.django_db
MANY = 100
OF_CASES = ("points", "responses", "events", "assessments", "parties", "sources", "topics")
PUBLIC = {f"/api/v1/{kind}/" for kind in ("claims", "revisions", "changes", *OF_CASES)}
AT_DESK = {f"/api/v1/desk/{kind}/" for kind in ("claims", "citations", "passages", *OF_CASES)}


def lists() -> list[str]:
    """Addresses of one kind of record, by pages."""
    found = []
    for path, methods in described()["paths"].items():
        parameters = {each["name"]: each for each in methods.get("get", {}).get("parameters", [])}
        limit = parameters.get("limit", {}).get("schema", {})
        if (
            "{" not in path
            and limit.get("maximum") == MANY
            and not any(each.get("required") for each in parameters.values())
        ):
            found.append(path)
    return found


def case_of(size: int) -> Claim:
    """With so many points, responses, events, assessments by as many parties, sources, topics."""
    claim = factories.make_case(["denies", *[None] * (size - 1)])
    for number in range(size):
        claim.citations_of_claim.add(factories.CitationFactory(claim=claim))
        claim.topics.add(factories.TopicFactory())
        claim.events.add(factories.EventFactory(claim=claim))
        factories.AssessmentFactory(claim=claim)
        if number:
            passage = factories.PassageFactory(response__claim=claim)
            passage.citations.add(claim.citations_of_claim.first())
    return claim


def publish_again(published: Publication) -> None:
    """As cheaply as that goes: the rows of the read side, for a claim of its own, with the card of this one."""
    copy = factories.PublicationFactory(card=published.card)
    steps = list(StandingStep.objects.filter(publication=published))
    for step in steps:
        step.pk, step.publication = None, copy
    StandingStep.objects.bulk_create(steps)


def measured(by: User) -> tuple[dict[str, int], dict[str, int]]:
    """Queries and rows, by address."""
    client, queries, rows = APIClient(), {}, {}
    for address in lists():
        cache.clear()
        client.force_authenticate(User.objects.get(pk=by.pk))  # without what it remembers of the request before
        with CaptureQueriesContext(connection) as asked:
            answer: Any = client.get(address, {"limit": MANY})
        assert answer.status_code == 200, (address, answer.content)
        queries[address], rows[address] = len(asked), len(answer.json()["results"])
    return queries, rows


def test_lists_cost_the_same_for_a_hundred_rows(publisher: User, administrator: User) -> None:
    publishing.publish(by=publisher, claim_id=case_of(1).pk, is_reviewed=True)
    for_one, _ = measured(administrator)
    large = case_of(MANY)
    publishing.publish(by=publisher, claim_id=large.pk, is_reviewed=True)
    for _ in range(MANY - 2):
        publish_again(Publication.objects.get(claim=large))
    for_many, rows = measured(administrator)
    assert for_many == for_one
    assert {address for address, count in rows.items() if count == MANY} >= PUBLIC | AT_DESK
