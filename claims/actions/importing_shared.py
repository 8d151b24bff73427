"""Parties, sources and topics of imported claims: found by site, address or name, and made once where there is none.

What is asked of the database is asked for a whole chunk at once. What a chunk made counts for the next ones only once the
chunk is stored, so that nothing leads to rows that were rolled back.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from claims.actions import addresses
from claims.actions.import_items import UNKNOWN_LANGUAGE, Document, Item, Name
from claims.actions.import_slugs import give_slugs
from claims.actions.lookups import BareAddress
from claims.models import Party, PartyAlias, Source, Topic

BARE_ENOUGH = 500
"""Characters of an address that its bare form holds; longer ones are the same only where they are equal."""
_SITES = ("https://{}/", "https://{}", "http://{}/", "http://{}", "https://www.{}/", "https://www.{}", "http://www.{}/", "http://www.{}")  # fmt: skip

_BARE = "SELECT url, claims_bare_address(url) FROM unnest(%s::text[]) AS given (url)"
# One value at a time: asked for a list, the planner thinks so many rows fit that it reads the whole table.
_PARTIES_OF = """
    SELECT DISTINCT found.id FROM unnest(%s::varchar[]) AS given (address)
        CROSS JOIN LATERAL (SELECT id FROM claims_party WHERE same_as @> ARRAY[given.address] LIMIT 10) AS found
"""
_SOURCES_OF = """
    SELECT DISTINCT found.id FROM unnest(%s::text[]) AS given (bare)
        CROSS JOIN LATERAL (SELECT id FROM claims_source WHERE url <> '' AND claims_bare_address(url) = given.bare
                            LIMIT 10) AS found
"""


class Shared:
    """Known records by what names them, and the new ones of a chunk."""

    def __init__(self) -> None:
        self._sites: dict[str, Party] = {}
        self._names: dict[str, Party] = {}
        self._sources: dict[str, Source] = {}
        self._topics: dict[str, Topic] = {}
        self._bare: dict[str, str] = {}
        self.parties_made: list[Party] = []
        self.sources_made: list[Source] = []
        self.topics_made: list[Topic] = []

    def look_up(self, items: Iterable[Item]) -> None:
        """Find what the items name and was not found before: about ten queries, however many they are."""
        names, documents, topics = set[Name](), set[Document](), set[str]()
        for item in items:
            names |= {name for name in names_of(item) if name}
            documents |= set(documents_of(item))
            topics |= {folded(topic) for topic in item.topics}
        self._look_up_parties(names)
        self._look_up_sources({document.url for document in documents})
        named = Topic.objects.select_related("merged_into").annotate(folded=Lower("name"))
        for topic in named.filter(folded__in=topics - self._topics.keys()):
            self._topics.setdefault(folded(topic.name), topic.merged_into or topic)

    def party(self, name: Name) -> tuple[Party, str]:
        """The party, and a sentence where it is known by another name."""
        found = (self._sites.get(name.site) if name.site else None) or self._names.get(folded(name.name))
        if found is None:
            same_as = [f"https://{name.site}/"] if name.site else list(name.same_as)
            found = Party(kind=name.kind, name=name.name, same_as=same_as)
            self.parties_made.append(found)
        self._names.setdefault(folded(name.name), found)
        if name.site:
            self._sites.setdefault(name.site, found)
        if name.site and folded(found.name) != folded(name.name):
            said = {"site": name.site, "known": found.name, "named": name.name}
            return found, _("%(site)s is known as “%(known)s”; the file calls it “%(named)s”.") % said
        return found, ""

    def source(self, document: Document) -> Source:
        key = self._key(document.url)
        found = self._sources.get(key)
        if found is None:
            publisher = self.party(document.publisher)[0] if document.publisher else None
            found = self._sources[key] = Source(
                kind=document.kind,
                title=document.title or addresses.title_guess(document.url),
                language=document.language,
                publisher=publisher,
                authors=list(document.authors),
                url=document.url,
                published_at=document.published_at,
            )
            self.sources_made.append(found)
        return found

    def topic(self, name: str) -> Topic:
        found = self._topics.get(folded(name))
        if found is None:
            found = self._topics[folded(name)] = Topic(name=name, language=UNKNOWN_LANGUAGE)
            self.topics_made.append(found)
        return found

    def made_since(self, mark: tuple[int, int, int]) -> list[Any]:
        return [*self.parties_made[mark[0] :], *self.sources_made[mark[1] :], *self.topics_made[mark[2] :]]

    def mark(self) -> tuple[int, int, int]:
        """Where the new records end now; see ``take_back``."""
        return len(self.parties_made), len(self.sources_made), len(self.topics_made)

    def take_back(self, mark: tuple[int, int, int]) -> None:
        """Forget the records made since: those of an item that is refused, or of a chunk that was rolled back."""
        places: list[tuple[list[Any], int, tuple[dict[str, Any], ...]]] = [
            (self.parties_made, mark[0], (self._sites, self._names)),
            (self.sources_made, mark[1], (self._sources,)),
            (self.topics_made, mark[2], (self._topics,)),
        ]
        for made, length, known in places:
            gone = {id(record) for record in made[length:]}
            del made[length:]
            for found in known:
                for key in [key for key, record in found.items() if id(record) in gone]:
                    del found[key]

    def store(self) -> None:
        give_slugs(Party, [(party, party.name) for party in self.parties_made])
        give_slugs(Source, [(source, source.title) for source in self.sources_made])
        give_slugs(Topic, [(topic, topic.name) for topic in self.topics_made])
        Party.objects.bulk_create(self.parties_made)
        Source.objects.bulk_create(self.sources_made)
        Topic.objects.bulk_create(self.topics_made)

    def settled(self) -> None:
        """The chunk is stored: what it made is known from now on."""
        self.parties_made, self.sources_made, self.topics_made = [], [], []

    def _look_up_parties(self, names: set[Name]) -> None:
        wanted = {folded(name.name) for name in names} - self._names.keys()
        sites = {name.site for name in names if name.site} - self._sites.keys()
        addresses_of = {form.format(site): site for site in sites for form in _SITES}
        by_age = Party.objects.select_related("merged_into").order_by("-is_published", "created_at")
        for party in by_age.filter(pk__in=_asked(_PARTIES_OF, list(addresses_of))):
            for address in party.same_as:
                if address in addresses_of:
                    self._sites.setdefault(addresses_of[address], kept(party))
        lower = Party.objects.select_related("merged_into").annotate(a=Lower("name"), b=Lower("short_name"))
        for found in lower.filter(Q(a__in=wanted) | Q(b__in=wanted)).order_by("-is_published", "created_at"):
            for key in {folded(found.name), folded(found.short_name)} & wanted:
                self._names.setdefault(key, kept(found))
        aliases = PartyAlias.objects.select_related("party__merged_into").annotate(a=Lower("name")).filter(a__in=wanted)
        for alias in aliases:
            self._names.setdefault(folded(alias.name), kept(alias.party))

    def _look_up_sources(self, urls: set[str]) -> None:
        new = sorted(urls - self._bare.keys() - {""})
        with connection.cursor() as cursor:
            cursor.execute(_BARE, [new])
            self._bare.update(dict(cursor.fetchall()))
        bare = {self._bare[url] for url in new}
        rows = Source.objects.filter(pk__in=_asked(_SOURCES_OF, sorted(bare))).annotate(bare=BareAddress("url"))
        for source in rows.select_related("merged_into", "publisher").order_by("created_at"):
            key = source.bare if len(source.bare) < BARE_ENOUGH else source.url
            self._sources.setdefault(key, kept(source))

    def _key(self, url: str) -> str:
        bare = self._bare[url]
        return bare if len(bare) < BARE_ENOUGH else url


def _asked(statement: str, values: list[str]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [values])
        return [key for (key,) in cursor.fetchall()]


def folded(name: str) -> str:
    return " ".join(name.split()).lower()


def kept(record: Any) -> Any:
    """The record that it was merged into, however often."""
    while record.merged_into is not None:
        record = record.merged_into
    return record


def names_of(item: Item) -> Iterator[Name | None]:
    yield item.claimant
    yield from (review.author for review in item.reviews)
    yield from (document.publisher for document in documents_of(item))


def documents_of(item: Item) -> Iterator[Document]:
    yield from (mention.document for mention in item.mentions)
    for review in item.reviews:
        if review.document:
            yield review.document
        yield from review.evidence
