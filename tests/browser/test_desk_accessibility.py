"""axe (WCAG 2.2 AA and best practice) finds nothing on the pages that editors live in, in light and in dark."""

import json
from urllib.request import urlopen

import pytest

from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, NARROW, Open
from tests.sites import Site

pytestmark = pytest.mark.browser

PAGES = [
    "/admin/",
    "/admin/claims/claim/",
    "/admin/claims/claim/new/",
    "{case}desk/",
    "{case}changes/",
    "/de{case}desk/",
    "{case}desk/?card=request:new",
    "/de{case}desk/?card=assessment:new",
    "{case}desk/?card=relation:new",
    "{case}desk/?card=event:new",
    "{case}desk/?card=citation:{citation}",
]


@pytest.fixture(scope="module")
def parts(seeded_site: Site) -> dict[str, str]:
    """What the addresses name."""
    with urlopen(f"{seeded_site.url}/api/v1/claims/facebook-bank-data/") as answered:  # noqa: S310  the site of the tests
        dossier = json.load(answered)
    return {"case": f"/admin/claims/claim/{dossier['id']}/", "citation": dossier["citations"][0]["id"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [NARROW, DESKTOP], ids=["narrow", "desktop"])
def test_axe_finds_nothing(
    screen: tuple[int, int], scheme: str, read: Open, seeded_site: Site, parts: dict[str, str]
) -> None:
    page = read("/admin/", screen, scripts=True, color_scheme=scheme)
    page.fill("[name=username]", seeded_site.accounts["editor"]["username"])
    page.fill("[name=password]", seeded_site.accounts["editor"]["password"])
    page.click("[type=submit]")
    for path in PAGES:
        page.goto(seeded_site.url + path.format(**parts))
        if path.endswith("desk/"):
            page.locator("[data-v]").nth(1).click()
            page.wait_for_selector("[data-open-cell]")
        assert violations(page) == "", path
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
