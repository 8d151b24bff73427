"""Parts of a dossier in the vocabulary of schema.org: who, where, when. Every thing keeps its id, as ``urn:uuid:…``.

A date stays at its precision (``2018-08`` is a month): ISO 8601 allows that, and what is not known is not shown as known.
"""

import json
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from claims.actions.addresses import title_guess
from claims.dossier import schema
from claims.fields.moment import Moment
from claims.vocabulary import PartyKind, SourceKind

CONTEXT = "https://schema.org"
NAME: str = settings.SITE_NAME
MEDIA_TYPE = "application/ld+json"

Json = dict[str, Any]

_PARTIES = {
    PartyKind.PERSON: "Person",
    PartyKind.ORGANISATION: "Organization",
    PartyKind.PUBLIC_BODY: "GovernmentOrganization",
    PartyKind.OUTLET: "NewsMediaOrganization",
}
_SOURCES = {
    SourceKind.ARTICLE: "NewsArticle",
    SourceKind.POST: "SocialMediaPosting",
    SourceKind.PRESS_RELEASE: "Article",
    SourceKind.DOCUMENT: "DigitalDocument",
    SourceKind.DATASET: "Dataset",
}
_UNSAFE = {ord(each): f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"}


def in_script(document: Json) -> str:
    """JSON that can stand within a ``script`` element: it can neither end it nor open a comment in it."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_UNSAFE)


def present(**members: Any) -> Json:
    """Without what says nothing. ``type_`` and ``id_`` are JSON-LD's ``@type`` and ``@id``."""
    names = {"type_": "@type", "id_": "@id", "context_": "@context"}
    return {names.get(name, name): value for name, value in members.items() if value not in (None, "", [], {})}


def urn(identifier: str) -> str:
    return f"urn:uuid:{identifier}"


def reference(identifier: str) -> Json:
    """To a thing that is described elsewhere in the document."""
    return {"@id": urn(identifier)}


def publisher() -> Json:
    """This site: who interprets claims, and rates where an assessment names nobody else."""
    return present(type_="Organization", id_=f"{settings.SITE_URL}/", name=NAME, url=f"{settings.SITE_URL}/")


def date(moment: Moment | None) -> str | None:
    return moment.value if moment else None


def party(of: schema.Party) -> Json:
    """A private person is named by the public label, and nothing leads from here to them."""
    is_hidden = of.private and not of.naming_reason
    return present(
        type_=_PARTIES[PartyKind(of.kind)],
        id_=urn(of.id),
        name=of.public_label or of.name if is_hidden else of.name,
        url=None if of.private else next(filter(_is_site, of.same_as), None),
        alternateName=[] if of.private else of.aliases,
        sameAs=[] if of.private else of.same_as,
    )


def _is_site(address: str) -> bool:
    """Whether it names a whole site: of the addresses that identify somebody, the one that is their own."""
    return urlsplit(address).path in ("", "/") and not urlsplit(address).query


def parties_by_id(dossier: schema.Dossier) -> dict[str, Json]:
    return {each.id: party(each) for each in dossier.parties}


def works_by_id(dossier: schema.Dossier) -> dict[str, Json]:
    """The sources, each as the work that it is."""
    people = parties_by_id(dossier)
    return {source.id: _work(source, people) for source in dossier.sources}


def title(source: schema.Source) -> str | None:
    """None where an import had none and took it from the address, which says it better."""
    return None if source.url and source.title == title_guess(source.url) else source.title


def _work(source: schema.Source, people: dict[str, Json]) -> Json:
    return present(
        type_=_SOURCES.get(SourceKind(source.kind), "CreativeWork"),
        id_=urn(source.id),
        name=title(source),
        headline=title(source) if source.kind == SourceKind.ARTICLE else None,
        url=source.url,
        inLanguage=source.language,
        datePublished=date(source.published_at),
        author=[{"@type": "Person", "name": name} for name in source.authors],
        publisher=people.get(source.publisher or ""),
        archivedAt=[address for copy in source.snapshots for address in copy.archived],
    )
