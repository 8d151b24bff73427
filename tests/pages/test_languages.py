"""Both languages of every public page: they name each other, and nothing English is left on the German one."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client

from claims.models import PublishedSource
from claims.pages import urls
from tests.pages.reading import text_of

pytestmark = pytest.mark.django_db

PAGES = {
    "home": ["/"],
    "claim-list": [
        "/claims/",
        "/claims/?q=bank&standing=unanswered",
        "/claims/?party=facebook&role=subject&order=made",
    ],
    "claim-detail": ["/claims/facebook-bank-data/", "/claims/facebook-bank-data/?as_of=2018-08-06"],
    "claim-revision-list": ["/claims/facebook-bank-data/revisions/"],
    "claim-revision-changes": [],  # the seed case has no second revision: test_changes.py
    "claim-revision": ["/claims/facebook-bank-data/revisions/1/"],
    "party-list": ["/parties/", "/parties/?letter=f", "/parties/?q=bank"],
    "party-detail": ["/parties/facebook/"],
    "party-claims": ["/parties/facebook/claims/"],
    "party-points": ["/parties/facebook/points/"],
    "party-denials": ["/parties/facebook/denials/"],
    "party-requests": ["/parties/facebook/requests/"],
    "party-answers": ["/parties/facebook/answers/"],
    "about": ["/about/method/", "/about/privacy/"],
    "source-detail": [],  # the slug is looked up
    "topic-list": ["/topics/"],
    "topic-detail": ["/topics/banking/"],
    "claim-report": ["/claims/facebook-bank-data/report/"],
    "claim-reply": ["/claims/facebook-bank-data/reply/"],
    "suggest-claim": ["/suggest/"],
    "receipts": ["/receipts/"],
    "correction-list": ["/corrections/"],
}
"""Addresses of each kind of page, as they stand after the seed case."""
NO_PAGES = re.compile(r".*-feed|claim-(card|preview)|claim-revision-(bibtex|csl|ris|image)")
_ALTERNATE = re.compile(r'<link rel="alternate"\s+hreflang="([^"]+)"\s+href="([^"]+)"')


def addresses() -> list[str]:
    source = PublishedSource.objects.order_by("pk").values_list("slug", flat=True)[0]
    return [address for found in PAGES.values() for address in found] + [f"/sources/{source}/"]


def alternates(page: str) -> dict[str, str]:
    return {language: unescape(url) for language, url in _ALTERNATE.findall(page)}


def path(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def test_every_kind_of_page_is_looked_at() -> None:
    """A new page is entered in PAGES, or is none that readers see."""
    names = {str(pattern.name) for pattern in urls.urlpatterns}
    assert {name for name in names if not NO_PAGES.fullmatch(name)} == set(PAGES)


def test_pages_name_each_other_in_both_languages(seed: None, client: Client) -> None:
    for address in addresses():
        english, german = client.get(address), client.get(f"/de{address}")
        assert (english.status_code, german.status_code) == (200, 200), address
        assert '<html lang="en"' in english.text
        assert '<html lang="de"' in german.text
        named = alternates(english.text)
        assert set(named) == {"en", "de", "x-default"}, address
        assert named["x-default"] == named["en"]
        assert alternates(german.text) == named, address
        assert alternates(client.get(path(named["de"])).text) == named, address
        assert f'<link rel="canonical" href="{named["de"]}"' in unescape(german.text), address


def test_a_list_with_parameters_names_itself_and_is_not_indexed(seed: None, client: Client) -> None:
    page = client.get("/claims/?standing=unanswered&q=bank&utm_source=x").text

    assert alternates(page)["de"] == f"{settings.SITE_URL}/de/claims/?q=bank&standing=unanswered"
    assert '<meta name="robots" content="noindex">' in page


def test_nothing_english_is_left_on_german_pages(seed: None, client: Client) -> None:
    with (settings.BASE_DIR / "claims/locale/de/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = read_po(file, locale="de")
    english = {
        message.id
        for message in catalogue
        if isinstance(message.id, str)
        and len(message.id) > 11
        and "%" not in message.id
        and message.string != message.id
    }

    for address in addresses():
        page = client.get(f"/de{address}").text
        shown = text_of(re.sub(r'<(\w+)[^>]*\blang="en"[^>]*>.*?</\1>', "", page, flags=re.DOTALL))
        left = [words for words in english if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", shown)]
        assert not left, (address, left)
