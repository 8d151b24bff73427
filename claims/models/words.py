"""Finding published parties and sources by words: names and aliases, titles and their translations.

Names are folded as at the desk, so that “Mueller” finds “Müller”; titles are stemmed as well. What is looked in are
functions of the card, with an index each (claims/migrations/sql/published_words.sql).
"""

from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVectorExact, SearchVectorField
from django.db.models import F, Func, Value
from django.db.models.fields import TextField

from claims.models.searching import searched


def party_with(words: str) -> Any:
    """A condition on rows of ``PublishedParty``."""
    return SearchVectorExact(_of_card("claims_party_words"), _named(words))


def source_with(words: str) -> Any:
    """A condition on rows of ``PublishedSource``."""
    return SearchVectorExact(_of_card("claims_source_words"), _named(words) | searched(words))


def _of_card(function: str) -> Func:
    return Func(F("card"), function=function, output_field=SearchVectorField())


def _named(words: str) -> SearchQuery:
    folded = Func(Value(words), function="claims_folded", output_field=TextField())
    return SearchQuery(folded, config="simple", search_type="websearch")
