"""The pages of casework in a browser: axe finds nothing, nothing scrolls sideways, and the keyboard is enough."""

import json
from typing import Any
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, NARROW, Open
from tests.sites import Site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def case_url(seeded_site: Site) -> str:
    with urlopen(f"{seeded_site.url}/api/v1/claims/facebook-bank-data/") as answered:  # noqa: S310  the site of the tests
        return f"/admin/claims/claim/{json.load(answered)['id']}/casework/"


def log_in(read: Open, site: Site, path: str, screen: tuple[int, int], **options: Any) -> Page:
    page = read(f"/admin/login/?next={path}", screen, scripts=True, **options)
    page.fill("[name=username]", site.accounts["editor"]["username"])
    page.fill("[name=password]", site.accounts["editor"]["password"])
    page.click("[type=submit]")
    return page


def test_editor_comments_and_resolves_by_keyboard(read: Open, seeded_site: Site, case_url: str) -> None:
    page = log_in(read, seeded_site, case_url, DESKTOP)
    page.focus("textarea[name=text]")
    page.keyboard.type("@publisher: is the second quote complete?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=The comment was added.")
    page.focus("button[value=resolve]")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=resolved by")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [NARROW, DESKTOP])
@pytest.mark.parametrize("path", ["casework", "notices", "account"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    path: str,
    screen: tuple[int, int],
    scheme: str,
    read: Open,
    seeded_site: Site,
    case_url: str,
    complaints: list[str],
) -> None:
    address = case_url if path == "casework" else f"/admin/{path}/"
    page = log_in(read, seeded_site, address, screen, color_scheme=scheme)
    assert complaints == []  # axe brings styles of its own
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= screen[0]
