"""What is typed finds what is meant: beginnings, other names, accents left out, a wrong letter or two."""

from datetime import UTC, datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from claims.actions import lookups
from claims.models import Claim, Party
from tests.actions.desk import publish
from tests.factories import (
    ClaimFactory,
    PartyAliasFactory,
    PartyFactory,
    SourceFactory,
    TopicFactory,
    make_case,
    translate,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def facebook(db: None) -> Party:
    PartyFactory(name="Deutsche Bank")
    return PartyFactory(name="Facebook")


class TestParties:
    @pytest.mark.parametrize("typed", ["Facebook", "face", "F", "FACEBOOK", "Facebok", "Facebbok", " facebook "])
    def test_name_its_beginning_or_a_misspelling(self, facebook: Party, typed: str) -> None:
        assert lookups.parties(typed) == [facebook]

    def test_misspelt_second_name(self, facebook: Party) -> None:
        person = PartyFactory(name="Mark Zuckerberg", kind="person")
        assert lookups.parties("Zuckerburg") == [person]

    @pytest.mark.parametrize("typed", ["Muller", "Mueller", "Müller", "mu\u0308ller"])
    @pytest.mark.parametrize("name", ["Müller GmbH", "Mueller GmbH", "Muller GmbH"])
    def test_umlaut_is_one_however_it_is_written(self, facebook: Party, name: str, typed: str) -> None:
        mueller = PartyFactory(name=name)
        assert lookups.parties(typed) == [mueller]

    @pytest.mark.parametrize("name", ["صحيفة الشرق الأوسط", "ידיעות אחרונות"])
    def test_arabic_and_hebrew(self, facebook: Party, name: str) -> None:
        paper = PartyFactory(name=name)
        assert lookups.parties(name.split()[1]) == lookups.parties(f"\u200f{name}") == [paper]

    def test_alias_and_short_name(self, facebook: Party) -> None:
        PartyAliasFactory(party=facebook, name="Meta Platforms")
        journal = PartyFactory(name="The Wall Street Journal", short_name="WSJ")
        assert (lookups.parties("meta"), lookups.parties("wsj")) == ([facebook], [journal])

    def test_exact_name_comes_first(self, facebook: Party) -> None:
        PartyFactory(name="Facebook Ireland")
        PartyFactory(name="A Facebook")
        assert lookups.parties("facebook")[0] == facebook

    def test_merged_party_leads_to_the_kept_one(self, facebook: Party) -> None:
        PartyFactory(name="TheFacebook", merged_into=facebook)
        assert lookups.parties("thefacebook") == [facebook]

    @pytest.mark.parametrize("typed", ["", "  ", "%", "_", "\\", "'", "\x00", "qqqq", "x" * 100_000])
    def test_nothing_is_found_by(self, facebook: Party, typed: str) -> None:
        assert lookups.parties(typed) == []

    def test_no_more_than_asked_for(self) -> None:
        PartyFactory.create_batch(12, name="Bank")
        assert (len(lookups.parties("bank")), len(lookups.parties("bank", limit=3))) == (10, 3)

    @pytest.mark.parametrize("rows", [1, 10])
    def test_it_costs_three_queries(self, rows: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        PartyFactory.create_batch(rows, name="Bank")
        with django_assert_num_queries(3):
            assert len(lookups.parties("bank")) == rows


class TestSources:
    def test_title_or_publisher(self) -> None:
        source = SourceFactory(title="Banks asked for data", publisher=PartyFactory(name="Courier"))
        assert lookups.sources("bank date") == lookups.sources("couri") == [source]

    @pytest.mark.parametrize(
        "pasted",
        [
            "https://example.org/a/b?id=1",
            "http://www.Example.org/a/b/?id=1&utm_source=feed#top",
            "https://example.org/a/b?fbclid=abc&id=1",
        ],
    )
    def test_address_however_it_was_copied(self, pasted: str) -> None:
        source = SourceFactory(url="https://www.example.org/a/b/?utm_medium=mail&id=1")
        assert lookups.sources(pasted) == [source]

    def test_path_of_an_address_keeps_its_capitals(self) -> None:
        SourceFactory(url="https://example.org/A")
        assert lookups.source_by_url("https://example.org/a") is None

    def test_address_of_a_merged_source(self) -> None:
        kept = SourceFactory()
        SourceFactory(url="https://example.org/a", merged_into=kept)
        assert lookups.source_by_url("https://example.org/a") == kept

    def test_publisher_of_a_host_is_that_of_its_newest_source(self) -> None:
        courier = PartyFactory()
        SourceFactory(url="https://courier.example/a", publisher=courier)
        SourceFactory(url="https://courier.example.org/a", publisher=PartyFactory())
        assert lookups.publisher_of_host("courier.example") == courier


def test_topic_by_its_translation() -> None:
    topic = TopicFactory(name="data protection")
    translate(topic, name="Datenschutz")
    assert lookups.topics("datenshutz") == lookups.topics("data") == [topic]


class TestClaims:
    def test_title(self) -> None:
        claim = ClaimFactory(title="WSJ: Facebook sought bank data")
        assert lookups.claims("facebok bank") == [claim]

    @pytest.mark.parametrize("fields", [{"stage": "withdrawn"}, {"merged": True}])
    def test_withdrawn_and_merged_ones_are_left_out(self, fields: dict[str, Any]) -> None:
        if fields.pop("merged", False):
            fields["merged_into"] = ClaimFactory(title="Another matter")
        ClaimFactory(title="WSJ: Facebook sought bank data", **fields)
        assert lookups.claims("facebook") == []
        assert lookups.similar_claims("Facebook sought bank data") == []


class TestSimilarClaims:
    @pytest.fixture
    def claim(self, db: None) -> Claim:
        ClaimFactory(title="Ministry: no subsidies for coal", statement="Coal gets no money.")
        return ClaimFactory(
            title="WSJ: Facebook sought bank data", statement="Facebook asked banks for card purchases."
        )

    @pytest.mark.parametrize("typed", ["Facebook sought data of banks", "facebook asked banks for card purchase"])
    def test_title_or_statement(self, claim: Claim, typed: str) -> None:
        [found] = lookups.similar_claims(typed)
        assert (found.claim, found.stage, found.standing) == (claim, "draft", "")
        assert 0.6 <= found.similarity <= 1

    def test_too_few_letters_are_like_nothing(self, claim: Claim) -> None:
        assert lookups.similar_claims("WSJ: Fa") == []

    def test_claim_is_not_like_itself(self, claim: Claim) -> None:
        assert lookups.similar_claims(claim.title, besides=claim.pk) == []

    def test_published_one_says_how_it_stands(self, clock: Any) -> None:
        case = make_case(title="WSJ: Facebook sought bank data")
        clock.move_to(datetime(2018, 8, 9, tzinfo=UTC))
        publish(case)
        assert [found.standing for found in lookups.similar_claims("Facebook sought bank data")] == ["denied"]
