"""Texts about the site: those that come with the software, and how the Markdown of either becomes HTML.

Without a text of its own a site shows the default, which says only what the software does by itself.
"""

import re
from functools import cache
from pathlib import Path

import nh3
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from claims.vocabulary import AboutPage

_HERE = Path(__file__).parent
_COMMONMARK = MarkdownIt("commonmark", {"html": False}).enable("table")
_TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "a", "strong", "em", "code", "blockquote", "br", "hr"} | {
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto"}


def is_page(page: str, language: str) -> bool:
    return page in AboutPage.values and language in dict(settings.LANGUAGES)


@cache
def default(page: str, language: str) -> str:
    """The Markdown that comes with the software, for one of the pages in one of the site's languages."""
    return (_HERE / f"{page}.{language}.md").read_text(encoding="utf-8")


def _below_the_title(text: str) -> str:
    """The page has its one heading of the first level already."""
    return re.sub(r"(?m)^# ", "## ", text)


def as_html(text: str) -> SafeString:
    """CommonMark with tables and without HTML; headings begin at the second level, below the title of the page."""
    written = nh3.clean(
        _COMMONMARK.render(_below_the_title(text)),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener",
    )
    return mark_safe(written)  # noqa: S308  nh3 leaves only the tags and attributes above
