"""Sitemaps (https://www.sitemaps.org/protocol.html), with the languages of each page as Google reads them.

Django's own framework takes the host from the request, where ours is cached for everybody, and reads every row for each file.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.xmlutils import SimplerXMLGenerator

MEDIA_TYPE = "application/xml"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
MOST_ADDRESSES = 50_000  # of a file, by the protocol


@dataclass(frozen=True)
class Page:
    """A page in all its languages. ``addresses``: by language tag; ``default``: the one for whom none of them fits."""

    addresses: dict[str, str]
    default: str
    modified: datetime | None = None


def urls(pages: Iterable[Page]) -> bytes:
    """Each language is an address of its own, and each names all of them."""
    document = _Document("urlset", {"xmlns": NAMESPACE, "xmlns:xhtml": XHTML})
    for page in pages:
        alternates = [*page.addresses.items(), ("x-default", page.default)]
        for address in page.addresses.values():
            document.open("url")
            document.told(address, page.modified)
            for language, other in alternates:
                document.element("xhtml:link", "", {"rel": "alternate", "hreflang": language, "href": other})
            document.close("url")
    return document.end("urlset")


def index(maps: Iterable[tuple[str, datetime | None]]) -> bytes:
    """Of files: the address of each, and its last change."""
    document = _Document("sitemapindex", {"xmlns": NAMESPACE})
    for address, modified in maps:
        document.open("sitemap")
        document.told(address, modified)
        document.close("sitemap")
    return document.end("sitemapindex")


class _Document:
    def __init__(self, root: str, attributes: dict[str, str]) -> None:
        self.out = io.StringIO()
        self.xml: Any = SimplerXMLGenerator(self.out, "utf-8", short_empty_elements=True)
        self.xml.startDocument()
        self.open(root, attributes)

    def open(self, name: str, attributes: dict[str, str] | None = None) -> None:
        self.xml.startElement(name, attributes or {})

    def close(self, name: str) -> None:
        self.xml.endElement(name)

    def element(self, name: str, text: str, attributes: dict[str, str] | None = None) -> None:
        self.xml.addQuickElement(name, text, attributes or {})

    def told(self, address: str, modified: datetime | None) -> None:
        self.element("loc", address)
        if modified:
            self.element("lastmod", modified.isoformat(timespec="seconds"))

    def end(self, root: str) -> bytes:
        self.close(root)
        return self.out.getvalue().encode()
