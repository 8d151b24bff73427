"""The card in a frame of another site: it is shown, it can be used, and no other page of ours is."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.sites import Site

pytestmark = pytest.mark.browser
CARD = "/claims/facebook-bank-data/card/"


@pytest.fixture
def framed(read: Open) -> Iterator[Callable[[str], Page]]:
    """`framed(address)` opens a page of another origin, on a server of its own, that has the address in a frame."""
    html = ""

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *arguments: object) -> None:
            pass

    def run(address: str) -> Page:
        nonlocal html
        html = f'<!DOCTYPE html><iframe src="{address}" width="300" height="400"></iframe>'
        page = read(CARD)
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        return page

    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield run
        server.shutdown()
        thread.join()


def test_another_site_can_frame_it(framed: Callable[[str], Page], seeded_site: Site) -> None:
    frame = framed(f"{seeded_site.url}{CARD}").frame_locator("iframe")
    expect(frame.get_by_text("Denied in part by Facebook", exact=False).first).to_be_visible()
    expect(frame.get_by_role("link")).to_have_attribute("href", f"{seeded_site.url}/claims/facebook-bank-data/")


def test_another_site_cannot_frame_the_page_itself(
    framed: Callable[[str], Page], seeded_site: Site, complaints: list[str]
) -> None:
    page = framed(f"{seeded_site.url}/claims/facebook-bank-data/")
    refused = page.frame_locator("iframe")  # by a page of the browser's own
    expect(refused.get_by_role("heading", name="Facebook")).to_have_count(0)
    assert any("frame-ancestors" in said for said in complaints)
