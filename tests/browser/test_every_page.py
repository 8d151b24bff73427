"""Every kind of page, in both languages: for all eyes and hands, on every screen, and alone with its reader.

Each is opened once and asked everything, since opening is what takes the time.
"""

import itertools
import json
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from claims.pages.urls import urlpatterns
from tests.browser.arabic import WATER, arabic
from tests.browser.axe import SCHEMES, violations
from tests.browser.conftest import DESKTOP, LARGE_TYPE, NARROW, PHONE, Open
from tests.browser.pages import ALIKE, ARABIC, CORRECTED, DESK, KINDS, NOT_PAGES, WITHDRAWN
from tests.sites import Site

pytestmark = pytest.mark.browser

SMALL_TARGETS = """all => all.filter(each => each.offsetParent !== null)
    .map(each => [each.innerText || each.name, each.getBoundingClientRect()])
    .filter(([, box]) => box.height < 24 || box.width < 24)
    .map(([name, box]) => `${name}: ${box.width} × ${box.height}`)"""
FOCUSED = """() => {
    const style = getComputedStyle(document.activeElement), box = document.activeElement.getBoundingClientRect();
    return {
        place: all.indexOf(document.activeElement),
        isDate: document.activeElement.type === "date",
        what: document.activeElement.outerHTML.slice(0, 120),
        isOutlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        isSeen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
    };
}"""
STOPS = """() => { window.all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
    .filter(each => each.tabIndex >= 0 && each.checkVisibility({ visibilityProperty: true })); return all.length; }"""


def test_no_kind_of_page_is_forgotten() -> None:
    tried = {kind.partition(" ")[0] for kind in KINDS}

    assert {pattern.name for pattern in urlpatterns} <= tried | NOT_PAGES | ALIKE | DESK


@pytest.fixture(scope="module", autouse=True)
def history(seeded_site: Site) -> None:
    """A claim that the publisher withdrew, one that was corrected, and one in Arabic."""
    withdrawn, corrected = (claim_at(seeded_site, page) for page in (WITHDRAWN, CORRECTED))
    send(seeded_site, "POST", f"{withdrawn}/withdraw/", {"reason": "It was about somebody else."})
    send(seeded_site, "PATCH", f"{corrected}/", {"scope_note": "Drawn from one German report."})
    send(
        seeded_site, "POST", f"{corrected}/publish/", {"kind": "correction", "note": "It said where it was drawn from."}
    )
    case = arabic()
    send(seeded_site, "POST", "", case, to="dossiers")
    send(seeded_site, "POST", f"{case['id']}/publish/", {})


def claim_at(site: Site, page: str) -> str:
    """Its id."""
    with urlopen(f"{site.url}/api/v1{page}") as answered:  # noqa: S310  the site of the tests
        return str(json.load(answered)["id"])


def send(site: Site, method: str, path: str, body: dict[str, Any], *, to: str = "claims") -> None:
    """As somebody who may override the two-person rule."""
    headers = {
        "Authorization": f"Bearer {site.accounts['administrator']['token']}",
        "Content-Type": "application/json",
        "If-Match": "*",
    }
    body |= {"override_reason": "Alone in a test."} if path.endswith("publish/") else {}
    request = Request(  # noqa: S310
        f"{site.url}/api/v1/desk/{to}/{path}", json.dumps(body).encode(), headers, method=method
    )
    urlopen(request).close()  # noqa: S310


@pytest.mark.parametrize("prefix", ["", "/de"], ids=["en", "de"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page(browser: Browser, seeded_site: Site, kind: str, prefix: str) -> None:
    with browser.new_context(viewport=size(DESKTOP)) as context:
        page = context.new_page()
        asked, complaints = watched(page)
        page.goto(f"{seeded_site.url}{prefix}{KINDS[kind]}")

        assert page.locator("h1").count() == 1
        for landmark in () if kind == "claim-card" else ("banner", "main", "contentinfo"):
            assert page.get_by_role(landmark).count() == 1, landmark
        for screen in (LARGE_TYPE, NARROW, PHONE, DESKTOP):
            page.set_viewport_size(size(screen))
            # 320 px is also what is left of 1280 px at 400 %.
            assert page.evaluate("document.documentElement.scrollWidth") <= screen[0], screen
        page.set_viewport_size(size(PHONE))
        assert page.locator(TARGETS).evaluate_all(SMALL_TARGETS) == []
        assert_alone(page, asked, seeded_site)
        assert [said for said in complaints if "Failed to load resource" not in said] == []

        for screen, (scheme, rules) in itertools.product((NARROW, DESKTOP), SCHEMES):
            page.set_viewport_size(size(screen))
            page.emulate_media(color_scheme=scheme)
            assert violations(page, rules) == "", (screen, scheme)


TARGETS = "nav a, button, input:not([type=hidden]), summary, .ref a, .card__title a, .facet"
"""Links within a sentence are excepted, as WCAG 2.5.8 has it."""


def size(screen: tuple[int, int]) -> ViewportSize:
    return {"width": screen[0], "height": screen[1]}


def watched(page: Page) -> tuple[list[str], list[str]]:
    """The addresses that a page asks for, and what the console complains about: a violated policy, a failed script."""
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return asked, complaints


def assert_alone(page: Page, asked: list[str], site: Site) -> None:
    """No other host hears of the reader, and nothing is kept in the browser."""
    assert {urlsplit(address).netloc for address in asked} == {urlsplit(site.url).netloc}
    assert page.context.cookies() == []
    kept = page.evaluate(
        """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
            (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]"""
    )
    assert kept == [0, 0, 0, 0, 0]


def test_pages_are_complete_without_scripts(read: Open, seeded_site: Site) -> None:
    """What scripts add is marked by them (``data-by-script``), and says nothing that the page does not."""
    without, with_scripts = read("/"), read("/", scripts=True)
    for kind, path in KINDS.items():
        without.goto(seeded_site.url + path)
        with_scripts.goto(seeded_site.url + path)
        with_scripts.evaluate("document.querySelectorAll('[data-by-script]').forEach(each => each.remove())")

        assert without.locator("body").inner_text() == with_scripts.locator("body").inner_text(), kind


@pytest.mark.parametrize("kind", ["home", "claim-list found", "claim-detail", "claim-detail as of", "party-detail"])
def test_the_tab_key_shows_where_it_is_and_follows_the_page(read: Open, kind: str) -> None:
    page = read(KINDS[kind], scripts=True, reduced_motion="reduce")
    count = page.evaluate(STOPS)
    places: list[int] = []

    while len(set(places)) < count:
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        # The fields of a date (day, month, year, calendar) are stops of their own within one element; Chromium marks them.
        is_within = focused["isDate"] and focused["place"] in places
        assert (focused["isOutlined"] or is_within, focused["isSeen"]) == (True, True), focused
        assert places.count(focused["place"]) < (4 if focused["isDate"] else 1), focused
        places.append(focused["place"])

    assert places == sorted(places)
    assert count > 5


DIRECTIONS = """names => names.map(name => getComputedStyle(document.querySelector(name)).direction)"""


def test_a_case_from_right_to_left_leaves_the_page_as_it_is(read: Open) -> None:
    """Title, points and quotations run as they are written; headings, names among words and the line of time do not."""
    page = read(ARABIC, scripts=True)

    written = ["h1", ".voice__words", ".point__text", ".answer__words", ".passage__words"]
    around = ["html", ".voice__who", ".passage__kind", ".timeline", ".moments li", ".source"]
    assert page.evaluate(DIRECTIONS, written) == ["rtl"] * len(written)
    assert page.evaluate(DIRECTIONS, around) == ["ltr"] * len(around)
    assert page.locator(".standing__word").inner_text().strip() == f"Denied in part by \u2068{WATER}\u2069"
    assert page.locator(".passage__words bdi[lang=ar]").count() == 1
    # The opening mark of a quotation hangs out of the text on the side where it begins.
    mark, words = page.locator(".passage__words").evaluate(
        """each => [each.firstChild, each.querySelector("bdi")].map(part => {
            const range = document.createRange(); range.selectNodeContents(part);
            return Math.max(...[...range.getClientRects()].map(box => box.right)); })"""
    )
    assert mark > words
