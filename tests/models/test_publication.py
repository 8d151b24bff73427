"""The search vector of a publication, which the database makes from its texts."""

import pytest
from django.contrib.postgres.search import SearchQuery

from claims.models import Publication
from tests.factories import PublicationFactory
from tests.models.guards import change

pytestmark = pytest.mark.django_db


def found(words: str, configuration: str) -> bool:
    return Publication.objects.filter(search=SearchQuery(words, config=configuration)).exists()


@pytest.mark.parametrize(
    ("language", "text", "words", "configuration"),
    [
        ("de", "Die Banken wurden „gefragt“.", "Bank gefragt", "claims_de"),
        ("en", "The banks were asked.", "bank asking", "claims_en"),
        ("fr", "Les données bancaires", "donnees", "claims_simple"),
    ],
)
def test_text_is_found_in_its_language(language: str, text: str, words: str, configuration: str) -> None:
    PublicationFactory(search_text=[{"language": language, "weight": "A", "text": text}])
    assert found(words, configuration)


def test_changed_text_is_found_and_the_former_is_not() -> None:
    row = PublicationFactory(search_text=[{"language": "en", "weight": "A", "text": "a bank"}])
    change(row, search_text='[{"language": "en", "weight": "A", "text": "a newspaper"}]')
    assert found("newspaper", "claims_en")
    assert not found("bank", "claims_en")
