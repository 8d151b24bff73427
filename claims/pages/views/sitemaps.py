"""What search engines ask for: robots.txt, the index of the sitemap, and its files."""

from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.formats import sitemap
from claims.pages import mapped
from claims.pages.answering import document
from claims.pages.heads import Head

ALONE = "pages"


@require_safe
def robots(request: HttpRequest) -> HttpResponseBase:
    """The desk is closed anyway; nothing there is worth the way."""
    closed = ["/admin/", *(f"/{code}/admin/" for code, _name in settings.LANGUAGES[1:]), "/api/v1/desk/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "", f"Sitemap: {_address('sitemap')}", ""]
    return document(request, lambda: "\n".join(lines).encode(), "text/plain; charset=utf-8")


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    files: list[tuple[str, datetime | None]] = [(_file(ALONE, 1), None)]
    for name, section in mapped.SECTIONS.items():
        count, modified = section.size()
        files += [(_file(name, number), modified) for number in range(1, -(-count // mapped.PER_FILE) + 1)]
    return document(request, lambda: sitemap.index(files), sitemap.MEDIA_TYPE)


@require_safe
def section(request: HttpRequest, section: str, number: int) -> HttpResponseBase:
    if section == ALONE and number == 1:
        pages = [_page(Head("", view=view)) for view in mapped.ALONE]
    elif section in mapped.SECTIONS and 1 <= number <= 5 * mapped.PER_FILE:
        found = mapped.SECTIONS[section]
        pages = [
            _page(Head("", view=found.view, arguments={"slug": row["slug"]}), row["modified"])
            for row in found.file(number)
        ]
    else:
        pages = []
    if not pages:
        raise Http404
    return document(request, lambda: sitemap.urls(pages), sitemap.MEDIA_TYPE)


def _page(head: Head, modified: datetime | None = None) -> sitemap.Page:
    addresses = {each.language: each.url for each in head.alternates}
    return sitemap.Page(addresses, head.default_url, modified)


def _file(name: str, number: int) -> str:
    return _address("sitemap-section", section=name, number=number)


def _address(view: str, **arguments: str | int) -> str:
    return settings.SITE_URL + reverse(view, kwargs=arguments)
