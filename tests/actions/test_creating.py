"""Records made in place: found by their name where they are there, else made, each with an address of its own."""

import pytest

from claims.actions import addresses, creating
from claims.errors import InvalidRecord, NotPermitted
from claims.models import Party, Source, Topic, User
from tests.factories import PartyAliasFactory, PartyFactory, SourceFactory, TopicFactory, translate

pytestmark = pytest.mark.django_db


class TestSlugs:
    @pytest.mark.parametrize(
        ("text", "slug"),
        [
            ("Müller & Söhne GmbH", "mueller-soehne-gmbh"),
            ("Straße", "strasse"),
            ("The Wall Street Journal", "the-wall-street-journal"),
            ("Crédit Agricole", "credit-agricole"),
            ("  ---  ", "party"),
            ("صحيفة الشرق", "party"),
            ("ידיעות אחרונות", "party"),
        ],
    )
    def test_words_of_the_name(self, text: str, slug: str) -> None:
        assert creating.free_slug(Party, text) == slug

    def test_taken_one_gets_a_number(self) -> None:
        for slug in ("bank", "bank-2"):
            PartyFactory(slug=slug)
        assert creating.free_slug(Party, "Bank") == "bank-3"

    def test_one_that_was_used_once_is_taken(self) -> None:
        party = PartyFactory(slug="bank")
        party.slug = "big-bank"
        party.save()
        assert creating.free_slug(Party, "Bank") == "bank-2"

    def test_kinds_do_not_take_from_each_other(self) -> None:
        TopicFactory(slug="bank")
        assert creating.free_slug(Party, "Bank") == "bank"

    def test_long_name_fits(self, editor: User) -> None:
        first, second = (creating.party_named(by=editor, name="Bank " * 59 + end) for end in ("a", "b"))
        assert max(len(first.slug), len(second.slug)) <= 80
        assert first.slug != second.slug


class TestParties:
    def test_new_one(self, contributor: User) -> None:
        party = creating.party_named(by=contributor, name="  Wells   Fargo ", kind="outlet")
        assert (party.name, party.slug, party.kind) == ("Wells Fargo", "wells-fargo", "outlet")

    @pytest.mark.parametrize("name", ["FACEBOOK", "facebook", "fb", "meta platforms"])
    def test_known_by_name_short_name_or_alias(self, name: str, editor: User) -> None:
        known = PartyFactory(name="Facebook", short_name="FB")
        PartyAliasFactory(party=known, name="Meta Platforms")
        assert creating.party_named(by=editor, name=name) == known

    def test_like_is_not_the_same(self, editor: User) -> None:
        known = PartyFactory(name="Müller")
        assert creating.party_named(by=editor, name="Muller") != known

    def test_merged_one_leads_to_the_kept_one(self, editor: User) -> None:
        kept = PartyFactory()
        PartyFactory(name="Old name", merged_into=kept)
        assert creating.party_named(by=editor, name="old name") == kept

    @pytest.mark.parametrize("name", ["صحيفة الشرق الأوسط", "\u200fידיעות אחרונות", "Zoë \u200eA"])
    def test_every_script_and_its_marks(self, name: str, editor: User) -> None:
        assert creating.party_named(by=editor, name=name) == creating.party_named(by=editor, name=name)

    @pytest.mark.parametrize("control", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    def test_controls_that_reverse_letters_are_refused(self, control: str, editor: User) -> None:
        with pytest.raises(InvalidRecord) as refused:
            creating.party_named(by=editor, name=f"Bank{control}knaB")
        assert "reverses the order" in refused.value.fields["name"]

    @pytest.mark.parametrize("name", ["", "   ", "B" * 301])
    def test_no_name_or_too_long(self, name: str, editor: User) -> None:
        with pytest.raises(InvalidRecord):
            creating.party_named(by=editor, name=name)

    def test_stranger_makes_none(self, stranger: User) -> None:
        with pytest.raises(NotPermitted):
            creating.party_named(by=stranger, name="Bank")
        assert not Party.objects.exists()


class TestTopics:
    def test_new_one(self, editor: User) -> None:
        topic = creating.topic_named(by=editor, name="Datenschutz", language="de")
        assert (topic.slug, topic.language) == ("datenschutz", "de")

    def test_known_by_its_translation(self, editor: User) -> None:
        topic = TopicFactory(name="data protection")
        translate(topic, name="Datenschutz")
        assert creating.topic_named(by=editor, name="datenschutz", language="de") == topic
        assert Topic.objects.count() == 1


class TestSources:
    def test_same_title_of_another_publisher_is_another(self, editor: User) -> None:
        known = SourceFactory(title="Commentary", publisher=PartyFactory())
        assert creating.source_titled(by=editor, title="Commentary", language="de") != known
        again = creating.source_titled(by=editor, title="commentary", language="de", publisher=known.publisher)
        assert again == known

    def test_address_says_title_and_publisher(self, editor: User) -> None:
        courier = PartyFactory()
        SourceFactory(url="https://courier.example/old", publisher=courier)
        url = "https://www.courier.example/2018/banks-asked-for-data.html?utm_source=mail"
        source = creating.source_from_url(by=editor, url=url, language="en")
        assert (source.title, source.publisher) == ("Banks asked for data", courier)
        assert source.url == "https://www.courier.example/2018/banks-asked-for-data.html"

    def test_known_address_makes_no_second_source(self, editor: User) -> None:
        known = SourceFactory(url="https://example.org/a")
        again = creating.source_from_url(by=editor, url="http://example.org/a/?fbclid=1", language="en")
        assert again == known
        assert Source.objects.count() == 1

    def test_address_of_2194_characters_is_refused_with_a_sentence(self, editor: User) -> None:
        url = "https://example.org/" + "a" * 2174
        with pytest.raises(InvalidRecord) as refused:
            creating.source_from_url(by=editor, url=url, language="en")
        assert refused.value.fields["url"].startswith("An address has at most 2,000 characters; this one has 2194")

    @pytest.mark.parametrize(
        "url", ["", "no address", "javascript://alert(1)", "https://[", "https://a b.c/", "ftp://a.b/"]
    )
    def test_what_is_no_address(self, url: str) -> None:
        with pytest.raises(InvalidRecord):
            addresses.normalised(url)
