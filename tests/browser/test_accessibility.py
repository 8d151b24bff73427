"""axe (WCAG 2.2 AA and best practice) finds nothing on any public page, in light and in dark, on phone and desk."""

import json
from urllib.request import Request, urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import DESKTOP, PHONE, Open
from tests.browser.test_reading import PUBLIC
from tests.sites import Site

pytestmark = pytest.mark.browser

WITHDRAWN = "/claims/facebook-bank-data-use/"


@pytest.fixture(scope="module")
def tombstone(seeded_site: Site) -> str:
    """A claim that the publisher withdrew."""
    with urlopen(f"{seeded_site.url}/api/v1{WITHDRAWN}") as answered:  # noqa: S310  the site of the tests
        claim = json.load(answered)["id"]
    withdrawal = Request(  # noqa: S310
        f"{seeded_site.url}/api/v1/desk/claims/{claim}/withdraw/",
        data=json.dumps({"reason": "It was about somebody else."}).encode(),
        headers={
            "Authorization": f"Bearer {seeded_site.accounts['publisher']['token']}",
            "Content-Type": "application/json",
            "If-Match": "*",
        },
    )
    urlopen(withdrawal).close()  # noqa: S310
    return WITHDRAWN


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [PHONE, DESKTOP])
@pytest.mark.parametrize("path", [*PUBLIC, WITHDRAWN, f"{WITHDRAWN}revisions/1/", "/de/claims/facebook-bank-data/"])
def test_axe_finds_nothing(read: Open, tombstone: str, path: str, screen: tuple[int, int], scheme: str) -> None:
    page = read(path, screen, scripts=True, color_scheme=scheme)

    results = Axe().run(page)

    assert results.violations_count == 0, results.generate_report()
