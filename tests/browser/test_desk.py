"""The desk in a browser: an editor adds an answer and hands it in, a publisher publishes it, readers see it."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.signing_in import sign_in
from tests.sites import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def log_in(browser: Browser, seeded_site: Site, complaints: list[str]) -> Iterator[Any]:
    contexts = []

    def as_role(role: str) -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 1000})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        return sign_in(page, seeded_site, role)

    yield as_role
    for context in contexts:
        context.close()


def open_case(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/admin/claims/claim/?q=facebook-bank-data")
    page.get_by_role("link", name="WSJ-Bericht", exact=False).first.click()
    page.get_by_role("link", name="All fields").click()


def choose(page: Page, field: str, words: str) -> None:
    """In a field that searches as one types."""
    page.locator(f"#{field} + .select2-container").click()
    page.locator(".select2-search__field:focus").fill(words)
    page.locator(".select2-results__option", has_text=words).first.click()


def test_answer_reaches_readers(log_in: Any, seeded_site: Site, complaints: list[str]) -> None:
    page = log_in("editor")
    open_case(page, seeded_site)
    expect(page.get_by_text("2 of 5 points are addressed")).to_be_visible()

    page.get_by_role("link", name="Add a response").click()
    choose(page, "id_party", "Facebook")
    page.get_by_label("Date or time").first.fill("2018-08-08 10:00")
    page.get_by_label("Zone").first.fill("Europe/Berlin")
    page.locator("#id_passages-0-form").select_option("reported")
    page.locator("#id_passages-0-text").fill("Die Sorge der Branche um die Datensicherheit treffe zu.")
    choose(page, "id_passages-0-citations", "die Finanzwirtschaft")
    page.locator("#id_stances-0-point").select_option(index=4)
    page.locator("#id_stances-0-stance").select_option("confirms")
    page.get_by_role("button", name="Save", exact=True).first.click()

    expect(page.get_by_text("3 of 5 points are addressed")).to_be_visible()
    expect(page.get_by_text("changes wait to be published")).to_be_visible()
    page.get_by_role("link", name="Submit for review").click()
    page.get_by_label("Note:").fill("Facebook answers point 4.")
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("Submitted for review.")).to_be_visible()

    page = log_in("publisher")
    open_case(page, seeded_site)
    expect(page.get_by_text("Facebook answers point 4.")).to_be_visible()
    page.get_by_role("link", name="Publish", exact=True).click()
    page.get_by_label("Kind of change:").select_option("update")
    page.get_by_label("Note:").fill("Facebook's answer of 8 August added.")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("readers see revision 2")).to_be_visible()
    assert not [said for said in complaints if "favicon" not in said and "404" not in said]

    page.get_by_role("link", name="View public page").click()
    expect(page.locator("body")).to_contain_text("3 of 5 points")


def test_other_language_keeps_the_page(log_in: Any, seeded_site: Site) -> None:
    page = log_in("editor")
    page.goto(f"{seeded_site.url}/admin/claims/claim/?q=facebook")
    page.get_by_role("link", name="Deutsch").click()
    assert page.url == f"{seeded_site.url}/de/admin/claims/claim/?q=facebook"
    page.get_by_role("link", name="English").click()
    assert page.url == f"{seeded_site.url}/admin/claims/claim/?q=facebook"
