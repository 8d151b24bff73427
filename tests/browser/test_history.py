"""The history in a browser: axe finds nothing, and nothing scrolls sideways."""

import json
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import DESKTOP, NARROW, Open
from tests.sites import Site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def history_url(seeded_site: Site) -> str:
    with urlopen(f"{seeded_site.url}/api/v1/claims/facebook-bank-data/") as answered:  # noqa: S310  the site of the tests
        return f"/admin/claims/claim/{json.load(answered)['id']}/history/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [NARROW, DESKTOP])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    screen: tuple[int, int], scheme: str, read: Open, seeded_site: Site, history_url: str
) -> None:
    page = read(f"/admin/login/?next={history_url}", screen, scripts=True, color_scheme=scheme)
    page.fill("[name=username]", seeded_site.accounts["editor"]["username"])
    page.fill("[name=password]", seeded_site.accounts["editor"]["password"])
    page.click("[type=submit]")
    page.wait_for_selector(".desk-history")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
