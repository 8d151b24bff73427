"""The card in a frame of another site: it is shown, it can be used, and no other page of ours is."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.sites import Site

pytestmark = pytest.mark.browser
CARD = "/claims/facebook-bank-data/card/"
SMALL = (300, 400)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [CARD, f"/de{CARD}"])
def test_axe_finds_nothing_on_it(read: Open, path: str, scheme: str) -> None:
    page = read(path, SMALL, scripts=True, color_scheme=scheme)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_it_fits_a_narrow_frame(read: Open) -> None:
    page = read(CARD, SMALL, scripts=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL[0]


def framed(page: Page, address: str) -> Page:
    """A page of another origin that frames one of ours."""
    elsewhere = "http://elsewhere.example/"
    html = f'<iframe src="{address}" width="300" height="400"></iframe>'
    page.route(elsewhere, lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(elsewhere)
    return page


def test_another_site_can_frame_it(read: Open, seeded_site: Site) -> None:
    page = framed(read(CARD), f"{seeded_site.url}{CARD}")
    frame = page.frame_locator("iframe")
    expect(frame.get_by_text("Denied in part by Facebook", exact=False).first).to_be_visible()
    expect(frame.get_by_role("link")).to_have_attribute("href", f"{seeded_site.url}/claims/facebook-bank-data/")


def test_another_site_cannot_frame_the_page_itself(read: Open, seeded_site: Site) -> None:
    page = framed(read(CARD), f"{seeded_site.url}/claims/facebook-bank-data/")
    expect(page.frame_locator("iframe").locator("h1")).to_have_count(0)
