"""The claim page on a slow phone: a processor four times slower, 1.6 Mbit/s, 150 ms away.

Budgets of the issue: largest paint at most 1.2 s, layout shift at most 0.02; compressed, HTML 25 KB, styles 20 KB,
scripts 15 KB.
"""

import shutil
from collections import Counter

import pytest
from playwright.sync_api import Page, Response, sync_playwright

from tests.bench.measuring import tell
from tests.browser.conftest import CHROMIUM
from tests.browser.pages import CLAIM
from tests.sites import Site

pytestmark = pytest.mark.bench

BROWSER = shutil.which("chromium") or CHROMIUM
"""The whole browser where it is there: it is what readers have, and the slower one."""

PAINTS = """() => new Promise(done => {
    const found = { largest: 0, shift: 0 };
    new PerformanceObserver(list => list.getEntries().forEach(each => { found.largest = each.startTime; }))
        .observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver(list => list.getEntries().forEach(each => { found.shift += each.value; }))
        .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(found), 1000);
})"""
MEGABIT = 1_000_000 / 8  # bytes a second


@pytest.mark.parametrize("path", [CLAIM, f"/de{CLAIM}"], ids=["en", "de"])
def test_paint_and_size(seeded_site: Site, path: str) -> None:
    sizes: Counter[str] = Counter()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 390, "height": 844}, device_scale_factor=3, is_mobile=True)
        page.on("response", lambda response: sizes.update({kind(response): transferred(response)}))
        slow_down(page)
        page.goto(f"{seeded_site.url}{path}", wait_until="load")
        paints = page.evaluate(PAINTS)
        browser.close()

    tell(f"{path} largest paint", f"{paints['largest']:9.0f} ms")
    tell(f"{path} layout shift", f"{paints['shift']:9.4f}")
    for what, size in sorted(sizes.items()):
        tell(f"{path} {what}, as sent", f"{size:9,} bytes")


def slow_down(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    session.send("Network.enable")
    speed = {"downloadThroughput": 1.6 * MEGABIT, "uploadThroughput": 0.75 * MEGABIT}
    session.send("Network.emulateNetworkConditions", {"offline": False, "latency": 150, **speed})


def kind(response: Response) -> str:
    return response.request.resource_type


def transferred(response: Response) -> int:
    return int(response.request.sizes()["responseBodySize"])
