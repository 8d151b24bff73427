"""Casework in a browser: the keyboard is enough. (What axe finds there: test_desk_accessibility.)"""

import json
from urllib.request import urlopen

import pytest

from tests.browser.conftest import Open
from tests.browser.signing_in import sign_in
from tests.sites import Site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def case_url(seeded_site: Site) -> str:
    with urlopen(f"{seeded_site.url}/api/v1/claims/facebook-bank-data/") as answered:  # noqa: S310  the site of the tests
        return f"/admin/claims/claim/{json.load(answered)['id']}/casework/"


def test_editor_comments_and_resolves_by_keyboard(read: Open, seeded_site: Site, case_url: str) -> None:
    page = sign_in(read("/", scripts=True), seeded_site, to=case_url)
    page.focus("textarea[name=text]")
    page.keyboard.type("@publisher: is the second quote complete?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=The comment was added.")
    page.focus("button[value=resolve]")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=resolved by")
