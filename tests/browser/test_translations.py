"""Translations in a browser: the points of the seed case are put into English by keyboard alone, and axe finds nothing."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, expect

from tests import databases, sites
from tests.browser.axe import SCHEMES, violations
from tests.browser.conftest import DESKTOP, NARROW, Open
from tests.browser.editor import log_in
from tests.browser.signing_in import sign_in
from tests.sites import Site

pytestmark = pytest.mark.browser
SHIPPED = Path(__file__).parents[2] / "claims" / "cases" / "facebook-bank-data.json"


@pytest.fixture(scope="module")
def seeded_site(seeded_database: databases.Database, site_data: Path, django_db_blocker: Any) -> Iterator[Site]:
    """The seed case whose points nobody has translated yet."""
    with databases.copied(seeded_database.name) as database:
        with django_db_blocker.unblock(), databases.in_use(database):
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM claims_pointtranslation")
            connection.close()
        with sites.serving(database, site_data) as site:
            yield site


@pytest.fixture(scope="module")
def shipped() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SHIPPED.read_text("utf-8"))
    return found


def translations_of(page: Page, site: Site, shipped: dict[str, Any], language: str = "en", query: str = "") -> None:
    page.goto(f"{site.url}/admin/claims/claim/{shipped['id']}/translations/{language}/{query}")


def test_points_are_translated_by_keyboard(
    browser: Browser, seeded_site: Site, complaints: list[str], shipped: dict[str, Any]
) -> None:
    page = log_in(browser, seeded_site, "editor", complaints)
    page.wait_for_url(f"{seeded_site.url}/admin/")
    translations_of(page, seeded_site, shipped, query="?part=points&only=missing")
    field = page.locator("textarea").first
    while not field.evaluate("each => each === document.activeElement"):
        page.keyboard.press("Tab")
    for point in shipped["points"]:
        row = page.locator(f"#point-{point['id']}")
        expect(row.locator("textarea")).to_be_focused()
        page.keyboard.insert_text(point["translations"]["en"]["text"])
        page.keyboard.press("Control+Enter")
    expect(page.locator("#translations-said")).to_contain_text("Nothing more is missing")
    page.wait_for_timeout(2500)  # after which drafts are kept
    translations_of(page, seeded_site, shipped, query="?part=points")
    for point in shipped["points"]:
        expect(page.locator(f"#point-{point['id']} textarea")).to_have_value(point["translations"]["en"]["text"])
    assert page.locator("[data-open], [data-drafted]").count() == 0
    assert not complaints


def test_field_that_is_left_is_saved(
    browser: Browser, seeded_site: Site, complaints: list[str], shipped: dict[str, Any]
) -> None:
    page = log_in(browser, seeded_site, "editor", complaints)
    page.wait_for_url(f"{seeded_site.url}/admin/")
    translations_of(page, seeded_site, shipped, query="?part=events")
    field = page.locator("textarea").first
    field.fill("The share rose on Monday evening.")
    page.locator("textarea").nth(1).focus()
    expect(page.locator("#translations-said")).to_contain_text("Translation saved.")
    expect(page.locator("textarea").nth(1)).to_be_focused()
    page.reload()
    expect(page.locator("textarea").first).to_have_value("The share rose on Monday evening.")


def test_without_scripts_a_row_has_its_button(read: Open, seeded_site: Site, shipped: dict[str, Any]) -> None:
    page = sign_in(read("/"), seeded_site)
    translations_of(page, seeded_site, shipped, query="?part=events")
    page.locator("textarea").first.fill("It rose.")
    page.locator("[data-translation] button").first.click()
    expect(page.locator("#translations-said")).to_contain_text("Translation saved.")


@pytest.mark.parametrize("screen", [NARROW, DESKTOP], ids=["narrow", "desktop"])
@pytest.mark.long
def test_axe_finds_nothing(screen: tuple[int, int], read: Open, seeded_site: Site, shipped: dict[str, Any]) -> None:
    page = sign_in(read("/", screen, scripts=True), seeded_site)
    translations_of(page, seeded_site, shipped)
    page.locator("textarea").first.fill("")
    page.locator("textarea").nth(5).focus()
    expect(page.locator("[aria-invalid=true]")).not_to_have_count(0)
    for scheme, rules in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert violations(page, rules) == "", scheme
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
