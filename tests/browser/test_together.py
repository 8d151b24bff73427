"""Two editors in their browsers: words outlive a closed tab and a lost session, and a conflict is decided by keyboard."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import SCHEMES, violations
from tests.browser.signing_in import sign_in
from tests.sites import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, seeded_site: Site, complaints: list[str]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    opened = context.new_page()
    opened.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    sign_in(opened, seeded_site)
    yield opened
    context.close()


@pytest.fixture
def party(seeded_site: Site) -> str:
    with seeded_site.database.connect() as other:
        found = other.execute("SELECT id FROM claims_party WHERE slug = 'facebook'").fetchone()
    assert found
    return str(found[0])


def form_of(site: Site, party: str) -> str:
    return f"{site.url}/admin/claims/party/{party}/change/"


def save_as_publisher(site: Site, party: str, **fields: Any) -> None:
    token = site.accounts["publisher"]["token"]
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "If-Match": "*"}
    address = f"{site.url}/api/v1/desk/parties/{party}/"
    urlopen(Request(address, json.dumps(fields).encode(), headers, method="PATCH")).close()  # noqa: S310  our own site


def test_words_outlive_a_closed_tab(page: Page, seeded_site: Site, party: str, complaints: list[str]) -> None:
    page.goto(form_of(seeded_site, party))
    page.get_by_label("Short name").fill("Kept words")
    expect(page.locator(".desk-draft-state")).to_contain_text("Kept as a draft at")
    page.goto(form_of(seeded_site, party))
    page.get_by_role("button", name="Restore").first.click()
    expect(page.get_by_label("Short name")).to_have_value("Kept words")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.goto(form_of(seeded_site, party))
    expect(page.get_by_label("Short name")).to_have_value("Kept words")
    expect(page.get_by_role("button", name="Restore")).to_have_count(0)
    assert complaints == []


def test_words_outlive_a_lost_session(page: Page, seeded_site: Site, party: str) -> None:
    page.goto(form_of(seeded_site, party))
    page.context.clear_cookies()
    page.get_by_label("Short name").fill("Words without a session")
    expect(page.locator(".desk-draft-state")).to_contain_text("Signed out; your words are kept.")
    other = page.context.new_page()
    sign_in(other, seeded_site)
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator(".desk-draft-state")).to_contain_text("Kept as a draft at")


def test_words_outlive_saving_without_a_session(page: Page, seeded_site: Site, party: str) -> None:
    page.goto(form_of(seeded_site, party))
    page.context.clear_cookies()
    page.get_by_label("Short name").fill("Sent in vain")
    page.get_by_role("button", name="Save", exact=True).first.click()
    sign_in(page, seeded_site)
    page.goto(form_of(seeded_site, party))
    page.get_by_role("button", name="Restore").first.click()
    expect(page.get_by_label("Short name")).to_have_value("Sent in vain")


def select(page: Page, words: str) -> None:
    page.locator("[data-source-text]").focus()
    page.keyboard.press("/")
    page.keyboard.insert_text(words)
    page.keyboard.press("Enter")
    expect(page.locator("#desk-words")).to_have_value(words)


def sign_in_again(page: Page, site: Site) -> None:
    page.wait_for_url("**/admin/login/**")
    page.fill("[name=username]", site.accounts["editor"]["username"])
    page.fill("[name=password]", site.accounts["editor"]["password"])
    page.click("[type=submit]")


def test_words_selected_without_a_session_are_selected_afterwards(page: Page, seeded_site: Site) -> None:
    page.goto(f"{seeded_site.url}/admin/claims/claim/new/")
    page.locator("textarea").first.fill("The bank said that it had declined. It named no reason for that.")
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Confirm and open the workspace").click()
    page.locator("[data-source-text]").focus()
    page.keyboard.press("p")
    expect(page.locator(".desk-said")).to_have_text("Select words in the text, or paste them.")
    page.keyboard.press("w")
    expect(page.locator(".desk-said")).to_have_text("Open a cell with a stance first; the words belong to it.")
    page.keyboard.press("/")
    page.keyboard.insert_text("never said")
    page.keyboard.press("Enter")
    expect(page.locator(".desk-said")).to_have_text("The text of the source does not hold these words.")
    page.locator("#desk-find").fill("")
    select(page, "it had declined")
    page.context.clear_cookies()
    page.keyboard.press("p")
    sign_in_again(page, seeded_site)
    expect(page.locator("#desk-form blockquote")).to_have_text("it had declined")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".desk-said")).to_contain_text("Point 1 added.")
    select(page, "named no reason")
    page.keyboard.press("a")
    page.locator("#desk-form").get_by_label("Who answers").first.fill("Facebook")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".desk-said")).to_contain_text("Answer 1 added.")
    assert page.evaluate("Object.keys(sessionStorage)") == []
    select(page, "named no")
    page.context.clear_cookies()
    page.keyboard.press("r")
    sign_in_again(page, seeded_site)
    expect(page.locator(".desk-said")).to_contain_text("You were signed out, and nothing was stored.")
    expect(page.locator("#desk-words")).to_have_value("named no")
    page.keyboard.press("r")
    expect(page.locator(".desk-said")).to_contain_text("Passage added to answer 1")


def assert_axe_finds_nothing(page: Page) -> None:
    for scheme, rules in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert violations(page, rules) == "", scheme


def test_conflict_is_decided_by_keyboard(page: Page, seeded_site: Site, party: str) -> None:
    page.goto(form_of(seeded_site, party))
    page.get_by_label("Short name").fill("Mine")
    save_as_publisher(seeded_site, party, short_name="Theirs")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_role("heading", name="Somebody else saved this first")).to_be_visible()
    assert_axe_finds_nothing(page)
    page.get_by_role("radio", name="Yours", exact=False).focus()
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(form_of(seeded_site, party))
    expect(page.get_by_label("Short name")).to_have_value("Mine")


@pytest.mark.long
def test_record_that_was_deleted_comes_back_with_what_was_typed(page: Page, seeded_site: Site) -> None:
    headers = {
        "Authorization": f"Bearer {seeded_site.accounts['publisher']['token']}",
        "Content-Type": "application/json",
    }
    made = {"name": "Passing", "slug": "passing", "kind": "organisation"}
    address = f"{seeded_site.url}/api/v1/desk/parties/"
    with urlopen(Request(address, json.dumps(made).encode(), headers)) as answered:  # noqa: S310  our own site
        party = json.load(answered)["id"]
    page.goto(form_of(seeded_site, party))
    page.get_by_label("Short name").fill("Typed words")
    headers["If-Match"] = "*"
    urlopen(Request(f"{address}{party}/", headers=headers, method="DELETE")).close()  # noqa: S310  our own site
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_role("heading", name="Somebody deleted this meanwhile")).to_be_visible()
    assert_axe_finds_nothing(page)
    page.get_by_role("button", name="Bring it back with my changes").click()
    page.goto(form_of(seeded_site, party))
    expect(page.get_by_label("Short name")).to_have_value("Typed words")
