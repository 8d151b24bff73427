"""axe (WCAG 2.2 AA and best practice, the size of targets included) finds nothing on the pages that editors live in.

In light every rule is asked; in dark only those about colours (``COLOURS``), since the style sheets change nothing else there.
"""

import json
from urllib.request import urlopen

import pytest

from tests.browser.axe import SCHEMES, violations
from tests.browser.conftest import DESKTOP, NARROW, Open
from tests.browser.signing_in import sign_in
from tests.sites import Site

pytestmark = pytest.mark.browser

PAGES = [
    "/admin/",
    "/admin/claims/claim/",
    "/admin/claims/claim/new/",
    "{case}desk/",
    "{case}changes/",
    "{case}casework/",
    "{case}history/",
    "/admin/notices/",
    "/admin/account/",
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
    return {
        "case": f"/admin/claims/claim/{dossier['id']}/",
        "citation": dossier["citations"][0]["id"],
        "event": dossier["events"][0]["id"],
    }


@pytest.mark.parametrize("screen", [NARROW, DESKTOP], ids=["narrow", "desktop"])
@pytest.mark.long
def test_axe_finds_nothing(
    screen: tuple[int, int], read: Open, seeded_site: Site, parts: dict[str, str], complaints: list[str]
) -> None:
    page = sign_in(read("/", screen, scripts=True), seeded_site)
    for path in PAGES:
        page.goto(seeded_site.url + path.format(**parts))
        if path.endswith("desk/"):
            page.locator("[data-v]").nth(1).click()
            page.wait_for_selector("[data-open-cell]")
        assert complaints == [], path
        for scheme, rules in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert violations(page, rules) == "", (path, scheme)
        complaints.clear()  # axe brings styles of its own
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path


RARE = [
    "/admin/claims/event/{event}/delete/",
    "/admin/claims/webhookendpoint/",
    "/admin/claims/webhookendpoint/add/",
    "/admin/claims/delivery/",
    "/admin/claims/party/import/",
    "/admin/claim-imports/",
    "/admin/account/tokens/",
    "/de{case}translations/en/",
    "{case}withdraw/",
]


@pytest.mark.long
def test_axe_finds_nothing_on_the_pages_that_are_rarely_opened(
    read: Open, seeded_site: Site, parts: dict[str, str]
) -> None:
    """In one session, and each page once: in the dark only what depends on colours is looked at again."""
    page = sign_in(read("/", NARROW, scripts=True), seeded_site, "administrator")
    found = []

    def look(path: str) -> None:
        for scheme, rules in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            if report := violations(page, rules):
                found.append(f"{path} ({scheme})\n{report}")

    for path in RARE:
        answer = page.goto(seeded_site.url + path.format(**parts))
        assert answer is not None
        assert answer.status == 200, path
        look(path)
    page.goto(f"{seeded_site.url}/admin/claims/claim/")
    page.locator("input.action-select").first.check()
    page.select_option("[name=action]", "publish_selected")
    page.click("[name=index]")
    look("confirmation of a bulk action")
    page.fill("[name=note]", "Nothing changed.")
    page.click("#content .submit-row [type=submit]")
    assert "Nothing to publish" in page.content()
    look("report of a bulk action")
    assert found == [], "\n".join(found)
