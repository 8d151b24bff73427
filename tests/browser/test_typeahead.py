"""A field that offers what is there while somebody types, by keyboard alone, on the page that merges two parties."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.signing_in import sign_in
from tests.sites import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def merging(browser: Browser, seeded_site: Site, complaints: list[str]) -> Any:
    """The page that merges Facebook into another party."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    sign_in(page, seeded_site, "publisher", to="/admin/claims/party/?q=facebook")
    page.locator("#result_list tbody th a").first.click()
    page.get_by_role("link", name="Merge into …").click()
    yield page
    context.close()


def test_misspelt_name_is_chosen_by_keyboard(merging: Page, complaints: list[str]) -> None:
    field = merging.get_by_role("combobox", name="Merge into:")
    field.press_sequentially("citigrup")
    expect(merging.get_by_role("option")).to_have_text(["Citigroup organisation"])
    assert field.get_attribute("aria-expanded") == "true"
    field.press("ArrowDown")
    option = merging.get_by_role("option", selected=True)
    assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
    field.press("Enter")
    assert field.input_value() == "Citigroup"
    assert merging.locator("[name=other_id]").input_value()
    field.press("Enter")
    expect(merging.get_by_role("heading", name="What the merge does")).to_be_visible()
    assert complaints == []  # before axe, which styles its probes
    assert Axe().run(merging).response["violations"] == []


def test_escape_closes_and_typing_anew_forgets_the_choice(merging: Page) -> None:
    field = merging.get_by_role("combobox", name="Merge into:")
    field.press_sequentially("citi")
    expect(merging.get_by_role("option")).to_have_count(1)
    field.press("ArrowDown")
    expect(merging.get_by_role("option", selected=True)).to_be_visible()
    field.press("Enter")
    field.press_sequentially("x")
    assert merging.locator("[name=other_id]").input_value() == ""
    field.press("Backspace")
    expect(merging.get_by_role("listbox")).to_be_visible()
    field.press("Escape")
    expect(merging.get_by_role("listbox")).to_be_hidden()
    assert field.input_value() == "Citigroup"


def test_kind_of_a_new_party_is_chosen_with_its_name(browser: Browser, seeded_site: Site) -> None:
    page = sign_in(browser.new_context().new_page(), seeded_site, to="/admin/claims/claim/?q=facebook-bank-data")
    page.get_by_role("link", name="WSJ-Bericht", exact=False).first.click()
    page.goto(f"{page.url.split('?')[0]}?card=request:new")
    field, kind = page.get_by_role("combobox", name="Asked"), page.get_by_label("If new")
    expect(kind).to_be_hidden()
    field.press_sequentially("Zora Neumann")
    expect(page.locator(".lookup-list > li")).to_have_text(
        [f"Create “Zora Neumann” {each}" for each in ("organisation", "person", "public body", "outlet")]
    )
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        field.press(key)
    expect(kind).to_have_value("person")
    expect(field).to_have_value("Zora Neumann")
    field.fill("Citigroup")
    expect(kind).to_be_hidden()
    page.context.close()
