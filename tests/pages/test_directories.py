"""Parties from A to Z, topics, and the claims of a topic in time."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.dossier.schema import Dossier
from claims.fields.ids import new_id
from claims.models import User
from claims.pages.views import directories
from tests.factories import PartyFactory, TopicFactory, translate
from tests.pages.bulk import publish_at_once
from tests.pages.conftest import Publish
from tests.pages.reading import links, text_of

pytestmark = pytest.mark.django_db
NAMES = ["Ärzteverband", "The Age", "Zoo", "Łódź Transport", "9to5", "Путин", "Der Spiegel", "„Die Zeit“", "Apfel AG"]


@pytest.fixture
def named(publisher: User) -> None:
    parties = [
        {"id": str(new_id()), "slug": f"party-{n}", "kind": "outlet", "name": name} for n, name in enumerate(NAMES)
    ]
    publish_at_once((_claimed_by(party) for party in parties), by=publisher)


def _claimed_by(party: dict[str, str]) -> Dossier:
    return Dossier.model_validate(
        {"id": str(new_id()), "slug": f"by-{party['slug']}", "language": "en", "title": "A claim", "statement": "A claim.",
         "claimant": party["id"], "parties": [party]}
    )  # fmt: skip


def names(response: object, group: str) -> list[str]:
    found = next((each for each in response.context["groups"] if each.group == group), None)  # type: ignore[attr-defined]
    return [party.name.name for party in found.parties] if found else []


def test_parties_stand_under_their_letters(named: None, client: Client) -> None:
    response = client.get("/parties/")

    assert names(response, "a") == ["The Age", "Apfel AG", "Ärzteverband"]
    assert names(response, "0-9") == ["9to5"]
    assert names(response, "other") == ["Путин"]
    assert [names(response, letter)[0] for letter in "lsz"] == ["Łódź Transport", "Der Spiegel", "„Die Zeit“"]


def test_a_letter_leads_to_its_parties_and_unused_ones_lead_nowhere(named: None, client: Client) -> None:
    response = client.get("/parties/", {"letter": "z"})

    assert [group.group for group in response.context["groups"]] == ["z"]
    assert "?letter=other" in links(response)
    assert "?letter=q" not in links(response)


@pytest.mark.parametrize(
    ("typed", "found"), [("arzte", "Ärzteverband"), ("aerzteVER", "Ärzteverband"), ("spiegel", "Der Spiegel")]
)
def test_a_part_of_a_name_finds_the_party(named: None, client: Client, typed: str, found: str) -> None:
    assert found in text_of(client.get("/parties/", {"q": typed}))
    assert "Zoo" not in text_of(client.get("/parties/", {"q": typed}))


def test_an_alias_finds_the_party(seed: None, client: Client) -> None:
    assert "The Wall Street Journal" in text_of(client.get("/parties/", {"q": "WSJ"}))


def test_parties_are_listed_once_and_their_claims_counted(seed: None, client: Client) -> None:
    text = text_of(client.get("/parties/"))

    assert "Facebook Organisation · 3 claims" in text
    assert text.count("Facebook") == 1


def test_a_private_person_is_in_no_list(publish: Publish, client: Client) -> None:
    publish(claimant=PartyFactory(name="Jane Doe", kind="person", is_private=True, public_label="a neighbour"))

    for address in ("/parties/", "/parties/?q=jane", "/parties/?q=neighbour", "/claims/?q=jane", "/parties/?letter=j"):
        text = text_of(client.get(address))
        assert "Jane" not in text.replace("“jane”", "")
        assert "a neighbour Person" not in text


def test_pages_of_parties_follow_each_other(named: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directories, "PARTIES_PER_PAGE", 4)
    seen, address = [], ""
    while True:
        response = client.get(f"/parties/{address}")
        seen += [party.name.name for group in response.context["groups"] for party in group.parties]
        address = response.context["after"]
        if not address:
            break

    assert len(seen) == len(set(seen))
    assert [name for name in seen if name in NAMES] == [
        "9to5", "The Age", "Apfel AG", "Ärzteverband", "Łódź Transport", "Der Spiegel", "„Die Zeit“", "Zoo", "Путин",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"letter": "ä"}, "It has these: 0–9 A B"),
        ({"x": "1"}, "asks the list for “x”"),
        ({"after": "z"}, "cannot be read"),
    ],
)
def test_what_cannot_be_asked_of_parties_is_refused(client: Client, asked: dict[str, str], sentence: str) -> None:
    response = client.get("/parties/", asked)

    assert response.status_code == 400
    assert sentence in text_of(response)
    assert "All parties" in text_of(response)


def test_parties_cost_the_same_for_one_and_for_ten(publish: Publish, client: Client) -> None:
    publish()
    with CaptureQueriesContext(connection) as one:
        client.get("/parties/")
    for _ in range(9):
        publish()
    with CaptureQueriesContext(connection) as ten:
        client.get("/parties/")

    assert len(one) == len(ten)


class TestTopics:
    def test_topics_are_listed_in_the_language_of_the_page(self, publish: Publish, client: Client) -> None:
        topic = TopicFactory(name="water", language="en")
        translate(topic, name="Wasser")
        claim = publish(made_at={"value": "2018-08"})
        claim.topics.add(topic)
        publish(claim=claim, kind="update", note="It belongs to a topic.")

        assert "water 1 claim · 2018" in text_of(client.get("/topics/"))
        assert "Wasser" in text_of(client.get("/de/topics/"))

    def test_claims_of_a_topic_stand_in_time(self, publish: Publish, client: Client) -> None:
        topic = TopicFactory()
        for title, made in (("Second", "2017"), ("Third", "2018-02-01"), ("First", "2016-12")):
            claim = publish(title=title, made_at={"value": made})
            claim.topics.add(topic)
            publish(claim=claim, kind="update", note="It belongs to a topic.")

        response = client.get(f"/topics/{topic.slug}/")

        assert [card.title.words.rpartition(": ")[2] for card in response.context["cards"]] == [
            "First",
            "Second",
            "Third",
        ]

    def test_no_topic_is_said(self, client: Client) -> None:
        assert "No published claim belongs to a topic yet." in text_of(client.get("/topics/"))
        assert client.get("/topics/unknown/").status_code == 404
