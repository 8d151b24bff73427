"""The claim page on a slow phone: a processor four times slower, 1.6 Mbit/s, 150 ms away.

Budgets of the issue: largest paint at most 1.2 s, layout shift at most 0.02; compressed, HTML 25 KB, styles 20 KB,
scripts 15 KB.
"""

from collections import Counter
from statistics import median

import pytest
from playwright.sync_api import Browser, Page, Response, sync_playwright

from tests.bench.measuring import tell
from tests.browser.conftest import CHROMIUM
from tests.browser.pages import CLAIM
from tests.sites import Site

pytestmark = pytest.mark.bench

PAINTS = """() => new Promise(done => {
    const found = { largest: 0, shift: 0 };
    new PerformanceObserver(list => list.getEntries().forEach(each => { found.largest = each.startTime; }))
        .observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver(list => list.getEntries().forEach(each => { found.shift += each.value; }))
        .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(found), 1000);
})"""
LOADS = 7
MEGABIT = 1_000_000 / 8  # bytes a second


@pytest.mark.parametrize("path", [CLAIM, f"/de{CLAIM}"], ids=["en", "de"])
def test_paint_and_size(seeded_site: Site, path: str) -> None:
    loads = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        browser.new_page().goto("about:blank")  # the browser itself has started
        for _ in range(LOADS):
            loads.append(load(browser, f"{seeded_site.url}{path}"))
        browser.close()

    paints, shifts, (sizes, *_rest) = zip(*loads, strict=True)
    tell(f"{path} largest paint, median of {LOADS}", f"{median(paints):9.0f} ms")
    tell(f"{path} largest paint, from and to", f"{min(paints):.0f}–{max(paints):.0f} ms")
    tell(f"{path} layout shift", f"{max(shifts):9.4f}")
    for what, size in sorted(sizes.items()):
        tell(f"{path} {what}, as sent", f"{size:9,} bytes")


def load(browser: Browser, url: str) -> tuple[float, float, Counter[str]]:
    """By a reader who was never there: largest paint in milliseconds, layout shift, and bytes by kind of file."""
    sizes: Counter[str] = Counter()
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=3, is_mobile=True)
    page = context.new_page()
    page.on("response", lambda response: sizes.update({kind(response): transferred(response)}))
    slow_down(page)
    page.goto(url, wait_until="load")
    paints = page.evaluate(PAINTS)
    context.close()
    return paints["largest"], paints["shift"], sizes


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
