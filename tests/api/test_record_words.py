"""Parties and sources found by words."""

from collections.abc import Callable

import pytest
from django.db import connection
from rest_framework.test import APIClient

from claims.models import Claim, PublishedParty, PublishedSource, Source, SourceTranslation
from claims.models.words import party_with, source_with
from tests import factories
from tests.api.test_records import API, slugs

pytestmark = pytest.mark.django_db
Publish = Callable[..., Claim]


def test_words_of_names_and_aliases_without_accents(anyone: APIClient, publish: Publish) -> None:
    party = factories.PartyFactory(slug="mueller", name="Jörg Müller AG", short_name="JMAG")
    factories.PartyAliasFactory(party=party, name="Łódź Holding")
    publish(claimant=party)
    for words in ("müller", "Mueller", "MULLER jorg", "jmag", "lodz", '"joerg mueller"', "gold or holding"):
        assert slugs(anyone.get(f"{API}parties/", {"q": words})) == {"mueller"}
    for words in ("mulle", "müller -ag", "gold", "-", '"', "&|!"):
        assert "mueller" not in slugs(anyone.get(f"{API}parties/", {"q": words}))


def test_private_person_is_found_by_no_word(anyone: APIClient, publish: Publish) -> None:
    clerk = factories.PartyFactory(slug="clerk", kind="person", is_private=True, public_label="a clerk", name="Doe")
    publish(factories.make_case(claimant=clerk))
    for words in ("doe", "clerk"):
        assert slugs(anyone.get(f"{API}parties/", {"q": words})) == set()


def test_words_of_title_publisher_and_authors(anyone: APIClient, publish: Publish) -> None:
    claim = factories.make_case()
    publisher = factories.PartyFactory(name="Gazette de Genève")
    Source.objects.update(
        slug="report", title="Häuser der Banken verkauft", language="de", publisher=publisher, authors=["Ann Öz"]
    )
    SourceTranslation.objects.create(
        source=Source.objects.get(), language="en", title="Bank denies the sale", translator="desk", of="0" * 64
    )
    publish(claim)
    for words in ("haeuser", "bank", "denying", "geneve", "oz", "verkaufte", '"der banken"', "Gold or Genf or Öz"):
        assert slugs(anyone.get(f"{API}sources/", {"q": words})) == {"report"}, words
    for words in ("gold", "bank -gazette", '"denies bank"'):
        assert slugs(anyone.get(f"{API}sources/", {"q": words})) == set(), words


def test_words_are_found_through_an_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    for model, condition in ((PublishedParty, party_with("müller")), (PublishedSource, source_with("müller"))):
        assert f"Index Scan on {model.__name__.lower()}_words" in model._default_manager.filter(condition).explain()
