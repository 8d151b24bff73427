"""What the browser tests share: Chromium, and readers with and without scripts."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.sites import Site

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium") or "chromium"
"""The shell draws pages without the windows, menus and animations around them, in two thirds of the time."""
PHONE, DESKTOP, NARROW = (390, 844), (1280, 800), (320, 640)
LARGE_TYPE = (195, 422)
"""As many letters fit a line as on a phone whose reader has type of twice its size."""

Open = Callable[..., Page]

expect.set_options(timeout=30_000)  # as long as Playwright waits for everything else, instead of 5 s: machines are busy


@pytest.fixture(scope="module")
def browser(seeded_site: Site) -> Iterator[Browser]:
    """Started after the site, so that its event loop is not around when the site's database is made and dropped."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield opened
        opened.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the console of any page complained about: a violated policy, a script that failed."""
    return []


@pytest.fixture
def read(browser: Browser, seeded_site: Site, complaints: list[str]) -> Iterator[Open]:
    """`read(path, screen, …)` opens a page as a reader does, without scripts unless asked otherwise."""
    contexts = []

    def run(path: str, screen: tuple[int, int] = DESKTOP, *, scripts: bool = False, **options: Any) -> Page:
        width, height = screen
        context = browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=scripts, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(f"{seeded_site.url}{path}")
        return page

    yield run
    for context in contexts:
        context.close()
