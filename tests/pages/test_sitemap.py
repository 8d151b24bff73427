"""The sitemap and robots.txt: every page that search may find, in both languages, by the published rules."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import xmlschema
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.actions import publishing
from claims.models import Publication, Redaction, User
from claims.pages import mapped
from tests import factories
from tests.pages.conftest import Publish

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"
RULES = Path(__file__).parent / "sitemap.xsd"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(scope="module")
def rules() -> Any:
    return xmlschema.XMLSchema(RULES)


def parsed(client: Client, file: str) -> ElementTree.Element:
    return ElementTree.fromstring(client.get(file).content)  # noqa: S314  our own answer


def addresses(client: Client, file: str) -> list[str]:
    found = parsed(client, file).findall(".//s:loc", NAMES)
    return [each.text or "" for each in found]


def alternates(client: Client, file: str, address: str) -> dict[str, str]:
    for url in parsed(client, file).findall("s:url", NAMES):
        if url.findtext("s:loc", namespaces=NAMES) == address:
            return {link.get("hreflang", ""): link.get("href", "") for link in url.findall("x:link", NAMES)}
    raise AssertionError(address)


def test_robots_names_the_sitemap_and_closes_the_desk(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.text.splitlines()
    assert {"User-agent: *", "Disallow: /admin/", "Disallow: /de/admin/", f"Sitemap: {SITE}/sitemap.xml"} <= set(lines)


def test_the_published_rules_are_kept(seed: None, client: Client, rules: Any) -> None:
    files = addresses(client, "/sitemap.xml")
    rules.validate(client.get("/sitemap.xml").text)
    assert [file.removeprefix(f"{SITE}/sitemaps/") for file in files] == [
        "pages-1.xml",
        "claims-1.xml",
        "parties-1.xml",
        "sources-1.xml",
        "topics-1.xml",
    ]
    for file in files:
        rules.validate(client.get(file.removeprefix(SITE)).text)


@pytest.mark.parametrize(
    "wrong",
    [
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><lastmod>2018</lastmod></url></urlset>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>/a</loc></url></urlset>',
    ],
    ids=["empty", "no-address", "relative-address"],
)
def test_the_rules_refuse_what_is_wrong(rules: Any, wrong: str) -> None:
    assert not rules.is_valid(wrong)


def test_a_claim_is_there_in_both_languages(seed: None, client: Client) -> None:
    english, german = (f"{SITE}{prefix}/claims/facebook-bank-data/" for prefix in ("", "/de"))
    assert {english, german} <= set(addresses(client, "/sitemaps/claims-1.xml"))
    for address in (english, german):
        assert alternates(client, "/sitemaps/claims-1.xml", address) == {
            "en": english,
            "de": german,
            "x-default": english,
        }


def test_every_address_leads_to_a_page_that_may_be_indexed(seed: None, client: Client) -> None:
    files = [file.removeprefix(SITE) for file in addresses(client, "/sitemap.xml")]
    found = [address for file in files for address in addresses(client, file)]
    assert len(found) == len(set(found)) > 20
    for address in found:
        response = client.get(address.removeprefix(SITE))
        assert response.status_code == 200, address
        assert "noindex" not in response.text, address
        assert f'<link rel="canonical" href="{address}">' in response.text


def test_the_last_change_is_that_of_the_revision(publish: Publish, client: Client) -> None:
    claim = publish()
    modified = claim.revisions.get().published_at.isoformat(timespec="seconds")
    assert f"<lastmod>{modified}</lastmod>" in client.get("/sitemaps/claims-1.xml").text
    assert f"<lastmod>{modified}</lastmod>" in client.get("/sitemap.xml").text


def test_private_persons_are_not_in_it(publish: Publish, client: Client) -> None:
    clerk = factories.PartyFactory(slug="clerk", kind="person", is_private=True, public_label="a clerk")
    claim = factories.make_case()
    factories.ClaimPartyFactory(claim=claim, party=clerk, role="named")
    publish(claim=claim)
    assert not [address for address in addresses(client, "/sitemaps/parties-1.xml") if "clerk" in address]


def test_withdrawn_merged_redacted_and_drafts_are_not_in_it(publish: Publish, client: Client, publisher: User) -> None:
    gone, merged, redacted, kept = publish(), publish(), publish(), publish()
    factories.make_case()
    publishing.withdraw(by=publisher, claim_id=gone.pk, reason="Mistaken identity.")
    Publication.objects.filter(claim=merged).update(merged_into_slug=kept.slug)
    Redaction.objects.create(revision=redacted.revisions.get(), reason="Names a person.", by=publisher)
    assert addresses(client, "/sitemaps/claims-1.xml") == [
        f"{SITE}/claims/{kept.slug}/",
        f"{SITE}/de/claims/{kept.slug}/",
    ]


def test_many_pages_fill_several_files(publish: Publish, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mapped, "PER_FILE", 2)
    slugs = [publish().slug for _ in range(3)]
    assert f"{SITE}/sitemaps/claims-2.xml" in addresses(client, "/sitemap.xml")
    found = [*addresses(client, "/sitemaps/claims-1.xml"), *addresses(client, "/sitemaps/claims-2.xml")]
    assert found == [f"{SITE}{prefix}/claims/{slug}/" for slug in slugs for prefix in ("", "/de")]


@pytest.mark.parametrize("file", ["claims-0", "claims-1", "claims-99999999999999999999", "pages-2", "people-1", "x"])
def test_files_that_are_not_there(client: Client, file: str) -> None:
    assert client.get(f"/sitemaps/{file}.xml").status_code == 404


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemaps/pages-1.xml", "/robots.txt"])
def test_they_are_for_reading_and_not_sent_twice(client: Client, address: str) -> None:
    first = client.get(address)
    assert first["Cache-Control"] == "public, max-age=300"
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemaps/claims-1.xml", "/sitemaps/parties-1.xml"])
def test_they_cost_the_same_for_one_claim_and_for_ten(publish: Publish, client: Client, address: str) -> None:
    costs = []
    for rows in (1, 10):
        while Publication.objects.count() < rows:
            publish()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 4
