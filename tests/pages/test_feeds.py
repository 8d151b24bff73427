"""Feeds: an entry a revision, saying what changed; the reader that most programs use (feedparser) finds nothing wrong."""

import re
from typing import Any

import feedparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.actions import publishing
from claims.models import Claim, Party, Publication, Redaction, Revision, RevisionDocument, User
from tests import factories
from tests.pages.conftest import Publish

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"


def read(client: Client, address: str) -> Any:
    """As a feed reader has it, which has to be content with it."""
    response = client.get(address)
    assert response.status_code == 200, response
    feed = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


def links(of: Any) -> set[tuple[str, str, str]]:
    return {(link.rel, link.get("hreflang", ""), link.href) for link in of.links}


@pytest.fixture
def corrected(publish: Publish) -> Claim:
    """By the Courier about Example Water, in a topic, with a second revision."""
    water = factories.PartyFactory(slug="example-water", name="Example Water")
    courier = factories.PartyFactory(name="Courier")
    claim = factories.make_case(slug="corrected", claimant=courier, title="Courier: lead in the water")
    factories.ClaimPartyFactory(claim=claim, party=water, unasked_reason="Nobody was there.")
    claim.topics.add(factories.TopicFactory(slug="water", name="Water"))
    publish(claim=claim)
    Claim.objects.filter(pk=claim.pk).update(statement="There is some lead in the water.")
    return publish(claim=claim, kind="correction", note="Less lead than we said.")


class TestEntries:
    def test_each_revision_is_one_the_newest_first(self, corrected: Claim, client: Client) -> None:
        entries = read(client, "/feed/").entries
        revisions = Revision.objects.order_by("-position")
        assert [entry.id for entry in entries] == [f"urn:uuid:{revision.pk}" for revision in revisions]
        assert [entry.updated[:19] for entry in entries] == [
            revision.published_at.isoformat()[:19] for revision in revisions
        ]

    def test_a_correction_says_what_changed_word_by_word(self, corrected: Claim, client: Client) -> None:
        entry = read(client, "/feed/").entries[0]
        content = entry.content[0].value
        assert entry.title == "Correction: Courier: lead in the water"
        assert "Less lead than we said." in content
        assert "<ins>" in content
        assert "<del>" in content
        assert "not a finding of what is true" in content

    def test_a_first_publication_says_claim_points_and_standing(self, seed: None, client: Client) -> None:
        feed = read(client, "/feed/")
        assert feed.feed.title == "factcheck"
        by_title = {entry.title: entry.content[0].value for entry in feed.entries}
        content = by_title["WSJ report: Facebook sought data on customers from US banks"]
        assert content.count("<li") == 5
        assert content.startswith("<p>The Wall Street Journal reported:</p>")
        assert [*map(str.strip, re.findall(r"<br />([^<]+)", content))][:3] == [
            "Facebook gives a different account",
            "Denied by Facebook",
            "No specific answer to this point",
        ]
        assert "Denied in part by Facebook" in content

    def test_german_readers_get_german(self, seed: None, client: Client) -> None:
        feed = read(client, "/de/feed/")
        text = " ".join(entry.content[0].value for entry in feed.entries)
        assert feed.feed.language == "de"
        assert "Von Facebook teilweise bestritten" in text

    def test_ids_are_the_same_in_both_languages(self, corrected: Claim, client: Client) -> None:
        english, german = (read(client, address).entries for address in ("/feed/", "/de/feed/"))
        assert [entry.id for entry in english] == [entry.id for entry in german]

    def test_a_withdrawal_is_one_with_its_reason(self, corrected: Claim, client: Client, publisher: User) -> None:
        publishing.withdraw(by=publisher, claim_id=corrected.pk, reason="It was about somebody else.")
        entry = read(client, "/feed/").entries[0]
        assert entry.title == "Withdrawal: Courier: lead in the water"
        assert "It was about somebody else." in entry.content[0].value
        assert entry.link == f"{SITE}/claims/corrected/"

    def test_what_a_withdrawal_hides_is_in_no_feed(self, corrected: Claim, client: Client, publisher: User) -> None:
        publishing.withdraw(by=publisher, claim_id=corrected.pk, reason="Mistaken identity.", hide_revisions=True)
        for address in ("/feed/", "/corrections/feed/", "/claims/corrected/feed/"):
            response = client.get(address)
            assert b"lead" not in response.content.replace(b"Less lead than we said.", b"lead")
            (entry,) = read(client, address).entries
            assert entry.title == "Withdrawal: A claim that was withdrawn"

    def test_a_redacted_revision_says_only_that(self, corrected: Claim, client: Client) -> None:
        last = corrected.revisions.get(number=2)
        Redaction.objects.create(revision=last, reason="Names a person.", by=factories.UserFactory())
        RevisionDocument.objects.filter(pk=last.pk).update(content=None, salt=None)
        content = read(client, "/feed/").entries[0].content[0].value
        assert "The text of this revision was removed" in content
        assert "<ins>" not in content

    def test_markup_in_texts_stays_text(self, publish: Publish, client: Client) -> None:
        publish(title="Courier: <script>alert(1)</script> & \ufffe", statement="<b>bold</b>")
        (entry,) = read(client, "/feed/").entries
        raw = client.get("/feed/").text
        assert "<script" not in raw
        assert "&amp;lt;b&amp;gt;bold" in raw
        assert entry.title


class TestLinks:
    def test_a_feed_names_itself_its_page_and_its_languages(self, corrected: Claim, client: Client) -> None:
        feed = read(client, "/de/parties/example-water/feed/").feed
        assert feed.id == f"{SITE}/de/parties/example-water/feed/"
        assert links(feed) >= {
            ("self", "", f"{SITE}/de/parties/example-water/feed/"),
            ("alternate", "de", f"{SITE}/de/parties/example-water/"),
            ("alternate", "en", f"{SITE}/parties/example-water/"),
            ("alternate", "en", f"{SITE}/parties/example-water/feed/"),
        }

    def test_an_entry_leads_to_its_revision_and_to_the_claim(self, corrected: Claim, client: Client) -> None:
        assert links(read(client, "/feed/").entries[0]) == {
            ("alternate", "en", f"{SITE}/claims/corrected/revisions/2/"),
            ("related", "", f"{SITE}/claims/corrected/"),
        }

    @pytest.mark.parametrize(
        ("page", "feed"),
        [
            ("/", "/feed/"),
            ("/claims/corrected/", "/claims/corrected/feed/"),
            ("/claims/corrected/revisions/", "/claims/corrected/feed/"),
            ("/claims/corrected/revisions/2/changes/", "/claims/corrected/feed/"),
            ("/de/parties/example-water/", "/de/parties/example-water/feed/"),
            ("/topics/water/", "/topics/water/feed/"),
            ("/corrections/", "/corrections/feed/"),
            ("/claims/?q=lead&order=made", "/feed/?q=lead"),
        ],
    )
    def test_pages_lead_to_their_feed(self, corrected: Claim, client: Client, page: str, feed: str) -> None:
        text = " ".join(client.get(page).text.split())
        assert 'type="application/atom+xml"' in text
        assert f'href="{SITE}{feed}"' in text
        assert read(client, feed).entries


class TestSelections:
    def test_of_a_party_a_topic_and_a_claim(self, corrected: Claim, publish: Publish, client: Client) -> None:
        publish()
        for address in ("/parties/example-water/feed/", "/topics/water/feed/", "/claims/corrected/feed/"):
            assert len(read(client, address).entries) == 2
        assert len(read(client, "/feed/").entries) == 3

    def test_of_a_search(self, corrected: Claim, publish: Publish, client: Client) -> None:
        publish(title="Courier: copper in the water")
        feed = read(client, "/feed/?q=lead&party=example-water")
        assert feed.feed.title.startswith("Claims: “lead” · Party Example Water")
        assert [entry.link for entry in feed.entries] == [f"{SITE}/claims/corrected/revisions/{n}/" for n in (2, 1)]
        assert client.get("/feed/?standing=true").status_code == 400

    def test_corrections_are_no_updates(self, corrected: Claim, publish: Publish, client: Client) -> None:
        (entry,) = read(client, "/corrections/feed/").entries
        assert entry.title.startswith("Correction:")

    def test_a_private_person_has_none(self, publish: Publish, client: Client) -> None:
        clerk = factories.PartyFactory(slug="clerk", kind="person", is_private=True, public_label="a clerk")
        claim = factories.make_case()
        factories.ClaimPartyFactory(claim=claim, party=clerk, role="named")
        publish(claim=claim)
        assert client.get("/parties/clerk/feed/").status_code == 404

    def test_merged_claims_are_elsewhere(self, publish: Publish, client: Client) -> None:
        merged, kept = publish(), publish()
        Publication.objects.filter(claim=merged).update(merged_into_slug=kept.slug)
        response: Any = client.get(f"/de/claims/{merged.slug}/feed/")
        assert (response.status_code, response["Location"]) == (308, f"/de/claims/{kept.slug}/feed/")

    def test_a_site_without_claims_has_an_empty_one(self, client: Client) -> None:
        for address in ("/feed/", "/corrections/feed/"):
            assert read(client, address).entries == []

    @pytest.mark.parametrize("kind", ["claims", "parties", "topics"])
    def test_unknown_ones_are_not_found(self, client: Client, kind: str) -> None:
        assert client.get(f"/{kind}/nowhere/feed/").status_code == 404
        assert client.post(f"/{kind}/nowhere/feed/").status_code == 405


class TestAnswers:
    def test_unchanged_it_is_not_written_again(self, corrected: Claim, client: Client) -> None:
        first = client.get("/feed/")
        for headers in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
            with CaptureQueriesContext(connection) as queries:
                assert client.get("/feed/", headers=headers).status_code == 304
            assert len(queries) == 1

    def test_a_change_makes_it_another(self, corrected: Claim, publish: Publish, client: Client) -> None:
        tag = client.get("/feed/")["ETag"]
        publish()
        assert client.get("/feed/", headers={"If-None-Match": tag}).status_code == 200

    def test_caches_may_keep_it_and_no_cookie_comes_with_it(self, corrected: Claim, client: Client) -> None:
        response = client.get("/feed/")
        assert response["Cache-Control"] == "public, max-age=300"
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        assert not response.cookies

    @pytest.mark.parametrize("address", ["/feed/", "/parties/example-water/feed/", "/topics/water/feed/"])
    def test_it_costs_as_many_queries_for_one_as_for_ten(self, publish: Publish, client: Client, address: str) -> None:
        water: Party = factories.PartyFactory(slug="example-water")
        topic = factories.TopicFactory(slug="water")
        costs = []
        for rows in (1, 10):
            while Publication.objects.count() < rows:
                claim = factories.make_case()
                factories.ClaimPartyFactory(claim=claim, party=water, unasked_reason="Nobody was there.")
                claim.topics.add(topic)
                publish(claim=claim)
            with CaptureQueriesContext(connection) as queries:
                assert len(read(client, address).entries) == rows
            costs.append(len(queries))
        assert costs[0] == costs[1] <= 3
