"""Addresses of records that were merged: they lead to the one that is kept."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims.actions import merging
from claims.models import User
from tests.factories import (
    CitationFactory,
    ClaimPartyFactory,
    PartyFactory,
    PassageFactory,
    ResponseFactory,
    SourceFactory,
    StanceFactory,
    TopicFactory,
    make_case,
)
from tests.pages.conftest import Publish
from tests.pages.reading import text_of

pytestmark = pytest.mark.django_db


def test_page_of_a_merged_claim_leads_on_and_back_after_undoing(
    publish: Publish, publisher: User, client: Client
) -> None:
    kept, merged = publish(slug="kept"), publish(slug="merged")
    done = merging.merge(by=publisher, kind="claim", kept_id=kept.pk, merged_id=merged.pk)
    answer = client.get("/claims/merged/")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/claims/kept/")
    merging.undo(by=publisher, merge_id=done.pk)
    assert client.get("/claims/merged/").status_code == 200


def test_page_of_a_merged_party_leads_on_before_anything_is_published_anew(
    publish: Publish, publisher: User, client: Client
) -> None:
    kept, merged = PartyFactory(slug="kept", name="Kept"), PartyFactory(slug="merged", name="Merged")
    for claimant in (kept, merged):
        publish(claimant=claimant, title=f"{claimant}: a report")
    merging.merge(by=publisher, kind="party", kept_id=kept.pk, merged_id=merged.pk)
    answer = client.get("/parties/merged/")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/parties/kept/")
    text = text_of(client.get("/parties/kept/"))
    assert "Kept: a report" in text
    assert "Merged: a report" in text


def test_merged_party_keeps_its_page_while_the_kept_one_has_none(
    publish: Publish, publisher: User, client: Client
) -> None:
    merged = PartyFactory(slug="merged")
    publish(claimant=merged)
    merging.merge(by=publisher, kind="party", kept_id=PartyFactory().pk, merged_id=merged.pk)
    assert client.get("/parties/merged/").status_code == 200


def test_page_of_a_merged_topic_leads_on_before_anything_is_published_anew(
    publish: Publish, publisher: User, client: Client
) -> None:
    kept, merged = TopicFactory(slug="banks", name="Banks"), TopicFactory(slug="bancs", name="Bancs")
    for topic in (kept, merged):
        claim = publish(title=f"Newspaper: of {topic}")
        claim.topics.add(topic)
        publish(claim=claim, kind="update", note="It belongs to a topic.")
    done = merging.merge(by=publisher, kind="topic", kept_id=kept.pk, merged_id=merged.pk)
    for page in ("", "feed/"):
        answer = client.get(f"/topics/bancs/{page}")
        assert (answer.status_code, answer.headers["Location"]) == (308, f"/topics/banks/{page}")
        text = client.get(f"/topics/banks/{page}").content.decode()
        assert "of Banks" in text
        assert "of Bancs" in text
    assert "Banks 2 claims" in text_of(client.get("/topics/"))
    merging.undo(by=publisher, merge_id=done.pk)
    assert client.get("/topics/bancs/").status_code == 200


def test_page_of_a_kept_party_takes_as_many_queries_as_any(
    publish: Publish, publisher: User, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kept, merged = PartyFactory(slug="kept"), PartyFactory()
    for claimant in (kept, merged):
        publish(claimant=claimant)
    merging.merge(by=publisher, kind="party", kept_id=kept.pk, merged_id=merged.pk)
    with django_assert_num_queries(12):
        client.get("/parties/kept/")


def test_page_of_a_merged_source_leads_on(publish: Publish, publisher: User, client: Client) -> None:
    kept, merged = SourceFactory(slug="kept"), SourceFactory(slug="merged")
    for source in (kept, merged):
        case = make_case()
        case.citations_of_claim.add(CitationFactory(claim=case, source=source))
        publish(claim=case)
    merging.merge(by=publisher, kind="source", kept_id=kept.pk, merged_id=merged.pk)
    answer = client.get("/sources/merged/")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/sources/kept/")
    assert client.get("/sources/kept/").status_code == 200


def test_answers_of_two_parties_to_one_point_are_one_until_the_merge_is_undone(
    publish: Publish, publisher: User, client: Client
) -> None:
    kept, merged = PartyFactory(slug="kept"), PartyFactory(slug="merged")
    claim = make_case(("denies",))
    claim.involvements.update(party=kept)
    ClaimPartyFactory(claim=claim, party=merged)
    claim.responses.update(party=kept)
    later = ResponseFactory(claim=claim, party=merged, order=2, made_at={"value": "2018-09-07"})
    PassageFactory(response=later).citations.add(claim.citations.get())
    StanceFactory(response=later, point=claim.points.get(), stance="qualifies")
    publish(claim=claim)

    def told() -> tuple[int, int, int]:
        found = client.get("/api/v1/parties/kept/figures/").json()
        return found["points"]["denies"], found["points"]["qualifies"], found["became"]["different_account"]

    assert told() == (1, 0, 0)
    done = merging.merge(by=publisher, kind="party", kept_id=kept.pk, merged_id=merged.pk)
    assert told() == (0, 1, 1)
    merging.undo(by=publisher, merge_id=done.pk)
    assert told() == (1, 0, 0)
