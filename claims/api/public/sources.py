"""Sources of published claims."""

from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from claims.api import listed, parameters
from claims.api.parameters import Parameter
from claims.api.public import collection, parts, records
from claims.api.public.collection import Json
from claims.dossier.cards import domain_of
from claims.models import PublishedSource, Source, keys
from claims.models.words import source_with
from claims.vocabulary import SourceKind

WORDS = parameters.search(
    "Words of its title, translations included, of its publisher or its authors, as in a search engine.",
    '"card purchases" -bank',
)
KIND = parameters.word("kind", "It is of this kind.", SourceKind)
LANGUAGE = Parameter("language", "It is written in this language.", parameters.language)


class OfSources(records.Shared):
    identity = "source_id"

    def visible(self) -> QuerySet[Any]:
        gone = Source.objects.filter(merged_into__is_published=True).values("pk")
        return PublishedSource.objects.exclude(source_id__in=gone)

    def is_one_with(self, key: Any) -> Any:
        return keys.sources(key)

    def card(self, row: Json) -> Json:
        shown = row["card"] | {
            "page": f"{settings.SITE_URL}/sources/{row['slug']}/",
            "claims": records.list_address("claims", source=row["slug"]),
        }
        if domain := domain_of(shown.get("url")):
            shown["domain"] = domain
        return dict(shown)


@collection.described("sources_list", "Sources of published claims")
class SourceList(OfSources, records.SharedList):
    form, page = listed.ListedSource, listed.SourcePage
    filters = (WORDS, parts.CLAIM, parts.TOPIC, KIND, LANGUAGE, parameters.SOURCE_DOMAIN)

    def conditions(self, values: Json) -> list[Any]:
        lookups = {"kind": "card__kind", "language": "card__language", "source_domain": "domain"}
        found: list[Any] = [source_with(values["q"])] if "q" in values else []
        return found + [Q((lookup, values[name])) for name, lookup in lookups.items() if name in values]


@records.described("sources_retrieve", "A source, by slug or id")
class SourceDetail(OfSources, records.SharedDetail):
    form = listed.ListedSource
