"""Feeds as Atom (RFC 4287), an entry a revision. Django's writer, with what it leaves out: content, languages, other links."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed

from claims.formats.schema_org import NAME
from claims.formats.xml_text import fit

MEDIA_TYPE = "application/atom+xml"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # of a feed without entries, which has to say when it changed


@dataclass(frozen=True)
class Link:
    """``type``: the media type of what is there; ``language``: that of what is there."""

    rel: str
    href: str
    type: str = "text/html"
    language: str = ""

    def attributes(self) -> dict[str, str]:
        given = {"rel": self.rel, "href": self.href, "type": self.type, "hreflang": self.language}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True)
class Entry:
    """``id`` stays whatever becomes of site and address; ``content`` is HTML."""

    id: str
    title: str
    content: str
    updated: datetime
    links: list[Link]
    category: str
    categories: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Feed:
    """``address``: its own, which is its id too; ``page``: what it is the feed of."""

    title: str
    subtitle: str
    language: str
    address: str
    page: str
    links: list[Link]


def written(feed: Feed, entries: Iterable[Entry]) -> bytes:
    atom = _Atom(
        fit(feed.title),
        feed.page,
        "",
        language=feed.language,
        author_name=NAME,
        subtitle=fit(feed.subtitle),
        feed_url=feed.address,
        feed_guid=feed.address,
        links=feed.links,
    )
    for entry in entries:
        atom.add_item(
            fit(entry.title),
            "",
            "",
            unique_id=entry.id,
            pubdate=entry.updated,
            updateddate=entry.updated,
            categories=[entry.category, *map(fit, entry.categories)],
            content=fit(entry.content),
            links=entry.links,
        )
    return atom.writeString("utf-8").encode()


class _Atom(Atom1Feed):
    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else _NEVER

    def add_root_elements(self, handler: Any) -> None:
        kept: Any = _Kept(handler, self.feed["links"])
        super().add_root_elements(kept)

    def add_item_elements(self, handler: Any, item: Any) -> None:
        kept: Any = _Kept(handler, item["links"])
        super().add_item_elements(kept, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


class _Kept:
    """A handler that writes our links in the place of Django's, which have no type and no language; and no empty summary."""

    def __init__(self, handler: Any, links: list[Link]) -> None:
        self._handler = handler
        self._links = links

    def __getattr__(self, name: str) -> Any:
        return getattr(self._handler, name)

    def addQuickElement(self, name: str, contents: Any = None, attrs: Any = None) -> None:  # noqa: N802  of Django
        if name == "link" and attrs["rel"] == "alternate":
            for link in self._links:
                self._handler.addQuickElement("link", "", link.attributes())
        elif name not in ("link", "summary"):
            self._handler.addQuickElement(name, contents, attrs)
