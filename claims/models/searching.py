"""What lists of publications are found and ordered by, as expressions that their indexes serve."""

from django.contrib.postgres.search import SearchQuery
from django.db.models import F
from django.db.models.functions import Coalesce


def searched(words: str) -> SearchQuery:
    """The words as in a search engine, each in German, in English, or as written: see ``claims_searched`` in the database."""
    query = SearchQuery(words)
    query.function = "claims_searched"
    return query


def since() -> Coalesce:
    """Since when a claim is known to stand: made by then, or at the latest when it was first published here."""
    return Coalesce(F("made_end"), F("first_published_at"))
